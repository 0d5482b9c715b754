package com.aqwacloud.sync.api;

/**
 * In whose name something was decided, undone or given up: users of the console by their names,
 * route files by what they call themselves behind {@code route}, all others by the words here.
 */
public final class Deciders {
    /** Whoever calls the REST API, as the page does. */
    public static final String API = "api";

    /** The engine, as the options of the session say. */
    public static final String AUTO = "auto";

    /** The engine, since nobody had answered in time. */
    public static final String DEADLINE = "deadline";

    /** Nobody: the sides came together by themselves, or apart in another way. */
    public static final String WITHDRAWN = "withdrawn";

    private static final String ROUTE = "route ";

    /** The record keeps no more. */
    private static final int LONGEST = 100;

    private Deciders() {}

    /** What a route file decides in that name: never a person's, whatever the name. */
    public static String route(String name) {
        if (name.equals(AUTO) || name.equals(DEADLINE)) {
            return name;
        }
        String whole = ROUTE + name;
        return whole.substring(0, Math.min(LONGEST, whole.length()));
    }

    /** Whether a person did it, be it through the API. */
    public static boolean isPerson(String by) {
        return !by.equals(AUTO)
                && !by.equals(DEADLINE)
                && !by.equals(WITHDRAWN)
                && !by.startsWith(ROUTE);
    }

    /** As it reads behind "by" in a sentence. */
    public static String words(String by) {
        return switch (by) {
            case API -> "the API";
            case AUTO -> "AqwaCloud";
            case DEADLINE -> "the deadline";
            default -> by;
        };
    }
}
