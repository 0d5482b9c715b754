package com.aqwacloud.sync.internal.store;

/** One of the two drives of a session. */
public enum Side {
    SOURCE("S"),
    DESTINATION("D");

    private final String code;

    Side(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
