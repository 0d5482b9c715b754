package com.aqwacloud.sync.api;

/** A value that a person gave is not possible; nothing was changed. */
public class InvalidValueException extends SyncException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field the name of the option, property or column at fault
     * @param reason the rest of a sentence that begins with the field's name
     */
    public InvalidValueException(String field, String reason) {
        super(field + " " + reason + ".");
        this.field = field;
    }

    /** The name of the option or property at fault. */
    public String field() {
        return field;
    }
}
