package com.aqwacloud.sync.internal.report;

import com.aqwacloud.sync.api.InvalidValueException;
import com.aqwacloud.sync.api.ReportKind;
import java.util.Locale;

/**
 * A place in a report: behind one of its entries.
 *
 * @param kind the entry's
 * @param key the entry's within its kind; empty for the beginning of the kind
 */
record ReportCursor(ReportKind kind, String key) {
    static ReportCursor before(ReportKind kind) {
        return new ReportCursor(kind, "");
    }

    /** Reads what {@link #toString} wrote. */
    static ReportCursor parse(String text) {
        int dot = text.indexOf('.');
        for (ReportKind kind : ReportKind.values()) {
            if (dot > 0 && word(kind).equals(text.substring(0, dot))) {
                var cursor = new ReportCursor(kind, text.substring(dot + 1));
                if (cursor.isPossible()) {
                    return cursor;
                }
            }
        }
        throw new InvalidValueException(
                "after", "must be what \"next\" of the page before said; it is \"" + text + "\"");
    }

    private boolean isPossible() {
        return isNamed() || key.isEmpty() || key.matches("\\d{1,18}");
    }

    /** Whether its kind's keys are ids of items, not numbers. */
    private boolean isNamed() {
        return kind == ReportKind.SKIPPED || kind == ReportKind.RENAMED;
    }

    /** The key, where it is a number. */
    long number() {
        return key.isEmpty() ? 0 : Long.parseLong(key);
    }

    private static String word(ReportKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return word(kind) + "." + key;
    }
}
