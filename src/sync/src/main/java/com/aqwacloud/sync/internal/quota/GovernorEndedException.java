package com.aqwacloud.sync.internal.quota;

import java.util.concurrent.CancellationException;

/** A request was not made, since none is made any more. */
public final class GovernorEndedException extends CancellationException {
    private static final long serialVersionUID = 1L;

    GovernorEndedException() {
        super("No more requests are made");
    }
}
