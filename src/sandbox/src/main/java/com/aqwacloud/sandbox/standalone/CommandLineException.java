package com.aqwacloud.sandbox.standalone;

/** Something on the command line can't be meant; the message is one line for who wrote it. */
final class CommandLineException extends Exception {

    private static final long serialVersionUID = 1;

    CommandLineException(String message) {
        super(message);
    }
}
