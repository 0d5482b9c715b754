package com.aqwacloud.sync.api;

import java.util.ArrayList;
import java.util.List;

/** What stands between the parts of an option that holds several. */
enum Separator {
    COMMA(',', false),
    SEMICOLON(';', false),
    /** A semicolon; one with a backslash before it is part of a name. */
    UNESCAPED_SEMICOLON(';', true);

    private final char mark;
    private final boolean escapable;

    Separator(char mark, boolean escapable) {
        this.mark = mark;
        this.escapable = escapable;
    }

    /** What stands between the marks, blanks included. */
    List<String> split(String text) {
        var parts = new ArrayList<String>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == mark) {
                parts.add(text.substring(from, i));
                from = i + 1;
            } else if (escapable && text.charAt(i) == '\\') {
                i++;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    /**
     * The text that has these parts.
     *
     * @throws IllegalArgumentException if one of them is not one part there; the message is the
     *     rest of a sentence that begins with what holds them
     */
    String join(List<String> parts) {
        for (String part : parts) {
            if (split(part + mark).size() != 2) {
                throw new IllegalArgumentException(
                        "holds \""
                                + part
                                + "\" as one part of its list, but "
                                + mark
                                + " stands between parts"
                                + (escapable
                                        ? "; one in a name has a backslash before it, and a"
                                                + " backslash in a name another"
                                        : ""));
            }
        }
        String text = String.join(String.valueOf(mark), parts);
        // A pattern may keep a space at its end, which counts for nothing at the end of a text.
        return text.endsWith(" ") ? text + mark : text;
    }
}
