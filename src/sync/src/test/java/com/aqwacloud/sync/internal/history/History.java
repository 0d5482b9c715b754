package com.aqwacloud.sync.internal.history;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.api.Transfer;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.OwnApplications;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoreException;
import com.aqwacloud.sync.internal.store.StoredSessions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What people, the engine and misfortune did to two drives, one after the other, until all came to
 * rest.
 */
final class History implements AutoCloseable {
    private static final int MOST_ROUNDS = 40;

    private final ConflictPreference preference;
    private final ModelClock clock = new ModelClock();
    private final SourceDrive source = new SourceDrive();
    private final DestinationDrive destination = new DestinationDrive();
    private final List<String> story = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private final Clouds clouds;
    private final Engine engine;
    private final SourcePeople sourcePeople;
    private final DestinationPeople destinationPeople;
    private final Agreements agreements;
    private final Items items = new Items();
    private boolean destinationTouched;

    /**
     * @param preference how every conflict is decided
     * @param synced whether both sides begin with the same tree, in sync; else with nothing
     */
    History(ConflictPreference preference, boolean synced) {
        this.preference = preference;
        var session =
                new Session(
                        Engine.SESSION,
                        "model",
                        "google",
                        "onedrive",
                        SessionState.RUNNING,
                        null,
                        SessionOptions.DEFAULTS.with(
                                Map.of("transfers.max-concurrent", "32", "retry.max", "20")),
                        clock.instant(),
                        null);
        Machine.DATABASE.change(
                tx -> {
                    new StoredSessions().insert(tx, session);
                    new StoredSessions()
                            .setRoots(
                                    tx,
                                    Engine.SESSION,
                                    SourceDrive.ROOT,
                                    DestinationDrive.ROOT,
                                    "");
                    // As it is known once any file was brought.
                    new OwnApplications()
                            .add(tx, Engine.SESSION, DestinationDrive.Actor.ENGINE.application);
                });
        clouds = new Clouds(source, destination, clock, story, ledger);
        engine =
                new Engine(
                        Machine.DATABASE,
                        Machine.CAMEL,
                        Machine.SCHEDULER,
                        source,
                        clouds,
                        new RecycleBin(destination, ledger, clock, story),
                        clock);
        agreements = new Agreements(source, destination, ledger);
        var ideas = new Ideas();
        sourcePeople = new SourcePeople(source, ideas, clock, story);
        destinationPeople = new DestinationPeople(source, destination, ledger, ideas, clock, story);
        if (synced) {
            new SyncedTree(source, destination, ideas, clock).begin(engine);
        }
    }

    /** What conflicts there were although nobody but the engine did anything at the destination. */
    List<String> conflictsOfNobody() {
        return destinationTouched ? List.of() : ledger.conflicts();
    }

    // ---- acts

    void play(List<Act> acts) {
        for (Act act : acts) {
            int before = story.size();
            Map<String, Long> toldHere = source.told();
            Map<String, Long> toldThere = destination.told();
            try {
                boolean done = act(act);
                story.add(before, act + (done ? "" : " (nothing)"));
            } catch (StoreException e) {
                if (!Machine.POWER.isOff()) {
                    throw e;
                }
                // As after any cut: only what was committed is left.
                story.add(before, act + " and the power failed");
                source.wasTold(toldHere);
                destination.wasTold(toldThere);
                restart();
            }
            clock.advance(Duration.ofSeconds(7));
            agreements.note();
        }
    }

    private void restart() {
        Machine.POWER.on();
        engine.restart();
    }

