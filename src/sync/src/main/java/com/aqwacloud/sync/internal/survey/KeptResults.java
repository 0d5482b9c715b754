package com.aqwacloud.sync.internal.survey;

import java.util.Optional;

/** Keeps the last result of a sort of task for each session. Thread-safe. */
interface KeptResults<T> {
    /** Keeps a result instead of the one before; of a session that is gone nothing is kept. */
    void keep(String session, T result);

    /** The last result. */
    Optional<T> find(String session);
}
