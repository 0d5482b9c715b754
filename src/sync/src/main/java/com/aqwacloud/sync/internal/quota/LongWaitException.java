package com.aqwacloud.sync.internal.quota;

import com.aqwacloud.sync.api.SyncException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A request was not made, since whoever asks for it would have had to wait for long. */
public final class LongWaitException extends SyncException {
    private static final long serialVersionUID = 1L;

    LongWaitException(String account, Instant until) {
        super(
                "the account \""
                        + account
                        + "\" has to wait at least until "
                        + until.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1)
                        + ", since its quota is used up or its cloud asked for a pause;"
                        + " try again then");
    }
}
