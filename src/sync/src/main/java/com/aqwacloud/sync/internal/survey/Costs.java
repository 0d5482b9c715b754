package com.aqwacloud.sync.internal.survey;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Bandwidth;
import com.aqwacloud.sync.api.DryRun.Estimate;
import com.aqwacloud.sync.api.QuotaWindow;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.Timetable;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * Adds up what actions cost: a small file is one download, one upload and a twentieth of a batch
 * that sets times; a large one is an upload session and its fragments; all else is one request. For
 * one thread.
 */
final class Costs {
    private static final int BATCH = 20;

    /** Google's price of a download and Microsoft's of a write, as the clouds' pages say. */
    private static final int DOWNLOAD_UNITS = 200;

    private static final int WRITE_UNITS = 2;

    private final long smallBytes;
    private final long fragmentBytes;
    private long google;
    private long oneDrive;
    private long timesInBatches;
    private long read;
    private long sent;
    private long unknown;

    /** The tightest limit so far. */
    private long seconds;

    private String limit;

    /**
     * @param smallBytes most bytes of a file that is sent in one request
     * @param fragmentBytes bytes of one request of a larger one
     */
    Costs(long smallBytes, long fragmentBytes) {
        this.smallBytes = smallBytes;
        this.fragmentBytes = fragmentBytes;
    }

    /**
     * Counts an action.
     *
     * @param size bytes of the file, where content is read
     * @param sizeKnown whether that is known yet
     * @param asked whether the cloud is asked for the content: a link's is our own
     */
    void add(Action action, long size, boolean sizeKnown, boolean asked) {
        boolean sends = action == Action.CREATE || action == Action.UPDATE;
        if (!sends && action != Action.ADOPT) {
            oneDrive++;
            return;
        }
        if (asked) {
            google++;
            read += size;
        }
        if (!sizeKnown) {
            unknown++;
        }
        if (sends) {
            sent += size;
            if (size <= smallBytes) {
                oneDrive++;
                timesInBatches++;
            } else {
                oneDrive += 1 + (size + fragmentBytes - 1) / fragmentBytes;
            }
        }
    }

    /**
     * What all take together.
     *
     * @param all the bandwidth of all sessions together
     * @param now when it would begin, by the machine's clock
     */
    Estimate estimate(SessionOptions options, Bandwidth all, LocalDateTime now) {
        seconds = 0;
        limit = null;
        // A batch is one request, but the window counts its parts.
        long counted = oneDrive + timesInBatches;
        window(SessionOptions.GOOGLE_QUOTA, google, Optional.of(options.googleQuota()));
        window(SessionOptions.ONEDRIVE_QUOTA, counted, Optional.of(options.oneDriveQuota()));
        window(SessionOptions.GOOGLE_UNITS, google * DOWNLOAD_UNITS, options.googleUnits());
        window(SessionOptions.ONEDRIVE_UNITS, counted * WRITE_UNITS, options.oneDriveUnits());
        line(options.bandwidth(), now);
        line(all, now);
        return new Estimate(
                google,
                oneDrive + (timesInBatches + BATCH - 1) / BATCH,
                read,
                sent,
                unknown,
                seconds,
                limit);
    }

    /** The first window's worth goes at once, each other a window later than the one before. */
    private void window(String option, long amount, Optional<QuotaWindow> quota) {
        quota.ifPresent(
                window ->
                        bound(
                                option,
                                Math.max(0, amount - 1)
                                        / window.requests()
                                        * window.window().toSeconds()));
    }

    private void line(Bandwidth bandwidth, LocalDateTime now) {
        long takes = new BandwidthWeek(bandwidth, now).seconds(read);
        var alone = new Bandwidth(bandwidth.limit(), Timetable.EMPTY);
        boolean slowed = takes > new BandwidthWeek(alone, now).seconds(read);
        bound(slowed ? Bandwidth.TIMETABLE : Bandwidth.LIMIT, takes);
    }

    private void bound(String option, long takes) {
        if (takes > seconds) {
            seconds = takes;
            limit = option;
        }
    }
}
