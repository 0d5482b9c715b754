package com.aqwacloud.sandbox.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** Counts what the clouds were asked for. Thread-safe. */
public final class RequestLog {

    private static final int REMEMBERED = 1000;

    /** Guarded by this. */
    private final Map<String, Cloud> clouds = new TreeMap<>();

    /** Guarded by this. */
    private final Deque<LogLine> last = new ArrayDeque<>();

    private static class Counts {
        long requests;
        long bytesIn;
        long bytesOut;
        final Map<String, Long> operations = new TreeMap<>();

        ObjectNode write(ObjectNode node) {
            node.put("requests", requests);
            node.put("bytesIn", bytesIn);
            node.put("bytesOut", bytesOut);
            ObjectNode told = node.putObject("operations");
            operations.forEach(told::put);
            return node;
        }
    }

    private static final class Cloud extends Counts {
        private final Map<String, Counts> accounts = new TreeMap<>();
    }

    public RequestLog() {
        reset();
    }

    public synchronized void reset() {
        clouds.clear();
        last.clear();
        clouds.put("google", new Cloud());
        clouds.put("onedrive", new Cloud());
    }

    synchronized void operation(String cloud, String account, String name) {
        cloud(cloud).operations.merge(name, 1L, Long::sum);
        account(cloud, account).operations.merge(name, 1L, Long::sum);
    }

    synchronized void in(String cloud, String account, long bytes) {
        cloud(cloud).bytesIn += bytes;
        account(cloud, account).bytesIn += bytes;
    }

    synchronized void out(String cloud, String account, long bytes) {
        cloud(cloud).bytesOut += bytes;
        account(cloud, account).bytesOut += bytes;
    }

    synchronized void request(LogLine line) {
        cloud(line.cloud()).requests++;
        account(line.cloud(), line.account()).requests++;
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
                    ObjectNode accounts = counts.write(node.putObject(name)).putObject("accounts");
                    counts.accounts.forEach(
                            (account, own) -> own.write(accounts.putObject(account)));
                });
        var lines = node.putArray("last");
        last.stream()
                .skip(Math.max(0, last.size() - limit))
                .forEach(line -> lines.add(line.toJson()));
        return node;
    }

    private Cloud cloud(String cloud) {
        return clouds.computeIfAbsent(cloud, k -> new Cloud());
    }

    private Counts account(String cloud, String account) {
        return cloud(cloud).accounts.computeIfAbsent(account, k -> new Counts());
    }
}
