package com.aqwacloud.sync.internal.transfer;

import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The digests of contents whose uploads may be cut off and go on while this process runs: Java's
 * can't be stored. Thread-safe.
 */
final class KeptDigests {
    /** Far more than uploads are open at once; each takes a few hundred bytes. */
    private static final int MOST = 1000;

    /** By job. Guarded by this. */
    private final Map<Long, RunningHashes.State> states = new LinkedHashMap<>();

    /** Keeps it instead of the one before. */
    synchronized void keep(long job, RunningHashes.State state) {
        states.remove(job);
        states.put(job, state);
        if (states.size() > MOST) {
            states.remove(states.keySet().iterator().next());
        }
    }

    /** The digest that goes with a stored hash, if it is known. */
    synchronized Optional<MessageDigest> of(long job, String quickXor) {
        return Optional.ofNullable(states.get(job))
                .filter(state -> state.quickXor().equals(quickXor))
                .map(RunningHashes.State::digest);
    }

    synchronized void forget(long job) {
        states.remove(job);
    }
}
