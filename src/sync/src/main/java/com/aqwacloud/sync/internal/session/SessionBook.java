package com.aqwacloud.sync.internal.session;

import com.aqwacloud.sync.api.Account;
import com.aqwacloud.sync.api.AccountState;
import com.aqwacloud.sync.api.Accounts;
import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.api.InvalidValueException;
import com.aqwacloud.sync.api.NotFoundException;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.SessionSpec;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.api.Sessions;
import com.aqwacloud.sync.api.ShortcutPolicy;
import com.aqwacloud.sync.api.WrongStateException;
import com.aqwacloud.sync.internal.announce.Announcements;
import com.aqwacloud.sync.internal.event.Event.SessionChange;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.CancelledDeletes;
import com.aqwacloud.sync.internal.store.Counters;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Excluded;
import com.aqwacloud.sync.internal.store.FeedCursors;
import com.aqwacloud.sync.internal.store.FolderShortcuts;
import com.aqwacloud.sync.internal.store.GuardedDeletes;
import com.aqwacloud.sync.internal.store.HeldContents;
import com.aqwacloud.sync.internal.store.HeldDeletes;
import com.aqwacloud.sync.internal.store.HiddenNames;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.KeptOptions;
import com.aqwacloud.sync.internal.store.LeftToHeirs;
import com.aqwacloud.sync.internal.store.LostAccess;
import com.aqwacloud.sync.internal.store.SessionJobs;
import com.aqwacloud.sync.internal.store.SharedDrives;
import com.aqwacloud.sync.internal.store.SharedFolders;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredConflicts;
import com.aqwacloud.sync.internal.store.StoredSession;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.TaskResults;
import com.aqwacloud.sync.internal.store.Tx;
import com.aqwacloud.sync.internal.store.Unplaced;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions, kept in the store. Thread-safe: changes of state take turns. */
public final class SessionBook implements Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(SessionBook.class);

    private static final int LONGEST_NAME = 100;

    private final Database database;
    private final Accounts accounts;
    private final Supplier<SessionDefaults> defaults;
    private final Consumer<String> retryAccounts;
    private final SessionLifecycle lifecycle;
    private final Announcements announcements;
    private final Clock clock;
    private final ReentrantLock changing = new ReentrantLock();
    private final StoredSessions sessions = new StoredSessions();
    private final Jobs jobs = new Jobs();
    private final HeldDeletes heldDeletes = new HeldDeletes();
    private final GuardedDeletes guardedDeletes = new GuardedDeletes();
    private final HiddenNames hiddenNames = new HiddenNames();
    private final SessionJobs sessionJobs = new SessionJobs();
    private final Items items = new Items();
    private final Unplaced unplaced = new Unplaced();
    private final LeftToHeirs leftToHeirs = new LeftToHeirs();
    private final SharedDrives sharedDrives = new SharedDrives();
    private final SharedFolders sharedFolders = new SharedFolders();
    private final LostAccess lostAccess = new LostAccess();
    private final FolderShortcuts folderShortcuts = new FolderShortcuts();
    private final TaskResults taskResults = new TaskResults();
    private final Baselines baselines = new Baselines();
    private final HeldContents heldContents = new HeldContents();
    private final Excluded excluded = new Excluded();
    private final CancelledDeletes cancelledDeletes = new CancelledDeletes();
    private final FeedCursors cursors = new FeedCursors();
    private final StoredConflicts conflicts = new StoredConflicts();
    private final Counters counters = new Counters();

    /**
     * @param retryAccounts forgets that an account was refused, so that its cloud is asked again
     * @param defaults read at each creation, as they can change while running
     */
    public SessionBook(
            Database database,
            Accounts accounts,
            Consumer<String> retryAccounts,
            Supplier<SessionDefaults> defaults,
            SessionLifecycle lifecycle,
            Announcements announcements,
            Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.retryAccounts = retryAccounts;
        this.defaults = defaults;
        this.lifecycle = lifecycle;
        this.announcements = announcements;
        this.clock = clock;
    }

    @Override
    public List<Session> list() {
        return database.read(sessions::list).stream().map(StoredSession::session).toList();
    }

    @Override
    public Optional<Session> find(String id) {
        return database.read(tx -> sessions.find(tx, id)).map(StoredSession::session);
    }

    /**
     * The session of that id.
     *
     * @throws NotFoundException if there is none
     */
    public Session get(String id) {
        return find(id).orElseThrow(() -> new NotFoundException("session", id));
    }

    @Override
    public Session create(SessionSpec spec) {
        if (spec.name() == null || spec.name().isBlank()) {
            throw new InvalidValueException("name", "must not be empty");
        }
        if (spec.name().trim().length() > LONGEST_NAME) {
            throw new InvalidValueException(
                    "name", "must have at most " + LONGEST_NAME + " characters");
        }
        if (spec.name().trim().chars().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException("name", "must not hold control characters");
        }
        String source = account("source", spec.source(), Cloud.GOOGLE);
        String destination = account("destination", spec.destination(), Cloud.ONEDRIVE);
        var options = defaults.get().options().with(spec.options());
        KeptOptions.check(options);
        Session session =
                new Session(
                        freeId(),
                        spec.name().trim(),
                        source,
                        destination,
                        SessionState.STOPPED,
                        null,
                        options,
                        clock.instant(),
                        null);
        // The clouds may take their time, and other sessions are started and stopped meanwhile.
        lifecycle.check(session);
        return inTurn(
                () -> {
                    database.change(tx -> sessions.insert(tx, session));
                    announcements.session(SessionChange.State.CREATED, session);
                    return session;
                });
    }

    @Override
    public Session configure(String id, Map<String, String> options) {
        return inTurn(
                () -> {
                    Session session = get(id);
                    SessionOptions changed = session.options().with(options);
                    if (!changed.selection().equals(session.options().selection())) {
                        throw settled(SessionOptions.SELECTION);
                    }
                    if (!changed.destinationFolder()
                            .equals(session.options().destinationFolder())) {
                        throw settled(SessionOptions.DESTINATION_FOLDER);
                    }
                    if (session.state() == SessionState.RUNNING) {
                        throw new WrongStateException(
                                "Session "
                                        + id
                                        + " is running; stop it before its options are changed.");
                    }
                    KeptOptions.check(changed);
                    boolean filtered = !changed.filter().equals(session.options().filter());
                    database.change(
                            tx -> {
                                sessions.setOptions(tx, id, changed);
                                if (changed.shortcuts() != ShortcutPolicy.FOLLOW) {
                                    folderShortcuts.forget(tx, id);
                                }
                                if (filtered) {
                                    items.soilAll(tx, id, Side.SOURCE);
                                }
                            });
                    Session configured = get(id);
                    announcements.session(
                            configured.state() == SessionState.PAUSED
                                    ? SessionChange.State.PAUSED
                                    : SessionChange.State.STOPPED,
                            configured);
                    return configured;
                });
    }

    private static InvalidValueException settled(String key) {
        return new InvalidValueException(
                key, "cannot be changed once the session was created; create another session");
    }

    @Override
    public Session start(String id) {
        return inTurn(
                () -> {
                    Session session = get(id);
                    if (session.state() == SessionState.RUNNING) {
                        return session;
                    }
                    retryAccounts.accept(session.source());
                    retryAccounts.accept(session.destination());
                    usable(session.source());
                    usable(session.destination());
                    database.change(
                            tx -> {
                                sessions.setState(tx, id, SessionState.RUNNING, null);
                                if (guardedDeletes.answer(tx, id, clock.instant())) {
                                    heldDeletes.allow(tx, id);
                                }
                                hiddenNames.forget(tx, id);
                                items.soilOthers(tx, id, Side.SOURCE);
                                for (String failed : sessionJobs.failedItems(tx, id)) {
                                    items.soil(tx, id, Side.SOURCE, failed);
                                }
                            });
                    Session started = get(id);
                    lifecycle.started(started);
                    announcements.session(SessionChange.State.STARTED, started);
                    return started;
                });
    }

    @Override
    public Session stop(String id) {
        return inTurn(
                () -> {
                    get(id);
                    database.change(tx -> guardedDeletes.withdraw(tx, id));
                    return halt(id, SessionState.STOPPED, null, SessionChange.State.STOPPED);
                });
    }

    /** Stops a session by the engine's will; the message says why and what a person can do. */
    public void pause(String id, String message) {
        pauseUnlessChanging(id, message, false);
    }

    /**
     * The same until a person allows the deletes that are held back, by starting it. Whatever else
     * stops it meanwhile, they are asked for anew.
     */
    public void ask(String id, String message) {
        pauseUnlessChanging(id, message, true);
    }

    private void pauseUnlessChanging(String id, String message, boolean asks) {
        // Whoever changes a session now may wait for the very poll that asks for this pause.
        if (!changing.tryLock()) {
            return;
        }
        try {
            inTurn(
                    () ->
                            find(id).filter(session -> session.state() == SessionState.RUNNING)
                                    .map(session -> paused(session, message, asks)));
        } finally {
            changing.unlock();
        }
    }

    private Session paused(Session session, String message, boolean asks) {
        LOG.warn("Session {} ({}) is paused: {}", session.id(), session.name(), message);
        database.change(
                tx -> {
                    if (asks) {
                        guardedDeletes.ask(tx, session.id());
                    } else {
                        guardedDeletes.withdraw(tx, session.id());
                    }
                });
        return halt(session.id(), SessionState.PAUSED, message, SessionChange.State.PAUSED);
    }

    @Override
    public void delete(String id) {
        inTurn(
                () -> {
                    Session session = get(id);
                    lifecycle.stopped(session);
                    database.change(tx -> forget(tx, id));
                    lifecycle.deleted(session);
                    announcements.session(SessionChange.State.DELETED, session);
                    return null;
                });
    }

    /** Has all sessions that were running before this start run again. */
    public void resume() {
        inTurn(
                () -> {
                    if (defaults.get().readyMade() && isTheFirstStart()) {
                        createReadyMade();
                    }
                    list().forEach(announcements::remember);
                    list().stream()
                            .filter(session -> session.state() == SessionState.RUNNING)
                            .forEach(lifecycle::started);
                    return null;
                });
    }

    /** Says that both feeds were read to the end. */
    public void polled(String id) {
        database.change(tx -> sessions.polled(tx, id, clock.instant()));
    }

    /** Says what a person should know of a running session, or that it works as usual (null). */
    public void tell(String id, String message) {
        boolean news =
                database.write(
                        tx -> {
                            boolean changed =
                                    sessions.find(tx, id)
                                            .map(StoredSession::session)
                                            .filter(it -> it.state() == SessionState.RUNNING)
                                            .filter(it -> !Objects.equals(it.message(), message))
                                            .isPresent();
                            if (changed) {
                                sessions.setState(tx, id, SessionState.RUNNING, message);
                            }
                            return changed;
                        });
        if (news) {
            announcements.session(SessionChange.State.CHANGED, get(id));
        }
    }

    /** Where all sessions were deleted, none is to begin by itself, perhaps with other accounts. */
    private boolean isTheFirstStart() {
        return database.read(tx -> counters.get(tx, Counters.SESSIONS)) == 0;
    }

    private void createReadyMade() {
        Session session =
                new Session(
                        freeId(),
                        "Everything",
                        account("source", null, Cloud.GOOGLE),
                        account("destination", null, Cloud.ONEDRIVE),
                        SessionState.RUNNING,
                        null,
                        defaults.get().options(),
                        clock.instant(),
                        null);
        database.change(tx -> sessions.insert(tx, session));
        announcements.session(SessionChange.State.CREATED, session);
    }

    private Session halt(String id, SessionState state, String message, SessionChange.State event) {
        get(id);
        database.change(tx -> sessions.setState(tx, id, state, message));
        Session halted = get(id);
        lifecycle.stopped(halted);
        announcements.session(event, halted);
        return halted;
    }

    private void forget(Tx tx, String id) {
        jobs.forget(tx, id);
        conflicts.forget(tx, id);
        cursors.forget(tx, id);
        baselines.forget(tx, id);
        heldContents.forget(tx, id);
        guardedDeletes.forget(tx, id);
        excluded.forget(tx, id);
        cancelledDeletes.forget(tx, id);
        hiddenNames.forget(tx, id);
        items.forget(tx, id);
        unplaced.forget(tx, id);
        leftToHeirs.forget(tx, id);
        sharedDrives.forget(tx, id);
        sharedFolders.forget(tx, id);
        lostAccess.forget(tx, id);
        folderShortcuts.forget(tx, id);
        taskResults.forget(tx, id);
        sessions.delete(tx, id);
    }

    /** Never one that was used before: what a deleted session left must not pass for another's. */
    private String freeId() {
        return database.write(
                tx -> {
                    counters.add(tx, Counters.SESSIONS, 1);
                    return "s" + counters.get(tx, Counters.SESSIONS);
                });
    }

    private String account(String field, String name, Cloud cloud) {
        List<String> names =
                accounts.list().stream()
                        .filter(account -> account.cloud() == cloud)
                        .map(Account::name)
                        .toList();
        if (name == null || name.isBlank()) {
            if (names.size() == 1) {
                return names.get(0);
            }
            throw new InvalidValueException(
                    field, "must name an account of etc/aqwa.accounts.cfg; there are " + names);
        }
        if (!names.contains(name)) {
            throw new InvalidValueException(
                    field,
                    "names no account of that cloud in etc/aqwa.accounts.cfg; there are " + names);
        }
        return name;
    }

    private void usable(String name) {
        Account account =
                accounts.list().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new WrongStateException(
                                                "The account \""
                                                        + name
                                                        + "\" is no longer in"
                                                        + " etc/aqwa.accounts.cfg."));
        if (account.state() != AccountState.READY) {
            throw new WrongStateException(account.message());
        }
    }

    private <T> T inTurn(Supplier<T> change) {
        changing.lock();
        try {
            return change.get();
        } finally {
            changing.unlock();
        }
    }
}
