package com.aqwacloud.sync.internal.rest;

import com.aqwacloud.sync.api.ReportEntry;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Lines of comma-separated values (RFC 4180). What a spreadsheet would take for a formula gets an
 * apostrophe before it: names of files come from anyone.
 */
final class Csv {
    private static final String FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    private Csv() {}

    /** The first line of a report. */
    static String head() {
        return line(
                "kind",
                "path",
                "action",
                "name in OneDrive",
                "bytes",
                "at",
                "outcome",
                "detail",
                "remedy");
    }

    /** An entry of a report. */
    static String line(ReportEntry entry) {
        return line(
                word(entry.kind()),
                entry.path(),
                word(entry.action()),
                entry.destinationName(),
                entry.size(),
                entry.at(),
                entry.outcome(),
                entry.detail(),
                entry.remedy());
    }

    /** Values as a line with its end; null is empty. */
    static String line(Object... values) {
        return Arrays.stream(values).map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        String safe = isFormula(text) ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c < ' ') || !safe.equals(text)
                ? "\"" + safe.replace("\"", "\"\"") + "\""
                : safe;
    }

    private static boolean isFormula(String text) {
        String bare = text.stripLeading();
        return !text.isEmpty() && text.charAt(0) < ' '
                || !bare.isEmpty() && FORMULA.indexOf(bare.charAt(0)) >= 0;
    }

    private static String word(Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
