package com.aqwacloud.sync.internal.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.api.ShortcutPolicy;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.CancelledDeletes;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Excluded;
import com.aqwacloud.sync.internal.store.FolderShortcuts;
import com.aqwacloud.sync.internal.store.GuardedDeletes;
import com.aqwacloud.sync.internal.store.HeldDeletes;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.JobAttempts;
import com.aqwacloud.sync.internal.store.JobTargets;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.LeftToHeirs;
import com.aqwacloud.sync.internal.store.LostAccess;
import com.aqwacloud.sync.internal.store.MemoryStore;
import com.aqwacloud.sync.internal.store.OwnApplications;
import com.aqwacloud.sync.internal.store.SessionJobs;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredConflict;
import com.aqwacloud.sync.internal.store.StoredConflicts;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Tx;
import com.aqwacloud.sync.internal.store.Unplaced;
import com.aqwacloud.sync.internal.tidy.Tidying;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** Two drives made by hand, and the planner over them. */
final class PlanFixture implements AutoCloseable {
    /** One for all tests, since making a database takes longer than any test. */
    static final MemoryStore STORE = new MemoryStore();

    private static final Database DATABASE = new Database(STORE.dataSource());

    static final String SESSION = "s1";
    static final String DRIVE = "drive-root";
    static final String ONEDRIVE = "onedrive-root";
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final Instant THEN = Instant.parse("2025-01-01T00:00:00Z");

    final Database database = DATABASE;
    final Planner planner;
    private final Settlement settlement;
    final Items items = new Items();
    final Baselines baselines = new Baselines();
    final Jobs jobs = new Jobs();
    final HeldDeletes heldDeletes = new HeldDeletes();
    final JobTargets targets = new JobTargets();
    final SessionJobs sessionJobs = new SessionJobs();
    final JobAttempts attempts = new JobAttempts();
    final StoredConflicts conflicts = new StoredConflicts();
    private Instant now = NOW;
    private final Clock clock = new AdjustableClock();
    private Scope scope = scope(Set.of(), SessionOptions.DEFAULTS);

    PlanFixture() {
        planner = new Planner(database, clock);
        settlement = new Settlement(clock);
        var session =
                new Session(
                        SESSION,
                        "test",
                        "google",
                        // What is known of an account outlasts its sessions.
                        "onedrive-" + UUID.randomUUID(),
                        SessionState.RUNNING,
                        null,
                        SessionOptions.DEFAULTS,
                        NOW,
                        null);
        database.change(
                tx -> {
                    new StoredSessions().insert(tx, session);
                    new StoredSessions().setRoots(tx, SESSION, DRIVE, ONEDRIVE, "");
                });
    }

    void select(String... ids) {
        scope = scope(Set.of(ids), SessionOptions.DEFAULTS);
    }

    /** Says where OneDrive's library is on its server; empty for a personal drive. */
    void site(String site) {
        scope =
                new Scope(
                        SESSION,
                        DRIVE,
                        ONEDRIVE,
                        site,
                        scope.selection(),
                        scope.filter(),
                        scope.exports(),
                        scope.shortcuts(),
                        scope.deletes());
    }

    /** Sets options as a person writes them, "key=value"; the next start takes them up. */
    void options(String... options) {
        var values = new HashMap<String, String>();
        for (String option : options) {
            int equals = option.indexOf('=');
            values.put(option.substring(0, equals), option.substring(equals + 1));
        }
        Scope before = scope;
        scope = scope(scope.selection(), SessionOptions.DEFAULTS.with(values));
        database.change(
                tx -> {
                    items.soilOthers(tx, SESSION, Side.SOURCE);
                    if (scope.shortcuts() != ShortcutPolicy.FOLLOW) {
                        new FolderShortcuts().forget(tx, SESSION);
                    }
                    if (!scope.filter().equals(before.filter())) {
                        items.soilAll(tx, SESSION, Side.SOURCE);
                    }
                });
    }

