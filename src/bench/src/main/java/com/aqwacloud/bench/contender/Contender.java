package com.aqwacloud.bench.contender;

import com.aqwacloud.bench.measure.Meter;
import java.io.IOException;

/** What copies from Google Drive to OneDrive. */
public interface Contender {

    String name();

    /**
     * Copies once, from a fresh start.
     *
     * @param meter begun when the copy begins, ended when it is done
     */
    Outcome copy(CopyTask task, Meter meter) throws IOException, InterruptedException;
}
