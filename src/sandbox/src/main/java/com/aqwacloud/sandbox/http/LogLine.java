package com.aqwacloud.sandbox.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One request, as it is remembered. Thread-safe: what it moves is counted while it is looked at.
 */
final class LogLine {

    /** Parameters that let in whoever has them. */
    private static final Set<String> SECRET =
            Set.of(
                    "access_token",
                    "refresh_token",
                    "id_token",
                    "token_hint",
                    "client_secret",
                    "code",
                    "code_verifier",
                    "key",
                    "tempauth",
                    "upload_id");

    private static final String CUT = "…";

    /** Searches and masks can be of megabytes, and many requests are remembered. */
    private static final int LONGEST = 2000;

    private final Instant time = Instant.now();
    private final String cloud;
    private final String account;
    private final String operation;
    private final String method;
    private final String path;
    private final Map<String, String> query;
    private final int status;
    private final long nanos;
    private final AtomicLong bytesIn;
    private final AtomicLong bytesOut;

    /**
     * @param status 0 if the line broke before there was an answer
     * @param nanos until the answer was known
     */
    LogLine(String cloud, Call call, int status, long nanos, AtomicLong in, AtomicLong out) {
        this.cloud = cloud;
        this.account = call.account();
        this.operation = call.operation();
        this.method = call.method();
        this.path = shortened(call.rawPath());
        this.query = new LinkedHashMap<>();
        call.query()
                .forEach(
                        (name, value) ->
                                query.put(
                                        shortened(name),
                                        SECRET.contains(name) ? CUT : shortened(value)));
        this.status = status;
        this.nanos = nanos;
        this.bytesIn = in;
        this.bytesOut = out;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + CUT;
    }

    String cloud() {
        return cloud;
    }

    String account() {
        return account;
    }

    ObjectNode toJson() {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("time", time.toString());
        line.put("cloud", cloud);
        line.put("account", account);
        line.put("operation", operation);
        line.put("method", method);
        line.put("path", path);
        ObjectNode shown = line.putObject("query");
        query.forEach(shown::put);
        line.put("status", status);
        line.put("durationMillis", TimeUnit.NANOSECONDS.toMillis(nanos));
        line.put("bytesIn", bytesIn.get());
        line.put("bytesOut", bytesOut.get());
        return line;
    }
}
