package com.aqwacloud.bench.contender;

import com.aqwacloud.bench.clouds.Asked;
import com.aqwacloud.bench.clouds.GoogleDrive;
import com.aqwacloud.bench.clouds.Levers;
import com.aqwacloud.bench.clouds.Sandbox;
import com.aqwacloud.bench.measure.Meter;
import com.aqwacloud.bench.measure.Pace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** AqwaCloud as it lists, plans and watches many files, while the transfers are held. */
public final class Watching {

    private static final Duration NO_PROGRESS_AT_MOST = Duration.ofMinutes(20);
    private static final Duration POLLS_AT_MOST = Duration.ofMinutes(10);
    private static final Duration AT_REST = Duration.ofSeconds(15);
    private static final Duration TOLD_EACH = Duration.ofMinutes(1);
    private static final int POLLS = 20;

    private final Path archive;
    private final Path folder;
    private final Sandbox sandbox;
    private final Levers levers;
    private final Consumer<String> progress;

    /**
     * Makes one.
     *
     * @param progress told how far it got, once a minute
     */
    public Watching(Path archive, Path folder, Sandbox sandbox, Consumer<String> progress) {
        this.progress = progress;
        this.archive = archive;
        this.folder = folder;
        this.sandbox = sandbox;
        levers = new Levers(sandbox);
    }

    /**
     * How it went.
     *
     * @param enumeration until every file was listed and planned
     * @param cpu of AqwaCloud for that
     * @param liveHeapBytes after all garbage was collected
     * @param peakHeapBytes right after a collection
     * @param polls idle ones that were looked at
     * @param pollAsked requests for these
     * @param pollCpu CPU time for these, of AqwaCloud as it idles anyhow included
     * @param pollTime how long these took, waiting included
     * @param restCpuPerSecond CPU time of AqwaCloud in a second while no session runs
     */
    public record Watched(
            Meter.Reading enumeration,
            Duration cpu,
            long liveHeapBytes,
            long peakHeapBytes,
            long peakResidentBytes,
            long polls,
            Asked pollAsked,
            Duration pollCpu,
            Duration pollTime,
            Duration restCpuPerSecond) {}

    /**
     * Lists and watches a folder of Google Drive.
     *
     * @param source name of the folder
     * @param destination name of an empty folder of OneDrive
     * @param jobs how many have to be planned
     * @throws IOException with a sentence that says how far it got, if it did not get to its end
     */
    public Watched watch(String source, String destination, long jobs)
            throws IOException, InterruptedException {
        try (AqwaProcess aqwa =
                AqwaProcess.start(archive, folder, sandbox, AqwaSettings.watching())) {
            AqwaApi api = aqwa.api();
            String session = api.createSession(new GoogleDrive(sandbox).idOf(source), destination);
            Meter meter = new Meter(sandbox);
            Duration before = aqwa.use().cpu();
            meter.begin();
            api.startSession(session);
            awaitPlanned(aqwa, jobs);
            Meter.Reading enumeration = meter.end();
            Duration cpu = aqwa.use().cpu().minus(before);
            int gcLines = aqwa.gcLog().lines();
            aqwa.collectGarbage();
            long live = aqwa.gcLog().lastAfter(gcLines).orElse(0);
            Idle idle = polls(aqwa);
            api.stopSession(session);
            return new Watched(
                    enumeration,
                    cpu,
                    live,
                    aqwa.gcLog().peakAfter(0).orElse(0),
                    aqwa.use().peakResidentBytes(),
                    idle.polls(),
                    idle.asked(),
                    idle.cpu(),
                    idle.time(),
                    atRest(aqwa));
        }
    }

    private void awaitPlanned(AqwaProcess aqwa, long jobs)
            throws IOException, InterruptedException {
        AqwaApi api = aqwa.api();
        Pace pace = new Pace(Duration.ofMillis(500));
        long planned = 0;
        long requests = 0;
        long changed = System.nanoTime();
        long told = changed;
        while (planned < jobs) {
            String soFar = requests + " requests, " + planned + " jobs planned";
            if (!aqwa.isAlive()) {
                throw new IOException("AqwaCloud ended by itself after " + soFar);
            }
            if (System.nanoTime() - changed > NO_PROGRESS_AT_MOST.toNanos()) {
                throw new IOException("no progress after " + soFar + "; " + api.complaint());
            }
            if (System.nanoTime() - told > TOLD_EACH.toNanos()) {
                told = System.nanoTime();
                progress.accept(soFar);
            }
            long plannedNow = pace.next(api::jobs).pending();
            long requestsNow = levers.asked().both();
            if (plannedNow != planned || requestsNow != requests) {
                changed = System.nanoTime();
            }
            planned = plannedNow;
            requests = requestsNow;
        }
    }

    private record Idle(long polls, Asked asked, Duration cpu, Duration time) {}

    /** What a number of polls cost; the ones that follow the listing are let pass. */
    private Idle polls(AqwaProcess aqwa) throws IOException, InterruptedException {
        levers.forget();
        awaitPolls(3);
        levers.forget();
        long began = System.nanoTime();
        Duration before = aqwa.use().cpu();
        long polls = awaitPolls(POLLS);
        Duration time = Duration.ofNanos(System.nanoTime() - began);
        return new Idle(polls, levers.asked(), aqwa.use().cpu().minus(before), time);
    }

    private long awaitPolls(int count) throws IOException, InterruptedException {
        Pace pace = new Pace(Duration.ofMillis(250));
        long began = System.nanoTime();
        long polls = 0;
        while (polls < count) {
            if (System.nanoTime() - began > POLLS_AT_MOST.toNanos()) {
                throw new IOException("only " + polls + " idle polls in " + POLLS_AT_MOST);
            }
            polls = pace.next(() -> levers.googleOperation("changes.list"));
        }
        return polls;
    }

    private static Duration atRest(AqwaProcess aqwa) throws IOException, InterruptedException {
        Duration before = aqwa.use().cpu();
        TimeUnit.MILLISECONDS.sleep(AT_REST.toMillis());
        return aqwa.use().cpu().minus(before).dividedBy(AT_REST.toSeconds());
    }
}
