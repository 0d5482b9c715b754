package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * What is known of one cloud's items, in memory and on disk, and the feed of their changes.
 *
 * <p>Thread-safe. Those who change something hold the pen, one after another, while they rename a
 * file and write a line; those who only read wait for nothing but the moment in which the index in
 * memory changes.
 */
final class Catalog implements AutoCloseable {

    private final Flavor flavor;
    private final Clock clock;
    private final Map<String, String> facts;
    private final ReentrantLock pen = new ReentrantLock();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    /** Changed with the pen and the lock; read with one of them. */
    private final Index index;

    /** Guarded by {@link #pen}. */
    private final Journal journal;

    /** The number given out last. Guarded by {@link #pen}. */
    private long allotted;

    /** The feed's end. Guarded by {@link #lock}. */
    private long cursor;

    private final long firstSeq;

    /** One thing that changes items. */
    @FunctionalInterface
    interface Change<T> {

        /** Is called with the pen in hand. */
        T make(Index index) throws IOException;
    }

    /**
     * @throws IOException if the journal can't be used, or is damaged
     */
    Catalog(Layout layout, Flavor flavor, Clock clock) throws IOException {
        this.flavor = flavor;
        this.clock = clock;
        this.index = new Index(flavor.caseSensitive());
        Journal.Content content = Journal.read(layout.journal());
        facts = new LinkedHashMap<>(content.facts());
        content.generated().forEach(rule -> index.put(new GeneratedSet(rule)));
        content.items().forEach(index::put);
        // Feeds start at the time of their making: a token of an earlier feed falls before it.
        firstSeq =
                Long.parseLong(
                        facts.computeIfAbsent("firstSeq", k -> Long.toString(clock.millis())));
        allotted = Math.max(firstSeq, index.lastSeq());
        facts.computeIfAbsent("secret", k -> UUID.randomUUID() + "-" + UUID.randomUUID());
        facts.computeIfAbsent("driveId", k -> flavor.newId().get());
        if (index.root() == null) {
            DiskState seen = layout.disk().look(layout.folder()).orElseThrow();
            index.put(ItemEdit.root(flavor.newId().get(), seen, ++allotted, now()));
        }
        cursor = allotted;
        journal =
                Journal.rewrite(
                        layout.journal(),
                        new Journal.Content(facts, content.generated(), index.all()));
    }

    Flavor flavor() {
        return flavor;
    }

    String fact(String name) {
        return facts.get(name);
    }

    /** Asks the index; what is asked must not wait for anything. */
    <T> T read(Function<Index, T> question) {
        lock.readLock().lock();
        try {
            return question.apply(index);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Changes something; no one else does meanwhile. */
    <T> T change(Change<T> change) throws IOException {
        pen.lock();
        try {
            return change.make(index);
        } finally {
            pen.unlock();
        }
    }

    /** The next place in the feed. Needs the pen. */
    long nextSeq() {
        return ++allotted;
    }

    /** Time as items carry it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    long cursor() {
        lock.readLock().lock();
        try {
            return cursor;
        } finally {
            lock.readLock().unlock();
        }
    }

    long firstSeq() {
        return firstSeq;
    }

    /** Writes new states down and shows them. Needs the pen. */
    void record(List<Item> items) throws IOException {
        journal.append(items);
        publish(items);
    }

    /**
     * Writes a new state down, does what makes it true, then shows it: whoever sees the item finds
     * its bytes, and the end of the process in between leaves a note of what was meant. Needs the
     * pen.
     */
    void record(Item item, Deed deed) throws IOException {
        journal.append(List.of(item));
        try {
            deed.run();
        } catch (IOException | RuntimeException e) {
            // What stands there now is what is true still.
            Item before = index.known(item.id()).orElse(item.edit().removed().unseen());
            journal.append(List.of(before));
            throw e;
        }
        publish(List.of(item));
    }

    /** What makes a record true. */
    @FunctionalInterface
    interface Deed {
        void run() throws IOException;
    }

    /**
     * Writes down and shows a set that is new, or that is gone from now on; it takes a stretch of
     * the feed. Needs the pen.
     */
    void record(GeneratedSet set) throws IOException {
        journal.append(set.rule());
        lock.writeLock().lock();
        try {
            index.put(set);
            allotted = Math.max(allotted, set.lastSeq());
            cursor = allotted;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void publish(List<Item> items) {
        lock.writeLock().lock();
        try {
            items.forEach(index::put);
            cursor = allotted;
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public void close() throws IOException {
        pen.lock();
        try {
            journal.close();
        } finally {
            pen.unlock();
        }
    }
}