    Instant now() {
        return now;
    }

    /** Lets time pass. */
    void later(Duration time) {
        now = now.plus(time);
    }

    /** Lets a month pass, with the store tidied up before and after it. */
    void aMonthOfTidying() {
        tidy();
        later(Duration.ofDays(31));
        tidy();
    }

    /** Tidies the store up, as the route does each day. */
    void tidy() {
        var tidying = new Tidying(database, clock);
        long monthAgo = now.minus(Duration.ofDays(30)).toEpochMilli();
        tidying.jobs(monthAgo);
        tidying.audit(monthAgo);
        tidying.conflicts(monthAgo);
        tidying.items(monthAgo);
    }

    private final class AdjustableClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static Scope scope(Set<String> selection, SessionOptions options) {
        return new Scope(
                SESSION,
                DRIVE,
                ONEDRIVE,
                "",
                selection,
                options.filter(),
                options.exports(),
                options.shortcuts(),
                options.deleteGuard());
    }

    Scope scope() {
        return scope;
    }

    // ---- what the feeds say

    Item sourceFile(String id, String parent, String name, String content) {
        return keep(Side.SOURCE, file(id, parent, name, content, "s:"));
    }

    Item destinationFile(String id, String parent, String name, String content) {
        return keep(Side.DESTINATION, file(id, parent, name, content, "d:"));
    }

    Item sourceFolder(String id, String parent, String name) {
        return keep(Side.SOURCE, item(id, parent, name, Item.Kind.FOLDER, 0, null, THEN));
    }

    Item destinationFolder(String id, String parent, String name) {
        return keep(Side.DESTINATION, item(id, parent, name, Item.Kind.FOLDER, 0, null, THEN));
    }

    /** A document of Google's editors; the kind is what its MIME type ends with. */
    Item document(String id, String name, String kind, Instant modified) {
        return other(id, DRIVE, name, kind, modified, null);
    }

    Item shortcut(String id, String name, String target) {
        return shortcut(id, DRIVE, name, target);
    }

    Item shortcut(String id, String parent, String name, String target) {
        return other(id, parent, name, "shortcut", THEN, target);
    }

    private Item other(
            String id, String parent, String name, String kind, Instant modified, String revision) {
        return keep(
                Side.SOURCE,
                new Item(
                        id,
                        parent,
                        name,
                        Item.Kind.OTHER,
                        "application/vnd.google-apps." + kind,
                        0,
                        modified,
                        THEN,
                        null,
                        revision,
                        null,
                        "someone",
                        true));
    }

    Origin origin(String source) {
        return database.read(tx -> planner.origin(tx, scope, source));
    }

    Item keep(Side side, Item item) {
        database.change(tx -> items.put(tx, SESSION, side, item, true));
        return item;
    }

    void gone(Side side, String id) {
        database.change(
                tx ->
                        items.put(
                                tx,
                                SESSION,
                                side,
                                items.find(tx, SESSION, side, id).orElseThrow().gone(),
                                true));
    }

    /** The account no longer sees it. */
    void accessLost(String id) {
        gone(Side.SOURCE, id);
        database.change(tx -> new LostAccess().add(tx, SESSION, id));
    }

    static Item file(String id, String parent, String name, String content, String mark) {
        return item(
                id,
                parent,
                name,
                Item.Kind.FILE,
                content.getBytes(UTF_8).length,
                mark + content,
                THEN);
    }

    static Item item(
            String id,
            String parent,
            String name,
            Item.Kind kind,
            long size,
            String hash,
            Instant modified) {
        return new Item(
                id,
                parent,
                name,
                kind,
                kind == Item.Kind.OTHER ? "application/vnd.google-apps.document" : null,
                size,
                modified,
                THEN,
                hash,
                "revision-" + hash,
                "etag-" + id + "-" + name.hashCode() + "-" + hash,
                "someone",
                true);
    }

