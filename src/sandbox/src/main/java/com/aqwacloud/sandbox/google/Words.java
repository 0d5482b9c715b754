package com.aqwacloud.sandbox.google;

import java.util.Locale;

/** How Drive looks for words. */
final class Words {

    private Words() {}

    /** Whether a text has it at its beginning or at that of one of its words. */
    static boolean begin(String text, String wanted) {
        String where = text.toLowerCase(Locale.ROOT);
        String what = wanted.toLowerCase(Locale.ROOT);
        if (what.isEmpty()) {
            return true;
        }
        for (int i = where.indexOf(what); i >= 0; i = where.indexOf(what, i + 1)) {
            if (i == 0
                    || !Character.isLetterOrDigit(where.charAt(i - 1))
                    || !Character.isLetterOrDigit(what.charAt(0))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a text has all the words, or the very phrase if that stands in double quotes. */
    static boolean holds(String text, String given) {
        if (given.length() > 1 && given.startsWith("\"") && given.endsWith("\"")) {
            return begin(text, given.substring(1, given.length() - 1));
        }
        for (String word : given.trim().split("\\s+")) {
            if (!begin(text, word)) {
                return false;
            }
        }
        return true;
    }
}
