package com.aqwacloud.sync.internal.route;

/**
 * A cloud is not there, as it was not for many calls before: the item at hand is not the reason.
 */
public final class OutageException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param cause how this call failed, with the sentence for people
     */
    OutageException(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