    /** The same item, changed last through an application. */
    static Item through(String application, Item item) {
        return new Item(
                item.id(),
                item.parentId(),
                item.name(),
                item.kind(),
                item.mimeType(),
                item.size(),
                item.modifiedAt(),
                item.createdAt(),
                item.hash(),
                item.sha256(),
                item.revision(),
                item.etag(),
                item.modifiedBy(),
                application,
                item.present());
    }

    /** What the destination calls this application is known from now on. */
    void knownAs(String application) {
        database.change(tx -> new OwnApplications().add(tx, SESSION, application));
    }

    /** A file that is in sync. */
    void synced(String id, String sourceParent, String destinationParent, String name) {
        sourceFile(id, sourceParent, name, "old");
        destinationFile("there-" + id, destinationParent, name, "old");
        agree(id, "there-" + id);
    }

    /** A folder at the top that is in sync. */
    void syncedFolder(String id, String name) {
        sourceFolder(id, DRIVE, name);
        destinationFolder("there-" + id, ONEDRIVE, name);
        agree(id, "there-" + id);
    }

    void agree(String source, String destination) {
        database.change(
                tx -> {
                    baselines.put(
                            tx,
                            SESSION,
                            Baseline.of(
                                    items.find(tx, SESSION, Side.SOURCE, source).orElseThrow(),
                                    items.find(tx, SESSION, Side.DESTINATION, destination)
                                            .orElseThrow()),
                            NOW);
                    items.clean(tx, SESSION, Side.SOURCE, source);
                    items.clean(tx, SESSION, Side.DESTINATION, destination);
                });
    }

    /** An attempt of the job about an item began to create it there, and was cut off. */
    void cutOff(String source, String parent, String name, long size) {
        long id = job(source).id();
        database.change(
                tx -> {
                    jobs.start(tx, id, NOW);
                    targets.aim(tx, id, new Job.Target(parent, name, size));
                    attempts.unheard(tx, id, NOW, NOW);
                });
    }

    /** An attempt of the job about an item sent a content, and nothing tells whether it arrived. */
    void sent(String source, String content) {
        long id = job(source).id();
        database.change(tx -> attempts.sends(tx, id, "d:" + content));
    }

    /** An attempt of the job about an item began what gives it no place, and was cut off. */
    void cutOffWithoutPlace(String source) {
        Job job = job(source);
        database.change(
                tx -> {
                    jobs.start(tx, job.id(), NOW);
                    targets.aim(tx, job.id(), null);
                    jobs.begin(tx, job, NOW);
                });
    }

    /** An item is to be looked at by the next plan. */
    void soil(String source) {
        database.change(tx -> items.soil(tx, SESSION, Side.SOURCE, source));
    }

    /** The same of one that began to delete. */
    void cutOff(String source) {
        Job job = job(source);
        database.change(
                tx -> {
                    jobs.start(tx, job.id(), NOW);
                    jobs.begin(tx, job, NOW);
                });
    }

    /** The process was started anew. */
    void recover() {
        database.change(tx -> jobs.recover(tx, now));
    }

    /** What the newest job about an item was to do. */
    Action lastAction(String source) {
        return database.read(
                tx ->
                        jobs.list(tx, null, SESSION, 1000).stream()
                                .filter(job -> job.sourceId().equals(source))
                                .max(Comparator.comparingLong(Job::id))
                                .orElseThrow()
                                .action());
    }

    /** How the newest job about an item stands. */
    JobState lastState(String source) {
        return STORE
                .rows("SELECT state FROM job WHERE source_id = '" + source + "' ORDER BY id DESC")
                .stream()
                .map(row -> JobState.valueOf(row.get("STATE").toString()))
                .findFirst()
                .orElseThrow();
    }

    /** What the next attempt begins with. */
    void reclaim(String source) {
        Job job = job(source);
        database.change(tx -> planner.reclaim(tx, job));
    }

    // ---- what came of it

    Planned plan() {
        return planner.plan(scope, fresh -> {});
    }

