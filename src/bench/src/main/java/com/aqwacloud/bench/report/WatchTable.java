package com.aqwacloud.bench.report;

import com.aqwacloud.bench.contender.Watching.Watched;
import java.time.Duration;

/** What it costs to list many files once, and to watch them from then on. */
public final class WatchTable {

    private final MarkdownTable table =
            new MarkdownTable(
                    "files",
                    "listed and planned in s",
                    "files/s",
                    "requests",
                    "CPU s",
                    "live heap MiB",
                    "peak heap MiB",
                    "peak resident MiB",
                    "requests per idle poll",
                    "CPU ms per idle poll",
                    "of it at rest, too",
                    "s between idle polls");

    public void add(int files, Watched watched) {
        Duration time = watched.enumeration().time();
        double polls = watched.polls();
        double perPoll = watched.pollTime().toNanos() / 1e9 / polls;
        table.row(
                Figures.count(files),
                Figures.seconds(time),
                Figures.of(Figures.rate(files, time)),
                Figures.count(watched.enumeration().asked().both()),
                Figures.seconds(watched.cpu()),
                Figures.mebibytes(watched.liveHeapBytes()),
                Figures.mebibytes(watched.peakHeapBytes()),
                Figures.mebibytes(watched.peakResidentBytes()),
                Figures.of(watched.pollAsked().both() / polls),
                Figures.of(watched.pollCpu().toMillis() / polls),
                Figures.of(watched.restCpuPerSecond().toMillis() * perPoll),
                Figures.of(perPoll));
    }

    public MarkdownTable table() {
        return table;
    }
}
