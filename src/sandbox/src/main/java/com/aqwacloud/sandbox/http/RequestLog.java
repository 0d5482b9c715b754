package com.aqwacloud.sandbox.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** Counts what the clouds were asked for. Thread-safe. */
public final class RequestLog {

    private static final int REMEMBERED = 1000;

    /** Guarded by this. */
    private final Map<String, Counts> clouds = new TreeMap<>();

    /** Guarded by this. */
    private final Deque<ObjectNode> last = new ArrayDeque<>();

    private static final class Counts {
        private long requests;
        private long bytesIn;
        private long bytesOut;
        private final Map<String, Long> operations = new TreeMap<>();
    }

    public RequestLog() {
        reset();
    }

    public synchronized void reset() {
        clouds.clear();
        last.clear();
        clouds.put("google", new Counts());
        clouds.put("onedrive", new Counts());
    }

    synchronized void operation(String cloud, String name) {
        counts(cloud).operations.merge(name, 1L, Long::sum);
    }

    synchronized void in(String cloud, long bytes) {
        counts(cloud).bytesIn += bytes;
    }

    synchronized void out(String cloud, long bytes) {
        counts(cloud).bytesOut += bytes;
    }

    /**
     * @param path without its query, which may hold secrets
     */
    public synchronized void request(
            String cloud, String operation, String method, String path, int status) {
        counts(cloud).requests++;
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("time", Instant.now().toString());
        line.put("cloud", cloud);
        line.put("operation", operation);
        line.put("method", method);
        line.put("path", path);
        line.put("status", status);
        last.addLast(line);
        if (last.size() > REMEMBERED) {
            last.removeFirst();
        }
    }

    /** All counts, and the last requests, newest last. */
    public synchronized ObjectNode toJson(int limit) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        clouds.forEach(
                (name, counts) -> {
                    ObjectNode cloud = node.putObject(name);
                    cloud.put("requests", counts.requests);
                    cloud.put("bytesIn", counts.bytesIn);
                    cloud.put("bytesOut", counts.bytesOut);
                    ObjectNode operations = cloud.putObject("operations");
                    counts.operations.forEach(operations::put);
                });
        var lines = node.putArray("last");
        last.stream().skip(Math.max(0, last.size() - limit)).forEach(lines::add);
        return node;
    }

    private Counts counts(String cloud) {
        return clouds.computeIfAbsent(cloud, k -> new Counts());
    }
}