    /** Plans until a person stops the session, as soon as something is queued. */
    Planned planUntilStopped() {
        var stopped = new AtomicBoolean();
        return planner.plan(scope, tx -> !stopped.get(), fresh -> stopped.set(true));
    }

    Planned replan(String source, Decided decided) {
        return database.write(tx -> planner.replan(tx, scope, source, decided));
    }

    Decision decide(String source) {
        return decide(source, Decided.NOTHING);
    }

    Decision decide(String source, Decided decided) {
        return database.read(tx -> planner.decide(tx, scope, source, decided));
    }

    Decision.Work work(String source) {
        return (Decision.Work) decide(source);
    }

    /** The unfinished jobs, oldest first, as "ACTION path". */
    List<String> queue() {
        return open().stream().map(job -> job.action() + " " + job.path()).toList();
    }

    List<Job> open() {
        return database.read(
                tx ->
                        jobs.list(tx, null, SESSION, 1000).stream()
                                .filter(
                                        job ->
                                                job.state() == JobState.PENDING
                                                        || job.state() == JobState.TRANSFERRING)
                                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                                .toList());
    }

    Job job(String source) {
        return database.read(tx -> jobs.open(tx, SESSION, source)).orElseThrow();
    }

    List<Job> claimable() {
        return database.read(tx -> sessionJobs.claimable(tx, SESSION, NOW, 1000));
    }

    List<Conflict> openConflicts() {
        return STORE
                .rows("SELECT * FROM conflict WHERE resolved_at IS NULL ORDER BY id DESC")
                .stream()
                .map(StoredConflicts::of)
                .toList();
    }

    StoredConflict conflictOf(String source) {
        return database.read(tx -> conflicts.open(tx, SESSION, source)).orElseThrow();
    }

    /** The decision as a person makes it on an open conflict. */
    Planned resolve(String source, ConflictPreference winner) {
        return resolve(source, winner, "test");
    }

    /** The same in the name of someone, or of the engine. */
    Planned resolve(String source, ConflictPreference winner, String by) {
        StoredConflict found = conflictOf(source);
        database.change(tx -> conflicts.resolve(tx, found.conflict().id(), winner, by, NOW));
        return replan(source, new Decided(winner, found.destinationEtag()));
    }

    boolean dirty(String source) {
        return database.read(tx -> items.dirty(tx, SESSION, Side.SOURCE, "", 1000))
                .contains(source);
    }

    Baseline baseline(String source) {
        return database.read(tx -> baselines.bySource(tx, SESSION, source)).orElse(null);
    }

    /** An attempt of the job about an item begins its work. */
    void begin(String source) {
        database.change(tx -> jobs.begin(tx, job(source), NOW));
    }

    /** A person gives the job about an item up. */
    void giveUp(String source) {
        Job job = job(source);
        database.change(
                tx -> {
                    jobs.finish(tx, job.id(), JobState.CANCELLED, "A person said so.", NOW);
                    settlement.givenUp(tx, job);
                });
    }

    /** A person has the job about an item, which was given up, tried again. */
    void tryAgain(String source) {
        database.change(
                tx -> {
                    Job job = jobs.givenUp(tx, SESSION, source).orElseThrow();
                    jobs.reopen(tx, job.id(), NOW);
                    settlement.notGivenUp(tx, SESSION, source);
                });
    }

    /** Carries out all that can be, as the transfer would, until nothing is left to claim. */
    void carryOutAll() {
        List<Job> next = claimable();
        for (int round = 0; !next.isEmpty() && round < 20; round++) {
            next.forEach(job -> carryOut(job.sourceId()));
            plan();
            next = claimable();
        }
    }

    /** The job about an item was tried as often as it may be. */
    void fail(String source) {
        long id = job(source).id();
        database.change(tx -> jobs.finish(tx, id, JobState.FAILED, "It failed.", now));
    }

