package com.aqwacloud.sync.internal.history;

import com.aqwacloud.camel.component.microsoft.onedrive.MicrosoftOneDriveComponent;
import com.aqwacloud.camel.component.microsoft.onedrive.OneDriveException;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.internal.history.DestinationDrive.Actor;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Excluded;
import com.aqwacloud.sync.internal.store.FeedCursors;
import com.aqwacloud.sync.internal.store.HeldContents;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.LostAccess;
import com.aqwacloud.sync.internal.store.MemoryStore;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoreException;
import com.aqwacloud.sync.internal.store.StoredConflicts;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Unplaced;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * What people, the engine and misfortune did to two drives, one after the other, until all came to
 * rest.
 */
final class History implements AutoCloseable {
    private static final List<String> NAMES = List.of("a.txt", "b.txt", "c", "A.TXT");
    private static final int MOST_ROUNDS = 40;

    /** One for all histories, since making a database takes longer than any of them. */
    private static final MemoryStore STORE = new MemoryStore();

    private static final Power POWER = power();
    private static final Database DATABASE = new Database(POWER.dataSource());

    /** The same for those who watch, whom no failure of the power strikes. */
    private static final Database WATCHED = new Database(POWER.watched());

    private static final CamelContext CAMEL = camel();
    private static final ScheduledExecutorService SCHEDULER =
            Executors.newSingleThreadScheduledExecutor(
                    work -> {
                        var thread = new Thread(work, "model");
                        thread.setDaemon(true);
                        return thread;
                    });

