package com.aqwacloud.sync.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Files and folders as a line of a {@code .gitignore} file describes them. A pattern with a "/"
 * before its end counts from the top, any other holds at any depth; one with a "/" at its end means
 * folders only; {@code **} stands for any number of folders; {@code !} before it takes back what
 * patterns before it said. Within a name see {@link NamePattern}. Immutable.
 */
public final class FilePattern {
    private static final int LONGEST = 400;
    private static final NamePattern ANY_FOLDERS = NamePattern.parse("*");
    private static final Pattern ESCAPED_SLASH = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\/");

    private final String text;
    private final boolean negated;
    private final boolean foldersOnly;
    private final boolean fromTop;
    private final List<NamePattern> names;

    private FilePattern(
            String text,
            boolean negated,
            boolean foldersOnly,
            boolean fromTop,
            List<NamePattern> names) {
        this.text = text;
        this.negated = negated;
        this.foldersOnly = foldersOnly;
        this.fromTop = fromTop;
        this.names = List.copyOf(names);
    }

    /**
     * The pattern of that text.
     *
     * @throws IllegalArgumentException if it is none; the message is the rest of a sentence that
     *     begins with the pattern
     */
    static FilePattern parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("must have at most " + LONGEST + " characters");
        }
        boolean negated = text.startsWith("!");
        String body = negated ? text.substring(1) : text;
        body = ESCAPED_SLASH.matcher(body).replaceAll("$1/");
        boolean foldersOnly = body.endsWith("/");
        body = foldersOnly ? body.substring(0, body.length() - 1) : body;
        boolean fromTop = body.indexOf('/') >= 0;
        body = body.startsWith("/") ? body.substring(1) : body;
        if (body.isEmpty()) {
            throw new IllegalArgumentException("names nothing");
        }
        var names = new ArrayList<NamePattern>();
        for (String name : body.split("/", -1)) {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("must not hold //");
            }
            if (name.equals(".") || name.equals("..")) {
                throw new IllegalArgumentException("must not hold . or .. as a name");
            }
            names.add(fromTop && name.matches("\\*\\*+") ? ANY_FOLDERS : NamePattern.parse(name));
        }
        return new FilePattern(text, negated, foldersOnly, fromTop, names);
    }

    /** Whether it takes back what patterns before it said. */
    boolean negated() {
        return negated;
    }

    /**
     * Whether an item is meant.
     *
     * @param folders the names of the folders that it is in, from the top
     * @param called its name; several where it has one at each side, of which any will do
     * @param folder whether it is a folder itself
     */
    boolean matches(List<String> folders, Collection<String> called, boolean folder) {
        if (foldersOnly && !folder) {
            return false;
        }
        if (!fromTop) {
            return called.stream().anyMatch(names.get(0)::matches);
        }
        return called.stream().anyMatch(name -> matches(folders, name));
    }

    private boolean matches(List<String> folders, String name) {
        int size = folders.size() + 1;
        int at = 0;
        int part = 0;
        int lastAny = -1;
        int resume = 0;
        while (at < size) {
            if (part < names.size() && names.get(part) == ANY_FOLDERS) {
                if (part == names.size() - 1) {
                    return true;
                }
                lastAny = part++;
                resume = at;
            } else if (part < names.size()
                    && names.get(part).matches(at < size - 1 ? folders.get(at) : name)) {
                part++;
                at++;
            } else if (lastAny >= 0) {
                part = lastAny + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        return part == names.size();
    }

    /** The pattern as it was written. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FilePattern pattern && text.equals(pattern.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