    /** Carries out the job about an item, as the transfer would. */
    void carryOut(String source) {
        Job job = job(source);
        Decision decision = decide(source, new Decided(job.decided(), job.decidedEtag()));
        database.change(
                tx -> {
                    if (decision instanceof Decision.Work work) {
                        carryOut(tx, job, work);
                        jobs.finish(tx, job.id(), JobState.COMPLETED, null, NOW);
                    } else {
                        jobs.finish(tx, job.id(), JobState.CANCELLED, null, NOW);
                        items.soil(tx, SESSION, Side.SOURCE, source);
                    }
                });
    }

    private void carryOut(Tx tx, Job job, Decision.Work work) {
        if (work.action() == Action.DELETE) {
            settlement.deleted(tx, job, work.destination());
            return;
        }
        if (work.replacedSourceId() != null) {
            settlement.takesOver(tx, job, work);
        }
        if (work.keepAs() != null) {
            Item kept = work.destination();
            items.put(tx, SESSION, Side.DESTINATION, renamed(kept, work.keepAs()), false);
        }
        boolean fresh = work.destination() == null || work.keepAs() != null;
        if (!fresh && isWithin(tx, work.parentId(), work.destination().id())) {
            throw new IllegalStateException("OneDrive moves no folder into itself: " + job.path());
        }
        String id = fresh ? "new-" + UUID.randomUUID() : work.destination().id();
        Item source = work.source();
        boolean moves = fresh || work.content();
        String uploaded = source.hash() == null ? null : source.hash().replaceFirst("^s:", "d:");
        Item now =
                item(
                        id,
                        work.parentId(),
                        work.name(),
                        source.kind(),
                        moves ? source.size() : work.destination().size(),
                        moves ? uploaded : work.destination().hash(),
                        source.modifiedAt());
        settlement.arrived(tx, job, work, now, null);
    }

    private boolean isWithin(Tx tx, String folder, String outer) {
        for (String id = folder; id != null; ) {
            if (id.equals(outer)) {
                return true;
            }
            id = items.find(tx, SESSION, Side.DESTINATION, id).map(Item::parentId).orElse(null);
        }
        return false;
    }

    static Item createdAt(Item item, Instant time) {
        return new Item(
                item.id(),
                item.parentId(),
                item.name(),
                item.kind(),
                item.mimeType(),
                item.size(),
                item.modifiedAt(),
                time,
                item.hash(),
                item.revision(),
                item.etag(),
                item.modifiedBy(),
                item.present());
    }

    static Item renamed(Item item, String name) {
        return new Item(
                item.id(),
                item.parentId(),
                name,
                item.kind(),
                item.mimeType(),
                item.size(),
                item.modifiedAt(),
                item.createdAt(),
                item.hash(),
                item.revision(),
                item.etag() + "'",
                item.modifiedBy(),
                item.present());
    }

    /** The folder of the destination that an item of it is in. */
    String parent(String destination) {
        return destination(destination).parentId();
    }

    Item destination(String id) {
        return database.read(tx -> items.find(tx, SESSION, Side.DESTINATION, id)).orElseThrow();
    }

    /** Names of the present files and folders in a folder of the destination. */
    List<String> names(String folder) {
        return database.read(tx -> items.children(tx, SESSION, Side.DESTINATION, folder)).stream()
                .map(Item::name)
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        database.change(
                tx -> {
                    jobs.forget(tx, SESSION);
                    conflicts.forget(tx, SESSION);
                    baselines.forget(tx, SESSION);
                    new Excluded().forget(tx, SESSION);
                    items.forget(tx, SESSION);
                    new Unplaced().forget(tx, SESSION);
                    new LeftToHeirs().forget(tx, SESSION);
                    new LostAccess().forget(tx, SESSION);
                    new GuardedDeletes().forget(tx, SESSION);
                    new CancelledDeletes().forget(tx, SESSION);
                    new FolderShortcuts().forget(tx, SESSION);
                    new StoredSessions().delete(tx, SESSION);
                });
    }
}
