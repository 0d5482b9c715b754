package com.aqwacloud.sync.internal.runtime;

/** Why a version of a route file does not run. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What may make the same version acceptable. */
    enum Cure {
        /** Only another version of the file. */
        EDIT,
        /** Another file of the folder, a property or a bean. */
        SURROUNDINGS,
        /** A component or a template that has yet to come. */
        ARRIVAL
    }

    private final int line;
    private final transient Cure cure;

    /**
     * @param reason one sentence without a full stop
     * @param line line of the file, or 0 if there is none to blame
     */
    RefusedException(String reason, int line, Cure cure, Throwable cause) {
        super(reason, cause);
        this.line = line;
        this.cure = cure;
    }

    static RefusedException edit(String reason, int line) {
        return new RefusedException(reason, line, Cure.EDIT, null);
    }

    static RefusedException surroundings(String reason, int line) {
        return new RefusedException(reason, line, Cure.SURROUNDINGS, null);
    }

    static RefusedException arrival(String reason, int line) {
        return new RefusedException(reason, line, Cure.ARRIVAL, null);
    }

    int line() {
        return line;
    }

    Cure cure() {
        return cure == null ? Cure.EDIT : cure;
    }
}
