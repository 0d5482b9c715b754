package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * The ids by which a request is told from others: {@code request-id}, {@code client-request-id}.
 */
final class Trace {

    private Trace() {}

    /** The answer with the ids, in its headers and in its error, if it is one. */
    static Reply of(Call call, Reply reply) {
        String id = UUID.randomUUID().toString();
        String client =
                call.header("client-request-id")
                        .filter(given -> given.matches("[\\x21-\\x7e]{1,128}"))
                        .orElse(id);
        if (reply.body() instanceof Reply.Json json
                && json.node().path("error").path("innerError") instanceof ObjectNode inner) {
            inner.put("request-id", id);
            inner.put("client-request-id", client);
        }
        return reply.with("request-id", id).with("client-request-id", client);
    }
}
