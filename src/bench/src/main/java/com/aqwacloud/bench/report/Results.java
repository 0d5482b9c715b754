package com.aqwacloud.bench.report;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** All that a run found. */
public final class Results {

    /** The contender that the others are compared with. */
    public static final String REFERENCE = "rclone tuned";

    private final ComparisonTable comparison = new ComparisonTable(REFERENCE);
    private final QuotaTable quota = new QuotaTable();
    private final WatchTable watch = new WatchTable();
    private final List<String> notes = new ArrayList<>();
    private boolean wrong;

    public ComparisonTable comparison() {
        return comparison;
    }

    public QuotaTable quota() {
        return quota;
    }

    public WatchTable watch() {
        return watch;
    }

    /** Something to be told below the tables. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    /** A file that did not arrive as it should, or a contender that did not get to its end. */
    public void wrong(String sentence) {
        wrong = true;
        note(sentence);
    }

    public boolean isWrong() {
        return wrong;
    }

    /** The page's part with the figures, as Markdown. */
    public String markdown(String machine) {
        StringBuilder text = new StringBuilder();
        text.append("Measured on %s: %s.\n".formatted(LocalDate.now(ZoneOffset.UTC), machine));
        section(text, "Without quotas", comparison.table());
        section(text, "Within quotas", quota.table());
        section(text, "Many files", watch.table());
        if (!notes.isEmpty()) {
            text.append('\n');
            notes.forEach(note -> text.append("- ").append(note).append('\n'));
        }
        return text.toString();
    }

    private static void section(StringBuilder text, String title, MarkdownTable table) {
        if (!table.isEmpty()) {
            text.append("\n### ").append(title).append("\n\n").append(table);
        }
    }
}
