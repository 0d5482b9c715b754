package com.aqwacloud.bench.contender;

import com.aqwacloud.bench.measure.Pace;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Waits until AqwaCloud has carried out all jobs of a session. */
final class Arrival {

    private static final Duration NO_PROGRESS_AT_MOST = Duration.ofMinutes(5);

    private final AqwaProcess aqwa;
    private final AqwaApi api;
    private final String session;

    Arrival(AqwaProcess aqwa, String session) {
        this.aqwa = aqwa;
        this.session = session;
        api = aqwa.api();
    }

    /**
     * Waits.
     *
     * @param before the jobs when the session was about to start
     * @param files how many have to arrive
     * @return what went wrong, if anything did
     */
    Optional<String> await(AqwaApi.Jobs before, int files)
            throws IOException, InterruptedException {
        Pace pace = new Pace(Duration.ofMillis(100));
        AqwaApi.Jobs jobs = before;
        long progress = System.nanoTime();
        // What is planned first, such as a folder, may be done before the rest is planned.
        while (jobs.completed() - before.completed() < files
                || !jobs.isIdle()
                || !api.hasPolled(session)) {
            if (!aqwa.isAlive()) {
                return Optional.of("AqwaCloud ended by itself");
            }
            boolean stuck = System.nanoTime() - progress > NO_PROGRESS_AT_MOST.toNanos();
            if (stuck || (jobs.isIdle() && jobs.troubled() > before.troubled())) {
                return Optional.of(jobs + " " + api.complaint());
            }
            AqwaApi.Jobs now = pace.next(api::jobs);
            if (!now.equals(jobs)) {
                progress = System.nanoTime();
            }
            jobs = now;
        }
        return Optional.empty();
    }
}