    private boolean act(Act act) {
        return switch (act.kind()) {
            case POLL -> {
                engine.poll();
                yield true;
            }
            case READ_SOURCE -> {
                engine.readSource(1 + act.one() % 3);
                yield true;
            }
            case READ_DESTINATION -> {
                engine.readDestination(1 + act.one() % 3);
                yield true;
            }
            case PLAN -> {
                engine.plan();
                yield true;
            }
            case CANCEL ->
                    Act.pick(ledger.jobs(JobState.PENDING, JobState.TRANSFERRING), act.one())
                            .map(this::cancel)
                            .isPresent();
            case RETRY ->
                    Act.pick(ledger.givenUp(), act.one())
                            .filter(job -> engine.retry(job.id()))
                            .isPresent();
            case ANSWER ->
                    engine.decide(
                            Act.pick(List.of(ConflictPreference.values()), act.one())
                                    .orElseThrow());
            case UNDO -> Act.pick(ledger.decided(), act.one()).filter(this::undo).isPresent();
            case CLAIM -> engine.claim() > 0;
            case STEP -> {
                if (engine.underWay() == 0) {
                    engine.claim();
                }
                boolean any = engine.underWay() > 0;
                if (any) {
                    engine.step(act.one());
                }
                yield any;
            }
            case RUN -> {
                if (engine.underWay() == 0) {
                    engine.claim();
                }
                boolean any = engine.underWay() > 0;
                if (any) {
                    engine.run(act.one());
                }
                yield any;
            }
            case DECIDE -> engine.decide(preference);
            case TIDY -> engine.tidy();
            case REFUSE -> {
                clouds.refuseNext(act.one() % 2 == 0);
                yield true;
            }
            case LOSE_ANSWER -> {
                clouds.loseNextAnswer(act.one() % 2 == 1);
                yield true;
            }
            case DAMAGE -> {
                clouds.damageNextUpdate();
                yield true;
            }
            case CRASH -> {
                if (act.one() % 4 == 0) {
                    restart();
                } else {
                    Machine.POWER.failAfter(act.one() % 4 + act.other() % 3);
                }
                yield true;
            }
            case FORGET_SOURCE -> {
                engine.lose(Side.SOURCE);
                yield true;
            }
            case FORGET_DESTINATION -> {
                engine.lose(Side.DESTINATION);
                yield true;
            }
            default -> {
                if (act.kind().name().startsWith("S_")) {
                    yield sourcePeople.act(act);
                }
                destinationTouched = true;
                yield destinationPeople.act(act);
            }
        };
    }

    private boolean undo(long conflict) {
        Baseline before = ledger.whoseNameIsDecided(conflict).orElse(null);
        boolean undone = engine.undo(conflict);
        if (undone && before != null) {
            agreements.undone(before);
        }
        return undone;
    }

    /**
     * What a person keeps at the destination may be in the way of what the source has there now.
     */
    private Transfer cancel(Job job) {
        destinationTouched |= job.action() == Action.DELETE;
        return engine.cancel(job.id());
    }

    // ---- coming to rest

    /** Lets the engine work until nothing is left to do; without faults. */
    void settle() {
        story.add("settling");
        clouds.noFaults();
        if (Machine.POWER.isOff()) {
            restart();
        }
        Machine.POWER.on();
        ledger.givenUp().forEach(job -> engine.retry(job.id()));
        int quiet = 0;
        for (int round = 0; quiet < 2; round++) {
            if (round > MOST_ROUNDS) {
                throw new AssertionError("It never comes to rest\n" + tell());
            }
            int calls = clouds.calls();
            List<String> dirty = ledger.dirty();
            engine.poll();
            int busy = engine.claim() + engine.underWay();
            while (engine.underWay() > 0) {
                engine.run(0);
            }
            for (int decisions = 0; decisions < MOST_ROUNDS && engine.decide(preference); ) {
                decisions++;
                busy++;
            }
            clock.advance(Duration.ofMinutes(20));
            agreements.note();
            boolean idle = busy == 0 && clouds.calls() == calls && ledger.dirty().equals(dirty);
            quiet = idle ? quiet + 1 : 0;
        }
    }

    /** Forgets what is gone and nobody needs any more. */
    void tidy() {
        engine.tidy();
    }

    /** Has everything planned once more, as if all had changed; says how many jobs that makes. */
    int planAllAgain() {
        Machine.DATABASE.change(
                tx -> {
                    for (SourceDrive.Node node : source.all()) {
                        items.soil(tx, Engine.SESSION, Side.SOURCE, node.id);
                    }
                    for (DestinationDrive.Node node : destination.all()) {
                        items.soil(tx, Engine.SESSION, Side.DESTINATION, node.id);
                    }
                });
        var planned = engine.poll();
        return planned.queued().size() + planned.conflicts().size();
    }

    SourceDrive source() {
        return source;
    }

    DestinationDrive destination() {
        return destination;
    }

    Ledger ledger() {
        return ledger;
    }

    List<String> wrongs() {
        return clouds.wrongs();
    }

    List<Long> openConflicts() {
        return engine.openConflicts();
    }

    /** What happened, and how both drives stand now. */
    String tell() {
        var lines = new ArrayList<>(story);
        lines.add("source:");
        source.all().stream()
                .map(node -> "  " + node + (source.isInScope(node) ? "" : " (gone)"))
                .forEach(lines::add);
        lines.add("destination:");
        destination.all().stream()
                .map(node -> "  " + node + (node.deleted ? " (deleted)" : ""))
                .forEach(lines::add);
        lines.addAll(ledger.tell(source));
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        Machine.POWER.on();
        engine.close();
        Machine.clear();
    }
}
