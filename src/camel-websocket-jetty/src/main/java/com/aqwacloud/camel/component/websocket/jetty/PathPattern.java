package com.aqwacloud.camel.component.websocket.jetty;

/**
 * A path, or all paths below one: {@code /events} matches itself, {@code /events/*} matches {@code
 * /events} and everything below it.
 *
 * @param root the path without the wildcard and without a slash at its end, except for {@code /}
 * @param wildcard whether paths below match, too
 */
record PathPattern(String root, boolean wildcard) {

    /**
     * Reads a pattern; a missing first slash is added.
     *
     * @throws IllegalArgumentException if a {@code *} stands elsewhere than at the end
     */
    static PathPattern parse(String text) {
        String path = text.startsWith("/") ? text : "/" + text;
        boolean wildcard = path.endsWith("/*");
        String root = wildcard ? path.substring(0, path.length() - 2) : path;
        while (root.length() > 1 && root.endsWith("/")) {
            root = root.substring(0, root.length() - 1);
        }
        if (root.contains("*")) {
            throw new IllegalArgumentException(
                    "path may have a wildcard only as its last segment, /*, but is " + text);
        }
        return new PathPattern(root.isEmpty() ? "/" : root, wildcard);
    }

    boolean matches(String path) {
        if (path.equals(root)) {
            return true;
        }
        return wildcard && path.startsWith(prefix());
    }

    /** The root with a slash at its end. */
    String prefix() {
        return root.endsWith("/") ? root : root + "/";
    }

    @Override
    public String toString() {
        return wildcard ? prefix() + "*" : root;
    }
}
