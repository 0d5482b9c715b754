package com.aqwacloud.bench.measure;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks again and again, but never so often that the answers cost what is to be measured. */
public final class Pace {

    /** A tenth of the time at most goes into answers, ... */
    private static final int SHARE = 10;

    /** ... unless that would be too seldom to tell when something was over. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Duration pause;
    private Duration lastTook = Duration.ZERO;

    /**
     * Makes one.
     *
     * @param pause between two questions, at least
     */
    public Pace(Duration pause) {
        this.pause = pause;
    }

    /** A question to be asked. */
    public interface Question<T> {
        T ask() throws IOException, InterruptedException;
    }

    /** Waits, and asks then. */
    public <T> T next(Question<T> question) throws IOException, InterruptedException {
        long rest = Math.min(LONGEST.toMillis(), lastTook.multipliedBy(SHARE).toMillis());
        TimeUnit.MILLISECONDS.sleep(Math.max(pause.toMillis(), rest));
        long began = System.nanoTime();
        T answer = question.ask();
        lastTook = Duration.ofNanos(System.nanoTime() - began);
        return answer;
    }
}
