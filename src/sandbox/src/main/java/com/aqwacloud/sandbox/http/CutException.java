package com.aqwacloud.sandbox.http;

import java.io.IOException;

/** The connection is to break here: a fault that was asked for. */
public final class CutException extends IOException {

    private static final long serialVersionUID = 1L;

    public CutException() {
        super("A fault that was asked for cuts the connection");
    }
}
