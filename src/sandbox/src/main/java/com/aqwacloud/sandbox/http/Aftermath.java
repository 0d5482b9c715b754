package com.aqwacloud.sandbox.http;

import com.aqwacloud.sandbox.fault.FaultKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Faults in what is answered, once a cloud has done what was asked. */
final class Aftermath {

    /** Each cloud's names for what tells of a file's content. */
    private static final List<String> HASHES =
            List.of("md5Checksum", "sha1Checksum", "sha256Checksum", "hashes");

    private final Levers levers;

    Aftermath(Levers levers) {
        this.levers = levers;
    }

    Reply of(Call call, Reply plain) {
        Reply reply = plain;
        if (call.traffic().cloud().equals("onedrive")) {
            for (var header : Metering.rateLimit(call.charge()).entrySet()) {
                reply = reply.with(header.getKey(), header.getValue());
            }
        }
        if (!(reply.body() instanceof Reply.Json json)) {
            return reply;
        }
        if (isRead(call) && call.isAwaited(FaultKind.STALE)) {
            levers.memory().remember(call, reply);
        }
        boolean hashes = HASHES.stream().anyMatch(name -> json.node().findValue(name) != null);
        if (!hashes || call.fault(FaultKind.MISSING_HASH).isEmpty()) {
            return reply;
        }
        JsonNode without = json.node().deepCopy();
        strip(without);
        return new Reply(reply.status(), reply.headers(), new Reply.Json(without));
    }

    static boolean isRead(Call call) {
        return call.method().equals("GET");
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(HASHES);
        }
        node.forEach(Aftermath::strip);
    }
}
