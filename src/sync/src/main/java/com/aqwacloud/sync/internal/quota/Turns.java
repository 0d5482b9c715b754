package com.aqwacloud.sync.internal.quota;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;

/**
 * Whose turn it is: sessions go round, and within one the first to come is the first to go. Who is
 * first stays so until it leaves. Not safe for use by several threads.
 */
final class Turns {
    /** By session; the one whose turn it is comes first. */
    private final Map<String, ArrayDeque<Condition>> waiting = new LinkedHashMap<>();

    /** Adds a waiter behind those of its session. */
    void join(String session, Condition waiter) {
        waiting.computeIfAbsent(session, name -> new ArrayDeque<>()).addLast(waiter);
    }

    /** The waiter whose turn it is, or null if none waits. */
    Condition first() {
        for (ArrayDeque<Condition> line : waiting.values()) {
            return line.peekFirst();
        }
        return null;
    }

    /** The first waiter had its turn: its session is the last to have another. */
    void served(String session) {
        ArrayDeque<Condition> line = waiting.remove(session);
        line.removeFirst();
        if (!line.isEmpty()) {
            waiting.put(session, line);
        }
    }

    /** A waiter gives up; the others keep their places. */
    void leave(String session, Condition waiter) {
        ArrayDeque<Condition> line = waiting.get(session);
        line.remove(waiter);
        if (line.isEmpty()) {
            waiting.remove(session);
        }
    }

    /** How many wait. */
    int size() {
        return waiting.values().stream().mapToInt(ArrayDeque::size).sum();
    }
}
