package com.aqwacloud.camel.component.microsoft.onedrive;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The requests that were not answered yet, so that all can be given up at once. Thread-safe. */
final class RequestsUnderWay {

    private final Set<CompletableFuture<?>> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /** Counts a request in until it is answered. */
    <T> CompletableFuture<T> add(CompletableFuture<T> sent) {
        waiting.add(sent);
        sent.whenComplete((answer, failure) -> waiting.remove(sent));
        if (ended) {
            sent.cancel(true);
        }
        return sent;
    }

    /** Gives up those that wait, and all that come. */
    void end() {
        ended = true;
        waiting.forEach(sent -> sent.cancel(true));
    }
}