    private final ConflictPreference preference;
    private final ModelClock clock = new ModelClock();
    private final SourceDrive source = new SourceDrive();
    private final DestinationDrive destination = new DestinationDrive();
    private final List<String> story = new ArrayList<>();
    private final Clouds clouds;
    private final Engine engine;
    private final Baselines baselines = new Baselines();
    private final Items items = new Items();
    private final Jobs jobs = new Jobs();
    private int contents;
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
        DATABASE.change(
                tx -> {
                    new StoredSessions().insert(tx, session);
                    new StoredSessions()
                            .setRoots(
                                    tx,
                                    Engine.SESSION,
                                    SourceDrive.ROOT,
                                    DestinationDrive.ROOT,
                                    "");
                });
        clouds = new Clouds(source, destination, clock, story, this::sourceWon);
        engine = new Engine(DATABASE, CAMEL, SCHEDULER, source, clouds, clock);
        if (synced) {
            begin();
        }
    }

    private static Power power() {
        try {
            return new Power(STORE.dataSource());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CamelContext camel() {
        var camel = new DefaultCamelContext();
        camel.addComponent("onedrive", new MicrosoftOneDriveComponent());
        return camel;
    }

    private boolean sourceWon(String sourceId) {
        return wasDecided(sourceId, ConflictPreference.SOURCE);
    }

    /** What conflicts there were although nobody but the engine did anything at the destination. */
    List<String> conflictsOfNobody() {
        return destinationTouched
                ? List.of()
                : STORE.rows("SELECT source_id, kind FROM conflict").stream()
                        .map(Object::toString)
                        .toList();
    }

    /** How many items are kept of which nothing was ever known. */
    int nameless() {
        return STORE.rows("SELECT id FROM item WHERE name = ''").size();
    }

    /** Whether a conflict about an item of the source was decided so. */
    boolean wasDecided(String sourceId, ConflictPreference winner) {
        return STORE.rows("SELECT source_id, resolution FROM conflict").stream()
                .anyMatch(
                        row ->
                                sourceId.equals(row.get("SOURCE_ID"))
                                        && winner.name().equals(row.get("RESOLUTION")));
    }

    /** Whether a conflict about an item of the destination was decided so that it stays. */
    boolean wasKept(String destinationId) {
        return STORE.rows("SELECT destination_id, resolution FROM conflict").stream()
                .filter(row -> destinationId.equals(row.get("DESTINATION_ID")))
                .map(row -> row.get("RESOLUTION"))
                .anyMatch(
                        resolution ->
                                ConflictPreference.DESTINATION.name().equals(resolution)
                                        || ConflictPreference.KEEP_BOTH.name().equals(resolution));
    }

    private void begin() {
        var folder = pair(SourceDrive.ROOT, DestinationDrive.ROOT, "f", null);
        var other = pair(SourceDrive.ROOT, DestinationDrive.ROOT, "g", null);
        pair(folder.sourceId(), folder.destinationId(), "a.txt", content(0));
        pair(folder.sourceId(), folder.destinationId(), "b.txt", content(0));
        pair(other.sourceId(), other.destinationId(), "c", content(0));
        engine.readSource(Integer.MAX_VALUE);
        engine.readDestination(Integer.MAX_VALUE);
        DATABASE.change(
                tx -> {
                    for (SourceDrive.Node node : source.all()) {
                        var there = items.find(tx, Engine.SESSION, Side.DESTINATION, twin(node));
                        var here = items.find(tx, Engine.SESSION, Side.SOURCE, node.id);
                        baselines.put(
                                tx,
                                Engine.SESSION,
                                Baseline.of(here.orElseThrow(), there.orElseThrow()),
                                clock.instant());
                        items.clean(tx, Engine.SESSION, Side.SOURCE, node.id);
                        items.clean(tx, Engine.SESSION, Side.DESTINATION, twin(node));
                    }
                });
    }

    private record Pair(String sourceId, String destinationId) {}

    private Pair pair(String sourceParent, String destinationParent, String name, String content) {
        var here = source.create(sourceParent, name, content, clock.instant());
        try {
            var there =
                    destination.create(
                            destinationParent, name, content, clock.instant(), Actor.ENGINE);
            there.agreedContent = content;
            there.agreedName = name;
            there.agreedParent = sourceParent;
            return new Pair(here.id, there.id);
        } catch (OneDriveException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Both drives count alike at the beginning. */
    private static String twin(SourceDrive.Node node) {
        return node.id.replace('s', 'd');
    }

    // ---- acts

    void play(List<Act> acts) {
        for (Act act : acts) {
            int before = story.size();
            Map<String, Long> told = destination.told();
            try {
                boolean done = act(act);
                story.add(before, act + (done ? "" : " (nothing)"));
            } catch (StoreException e) {
                if (!POWER.isOff()) {
                    throw e;
                }
                // As after any cut: only what was committed is left.
                story.add(before, act + " and the power failed");
                destination.wasTold(told);
                restart();
            }
            clock.advance(Duration.ofSeconds(7));
            noteAgreements();
        }
    }

    private void restart() {
        POWER.on();
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
                    pick(jobs(JobState.PENDING, JobState.TRANSFERRING), act.one())
                            .map(job -> engine.cancel(job.id()))
                            .isPresent();
            case RETRY ->
                    pick(jobs(JobState.CANCELLED), act.one())
                            .map(job -> engine.retry(job.id()))
                            .isPresent();
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
                    POWER.failAfter(act.one() % 4 + act.other() % 3);
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
                    yield atSource(act);
                }
                destinationTouched = true;
                yield atDestination(act);
            }
        };
    }

    private String content(int number) {
        String content = "t" + (10 + contents++);
        return number % 3 == 0 ? content : content + "+";
    }

    private static <T> Optional<T> pick(List<T> from, int number) {
        return from.isEmpty() ? Optional.empty() : Optional.of(from.get(number % from.size()));
    }

    private static String name(int number) {
        return NAMES.get(number % NAMES.size());
    }

    // ---- people at the source

    private boolean atSource(Act act) {
        List<SourceDrive.Node> live = source.all().stream().filter(source::isLive).toList();
        List<SourceDrive.Node> files = live.stream().filter(node -> !node.folder).toList();
        List<SourceDrive.Node> folders = live.stream().filter(node -> node.folder).toList();
        var parents = new ArrayList<>(folders.stream().map(node -> node.id).toList());
        parents.add(0, SourceDrive.ROOT);
        switch (act.kind()) {
            case S_NEW -> {
                String parent = pick(parents, act.one()).orElseThrow();
                story.add(
                        "  new "
                                + source.create(
                                        parent,
                                        name(act.other()),
                                        content(act.other()),
                                        clock.instant()));
                return true;
            }
            case S_DIR -> {
                String parent = pick(parents, act.one()).orElseThrow();
                story.add(
                        "  new " + source.create(parent, name(act.other()), null, clock.instant()));
                return true;
            }
            case S_SWAP -> {
                SourceDrive.Node one = pick(live, act.one()).orElse(null);
                SourceDrive.Node other = pick(live, act.other()).orElse(null);
                if (one == other || isRelated(one, other)) {
                    return false;
                }
                String parent = one.parent;
                String name = one.name;
                place(one, other.parent, other.name);
                place(other, parent, name);
                return true;
            }
            case S_INTO_CHILD -> {
                SourceDrive.Node inner =
                        pick(
                                        folders.stream()
                                                .filter(node -> source.node(node.parent) != null)
                                                .toList(),
                                        act.one())
                                .orElse(null);
                if (inner == null) {
                    return false;
                }
                SourceDrive.Node outer = source.node(inner.parent);
                place(inner, outer.parent, inner.name);
                place(outer, inner.id, outer.name);
                return true;
            }
            case S_RESTORE -> {
                SourceDrive.Node node =
                        pick(
                                        source.all().stream()
                                                .filter(each -> each.trashed && !each.purged)
                                                .toList(),
                                        act.one())
                                .orElse(null);
                if (node == null) {
                    return false;
                }
                node.trashed = false;
                told(node);
                return true;
            }
            default -> {}
        }
        SourceDrive.Node node =
                pick(
                                switch (act.kind()) {
                                    case S_EDIT, S_TOUCH, S_BECOME_FOLDER -> files;
                                    default -> live;
                                },
                                act.one())
                        .orElse(null);
        if (node == null) {
            return false;
        }
        story.add("  " + node);
        switch (act.kind()) {
            case S_EDIT -> source.edit(node, content(act.other()), clock.instant());
            case S_TOUCH -> {
                node.modified = clock.instant();
                source.changed(node);
            }
            case S_RENAME -> place(node, node.parent, name(act.other()));
            case S_MOVE -> {
                parents.add(SourceDrive.OUTSIDE);
                String parent = pick(parents, act.other()).orElseThrow();
                if (parent.equals(node.id)
                        || source.node(parent) != null
                                && source.isWithin(source.node(parent), node.id)) {
                    return false;
                }
                place(node, parent, node.name);
            }
            case S_TRASH -> {
                node.trashed = true;
                told(node);
            }
            case S_PURGE -> source.purge(node);
            case S_BECOME_FOLDER -> {
                node.trashed = true;
                source.changed(node);
                source.create(node.parent, node.name, null, clock.instant());
            }
            default -> throw new IllegalStateException(act.toString());
        }
        return true;
    }

    private boolean isRelated(SourceDrive.Node one, SourceDrive.Node other) {
        return source.isWithin(one, other.id) || source.isWithin(other, one.id);
    }

    private void place(SourceDrive.Node node, String parent, String name) {
        node.parent = parent;
        node.name = name;
        source.changed(node);
        story.add("  now " + node);
    }

    /**
     * It is not documented whether Drive tells of what is in a folder that goes to the trash or
     * comes back: some tell of both, some of neither.
     */
    private void told(SourceDrive.Node node) {
        source.changed(node);
        if (node.id.hashCode() % 2 == 0) {
            source.changedWithin(node);
        }
    }

    // ---- people at the destination

    private boolean atDestination(Act act) {
        List<DestinationDrive.Node> live = destination.live();
        List<DestinationDrive.Node> files = live.stream().filter(node -> !node.folder).toList();
        var parents =
                new ArrayList<>(
                        live.stream().filter(node -> node.folder).map(node -> node.id).toList());
        parents.add(0, DestinationDrive.ROOT);
        String parent = pick(parents, act.one()).orElseThrow();
        try {
            switch (act.kind()) {
                case D_NEW ->
                        story.add(
                                "  new "
                                        + destination.create(
                                                parent,
                                                name(act.other()),
                                                content(act.other()),
                                                clock.instant(),
                                                Actor.PERSON));
                case D_DIR ->
                        story.add(
                                "  new "
                                        + destination.create(
                                                parent,
                                                name(act.other()),
                                                null,
                                                clock.instant(),
                                                Actor.PERSON));
                case D_COPY -> {
                    SourceDrive.Node copied =
                            pick(
                                            source.all().stream()
                                                    .filter(source::isLive)
                                                    .filter(node -> !node.folder)
                                                    .toList(),
                                            act.other())
                                    .orElse(null);
                    if (copied == null) {
                        return false;
                    }
                    story.add(
                            "  new "
                                    + destination.create(
                                            parent,
                                            copied.name,
                                            copied.content,
                                            clock.instant(),
                                            Actor.PERSON));
                }
                case D_RESTORE -> {
                    DestinationDrive.Node node =
                            pick(
                                            destination.all().stream()
                                                    .filter(each -> each.deleted)
                                                    .toList(),
                                            act.one())
                                    .orElse(null);
                    if (node == null) {
                        return false;
                    }
                    String folder =
                            destination.isFolder(node.parent) ? node.parent : DestinationDrive.ROOT;
                    boolean taken = destination.named(folder, node.name) != null;
                    destination.restore(
                            node,
                            taken ? "restored " + node.id : node.name,
                            each -> !isStoodFor(each));
                    story.add("  back " + node);
                }
                default -> {
                    DestinationDrive.Node node =
                            pick(act.kind() == Act.Kind.D_EDIT ? files : live, act.one())
                                    .orElse(null);
                    if (node == null) {
                        return false;
                    }
                    story.add("  " + node);
                    change(act, node, parents);
                    story.add("  now " + node);
                }
            }
            return true;
        } catch (OneDriveException e) {
            return false;
        }
    }

    /** Whether a folder that holds this is not to go. */
    private boolean stays(DestinationDrive.Node inner) {
        return inner.maker == Actor.PERSON
                || inner.author == Actor.PERSON && !inner.folder
                || wasKept(inner.id)
                || WATCHED.read(tx -> baselines.byDestination(tx, Engine.SESSION, inner.id))
                        .map(agreed -> source.node(agreed.sourceId()))
                        .filter(source::isInScope)
                        .isPresent();
    }

    /** Whether the engine takes it for the twin of something, as if nobody had deleted it. */
    private boolean isStoodFor(DestinationDrive.Node node) {
        return WATCHED.read(tx -> baselines.byDestination(tx, Engine.SESSION, node.id)).isPresent();
    }

    private void change(Act act, DestinationDrive.Node node, List<String> parents)
            throws OneDriveException {
        switch (act.kind()) {
            case D_EDIT ->
                    destination.replace(
                            node.id, null, content(act.other()), clock.instant(), Actor.PERSON);
            case D_RENAME ->
                    destination.arrange(
                            node.id, null, node.parent, name(act.other()), Actor.PERSON);
            case D_MOVE ->
                    destination.arrange(
                            node.id,
                            null,
                            pick(parents, act.other()).orElseThrow(),
                            node.name,
                            Actor.PERSON);
            case D_DELETE -> destination.delete(node.id, null, Actor.PERSON);
            default -> throw new IllegalStateException(act.toString());
        }
    }

    // ---- coming to rest

    /** Lets the engine work until nothing is left to do; without faults. */
    void settle() {
        story.add("settling");
        clouds.noFaults();
        if (POWER.isOff()) {
            restart();
        }
        POWER.on();
        int quiet = 0;
        for (int round = 0; quiet < 2; round++) {
            if (round > MOST_ROUNDS) {
                throw new AssertionError("It never comes to rest\n" + tell());
            }
            int calls = clouds.calls();
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
            noteAgreements();
            quiet = busy == 0 && clouds.calls() == calls ? quiet + 1 : 0;
        }
    }

    /** Has everything planned once more, as if all had changed; says how many jobs that makes. */
    int planAllAgain() {
        DATABASE.change(
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

    /**
     * Where both sides were told to have the same name or folder, they may have agreed on it
     * without a call of the engine.
     */
    private void noteAgreements() {
        for (DestinationDrive.Node there : destination.live()) {
            boolean stands = isStoodFor(there);
            if (there.stoodFor
                    && !stands
                    && destination.within(there).stream().anyMatch(this::stays)) {
                there.stayed = true;
            }
            there.stoodFor = stands;
            there.everStoodFor |= stands;
        }
        for (SourceDrive.Node here : source.all()) {
            baseline(here.id)
                    .ifPresent(
                            agreed -> {
                                DestinationDrive.Node there =
                                        destination.node(agreed.destinationId());
                                boolean told =
                                        there != null
                                                && !there.deleted
                                                && there.told == there.changed
                                                && here.toldParent != null;
                                if (told && there.name.equals(here.toldName)) {
                                    there.agreedName = here.toldName;
                                }
                                if (told && there.parent.equals(folderOf(here.toldParent))) {
                                    there.agreedParent = here.toldParent;
                                }
                            });
        }
    }

    /** The destination's folder that stands for the folder of an item of the source, or null. */
    String folderOf(SourceDrive.Node here) {
        return folderOf(here.parent);
    }

    private String folderOf(String sourceFolder) {
        return sourceFolder.equals(SourceDrive.ROOT)
                ? DestinationDrive.ROOT
                : baseline(sourceFolder).map(Baseline::destinationId).orElse(null);
    }

    Optional<Baseline> baseline(String sourceId) {
        return WATCHED.read(tx -> baselines.bySource(tx, Engine.SESSION, sourceId));
    }

    List<Job> jobs(JobState... states) {
        List<JobState> wanted = List.of(states);
        return WATCHED.read(tx -> jobs.list(tx, null, Engine.SESSION, 1000)).stream()
                .filter(job -> wanted.contains(job.state()))
                .toList();
    }

    List<String> dirty() {
        return WATCHED.read(tx -> items.dirty(tx, Engine.SESSION, Side.SOURCE, "", 1000));
    }

    SourceDrive source() {
        return source;
    }

    DestinationDrive destination() {
        return destination;
    }

    List<String> wrongs() {
        return clouds.wrongs();
    }

    List<Long> openConflicts() {
        return engine.openConflicts();
    }

    boolean is(Predicate<ConflictPreference> what) {
        return what.test(preference);
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
        lines.add("agreed:");
        for (SourceDrive.Node node : source.all()) {
            baseline(node.id)
                    .ifPresent(
                            agreed ->
                                    lines.add(
                                            "  "
                                                    + node.id
                                                    + " = "
                                                    + agreed.destinationId()
                                                    + " "
                                                    + agreed.name()
                                                    + " / "
                                                    + agreed.destinationName()));
        }
        STORE.rows("SELECT source_id, kind, resolution FROM conflict")
                .forEach(row -> lines.add("conflict " + row));
        STORE.rows("SELECT source_id, task, state, error, depends_on FROM job ORDER BY id")
                .forEach(row -> lines.add("job " + row));
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        POWER.on();
        engine.close();
        DATABASE.change(
                tx -> {
                    jobs.forget(tx, Engine.SESSION);
                    new StoredConflicts().forget(tx, Engine.SESSION);
                    baselines.forget(tx, Engine.SESSION);
                    items.forget(tx, Engine.SESSION);
                    new FeedCursors().forget(tx, Engine.SESSION);
                    new HeldContents().forget(tx, Engine.SESSION);
                    new Excluded().forget(tx, Engine.SESSION);
                    new Unplaced().forget(tx, Engine.SESSION);
                    new LostAccess().forget(tx, Engine.SESSION);
                    new StoredSessions().delete(tx, Engine.SESSION);
                });
    }
}
