package com.aqwacloud.bench.report;

import java.util.Locale;
import java.util.OptionalDouble;

/** Who used how much of a quota, and who ran into it. */
public final class QuotaTable {

    private final MarkdownTable table =
            new MarkdownTable(
                    "contender",
                    "files",
                    "s",
                    "files/s",
                    "requests/file",
                    "used of Google Drive's quota",
                    "used of OneDrive's quota",
                    "refused (403, 429)",
                    "SHA-256");

    /**
     * Adds a contender.
     *
     * @param google share of what Google Drive allows, in steady state
     * @param oneDrive share of what OneDrive allows, in steady state
     * @param refused requests that a cloud refused, over the whole run
     */
    public void add(
            Measured measured, OptionalDouble google, OptionalDouble oneDrive, long refused) {
        table.row(
                measured.contender(),
                Figures.count(measured.files()),
                Figures.seconds(measured.time()),
                Figures.of(measured.filesPerSecond()),
                Figures.of(measured.requestsPerFile()),
                percent(google),
                percent(oneDrive),
                Figures.count(refused),
                measured.wrong() == 0 ? "equal" : "**" + measured.wrong() + " wrong**");
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent()
                ? String.format(Locale.ROOT, "%.1f %%", share.getAsDouble() * 100)
                : "";
    }

    /** A contender that is not on this machine. */
    public void addAbsent(String contender) {
        table.row(contender, "", "", "", "", "", "", "", "");
    }

    public MarkdownTable table() {
        return table;
    }
}
