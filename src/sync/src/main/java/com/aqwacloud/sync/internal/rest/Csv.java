package com.aqwacloud.sync.internal.rest;

import com.aqwacloud.sync.api.ReportEntry;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lines of comma-separated values (RFC 4180). What a spreadsheet would take for a formula gets an
 * apostrophe before it: names of files come from anyone. So does what it would run if it took
 * another character than the comma for what stands between cells: where that is a semicolon or a
 * tab, no quotation mark of ours begins a cell.
 */
final class Csv {
    private static final String FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    /** Where a cell would begin with a formula, whatever blanks and quotation marks are first. */
    private static final Pattern INNER_FORMULA =
            Pattern.compile(
                    "([;\\t\\r\\n])(?=[\\p{Z}\\p{Cntrl}\"&&[^\\t\\r\\n]]*["
                            + Pattern.quote(FORMULA)
                            + "])");

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
        String inside = INNER_FORMULA.matcher(text).replaceAll("$1'");
        String safe = isFormula(text) ? "'" + inside : inside;
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
