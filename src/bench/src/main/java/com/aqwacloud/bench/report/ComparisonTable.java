package com.aqwacloud.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who copied how fast, and at what cost. */
public final class ComparisonTable {

    private final String reference;
    private final List<Line> lines = new ArrayList<>();

    /** A contender in a scenario; nothing was measured of one that is not on this machine. */
    private record Line(String scenario, String contender, Optional<Measured> measured) {}

    /**
     * Makes one.
     *
     * @param reference the contender that the others' speed is compared with
     */
    public ComparisonTable(String reference) {
        this.reference = reference;
    }

    public void add(Measured measured) {
        lines.add(new Line(measured.scenario(), measured.contender(), Optional.of(measured)));
    }

    /** A contender that is not on this machine. */
    public void addAbsent(String scenario, String contender) {
        lines.add(new Line(scenario, contender, Optional.empty()));
    }

    public MarkdownTable table() {
        MarkdownTable table =
                new MarkdownTable(
                        "scenario",
                        "contender",
                        "files",
                        "s",
                        "files/s",
                        "MB/s",
                        "× " + reference,
                        "requests/file",
                        "CPU s",
                        "CPU s of the clouds",
                        "peak heap MiB",
                        "peak resident MiB",
                        "SHA-256");
        lines.forEach(line -> row(table, line));
        return table;
    }

    private void row(MarkdownTable table, Line line) {
        if (line.measured().isPresent()) {
            row(table, line.measured().get());
        } else {
            table.row(
                    line.scenario(), line.contender(), "", "", "", "", "", "", "", "", "", "", "");
        }
    }

    private void row(MarkdownTable table, Measured measured) {
        var outcome = measured.outcome();
        table.row(
                measured.scenario(),
                measured.contender(),
                Figures.count(measured.files()),
                Figures.seconds(measured.time()),
                Figures.of(measured.filesPerSecond()),
                Figures.of(Figures.megabytesRate(measured.bytes(), measured.time())),
                compared(measured),
                Figures.of(measured.requestsPerFile()),
                Figures.seconds(outcome.use().cpu()),
                Figures.seconds(outcome.reading().cloudsCpu()),
                outcome.peakHeapBytes().isPresent()
                        ? Figures.mebibytes(outcome.peakHeapBytes().getAsLong())
                        : "",
                Figures.mebibytes(outcome.use().peakResidentBytes()),
                measured.wrong() == 0 ? "equal" : "**" + measured.wrong() + " wrong**");
    }

    private String compared(Measured measured) {
        Optional<Measured> other =
                lines.stream()
                        .flatMap(line -> line.measured().stream())
                        .filter(each -> each.scenario().equals(measured.scenario()))
                        .filter(each -> each.contender().equals(reference))
                        .findFirst();
        return other.map(each -> Figures.of(measured.filesPerSecond() / each.filesPerSecond()))
                .orElse("");
    }
}
