package com.aqwacloud.sandbox.core;

import java.util.concurrent.atomic.LongAdder;

/** What noticing a person's changes has cost so far. Thread-safe. */
final class ScanCounts {

    private final LongAdder looks = new LongAdder();
    private final LongAdder hashes = new LongAdder();
    private final LongAdder openFiles = new LongAdder();

    void looked() {
        looks.increment();
    }

    void hashed() {
        hashes.increment();
    }

    void openFilesLookedUp() {
        openFiles.increment();
    }

    /** Files and folders asked for their size and times. */
    long looks() {
        return looks.sum();
    }

    /** Files read. */
    long hashes() {
        return hashes.sum();
    }

    /** Times that all open files of the system were gone through. */
    long openFiles() {
        return openFiles.sum();
    }
}
