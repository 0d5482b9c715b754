package com.aqwacloud.sync.internal.plan;

import java.text.Normalizer;

/**
 * Names at the destination. OneDrive refuses some characters (Microsoft's list of restrictions);
 * each of them is replaced by the full-width character that looks like it, so that the name stays
 * readable.
 */
final class NameRule {
    private static final String REFUSED = "\"*:<>?/\\|";
    private static final int FULL_WIDTH = 0xFEE0;
    private static final char FULL_WIDTH_STOP = '\uFF0E';
    private static final char SYMBOL_FOR_SPACE = '\u2420';
    private static final char SYMBOLS_FOR_CONTROLS = '\u2400';

    private NameRule() {}

    /** The name that a file of this name has at the destination. */
    static String atDestination(String name) {
        var mapped = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (REFUSED.indexOf(c) >= 0) {
                mapped.append((char) (c + FULL_WIDTH));
            } else if (c < ' ') {
                mapped.append((char) (SYMBOLS_FOR_CONTROLS + c));
            } else {
                mapped.append(c);
            }
        }
        int last = mapped.length() - 1;
        if (last >= 0) {
            replaceEdge(mapped, last);
            if (mapped.charAt(0) == ' ') {
                mapped.setCharAt(0, SYMBOL_FOR_SPACE);
            }
        }
        return mapped.toString();
    }

    /** Another name for a second item of that name in the same folder; the same for the same id. */
    static String beside(String name, String sourceId) {
        String mark = Integer.toUnsignedString(sourceId.hashCode(), 36);
        return insert(name, " (" + mark + ")");
    }

    /** The name under which the destination's file is kept beside the source's. */
    static String kept(String name, String date) {
        return insert(name, " (OneDrive, " + date + ")");
    }

    /** Whether the destination takes the two for the same name. */
    static boolean same(String one, String other) {
        return Normalizer.normalize(one, Normalizer.Form.NFC)
                .equalsIgnoreCase(Normalizer.normalize(other, Normalizer.Form.NFC));
    }

    private static String insert(String name, String mark) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) + mark + name.substring(dot) : name + mark;
    }

    private static void replaceEdge(StringBuilder name, int last) {
        if (name.charAt(last) == '.') {
            name.setCharAt(last, FULL_WIDTH_STOP);
        } else if (name.charAt(last) == ' ') {
            name.setCharAt(last, SYMBOL_FOR_SPACE);
        }
    }
}
