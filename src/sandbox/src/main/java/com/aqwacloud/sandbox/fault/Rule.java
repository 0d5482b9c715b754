package com.aqwacloud.sandbox.fault;

import java.util.Objects;
import java.util.SplittableRandom;

/** A fault, whom it is for and when; counts how often it was. Thread-safe. */
public final class Rule {

    private final String id;
    private final Match match;
    private final Schedule schedule;
    private final Fault fault;

    /** Guarded by this. */
    private final SplittableRandom chance;

    /** Guarded by this. */
    private long matched;

    /** Guarded by this. */
    private long fired;

    Rule(String id, Match match, Schedule schedule, Fault fault) {
        this.id = id;
        this.match = Objects.requireNonNull(match);
        this.schedule = Objects.requireNonNull(schedule);
        this.fault = Objects.requireNonNull(fault);
        this.chance = new SplittableRandom(schedule.seed());
    }

    public String id() {
        return id;
    }

    public Match match() {
        return match;
    }

    public Schedule schedule() {
        return schedule;
    }

    public Fault fault() {
        return fault;
    }

    /** How many requests it was for. */
    public synchronized long matched() {
        return matched;
    }

    /** How many of them it struck. */
    public synchronized long fired() {
        return fired;
    }

    boolean isFor(FaultKind kind, Asked asked) {
        return fault.kind() == kind && match.accepts(asked);
    }

    /**
     * Counts a request that this rule is for.
     *
     * @param taken whether another rule strikes it already
     * @return whether this one strikes it
     */
    synchronized boolean strikes(boolean taken) {
        matched++;
        // A draw for each, so that what is struck does not hang on the other conditions.
        boolean lucky = schedule.probability() >= 1 || chance.nextDouble() < schedule.probability();
        if (taken || !lucky || fired >= schedule.times() || !schedule.covers(matched)) {
            return false;
        }
        fired++;
        return true;
    }
}
