package com.aqwacloud.sandbox.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What was answered before, for the fault that answers the same once more. Thread-safe. */
public final class Memory {

    private static final int MOST = 2000;

    /** Guarded by this. */
    private final Map<String, Remembered> answers =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
                    return size() > MOST;
                }
            };

    private record Remembered(Reply reply, long atNanos) {}

    /** What the same request was answered, if that is not longer ago. */
    synchronized Optional<Reply> recall(Call call, long millis) {
        return Optional.ofNullable(answers.get(key(call)))
                .filter(
                        known ->
                                System.nanoTime() - known.atNanos()
                                        < TimeUnit.MILLISECONDS.toNanos(millis))
                .map(Remembered::reply);
    }

    synchronized void remember(Call call, Reply reply) {
        // Taken out first, so that what was told latest is forgotten last.
        answers.remove(key(call));
        answers.put(key(call), new Remembered(reply, System.nanoTime()));
    }

    private static String key(Call call) {
        return call.traffic().cloud()
                + ' '
                + call.account()
                + ' '
                + call.rawPath()
                + ' '
                + call.query()
                + ' '
                + call.header("If-None-Match").orElse("");
    }
}
