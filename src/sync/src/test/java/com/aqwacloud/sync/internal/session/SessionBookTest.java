package com.aqwacloud.sync.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.aqwacloud.sync.api.Account;
import com.aqwacloud.sync.api.AccountState;
import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.api.InvalidValueException;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionSpec;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.internal.announce.Announcements;
import com.aqwacloud.sync.internal.announce.TransferViews;
import com.aqwacloud.sync.internal.event.EventHub;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.HeldDeletes;
import com.aqwacloud.sync.internal.store.HiddenNames;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.MemoryStore;
import com.aqwacloud.sync.internal.store.Side;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionBookTest {
    private static final String MANY_IDS =
            IntStream.range(0, 5000).mapToObj(i -> "item" + i).collect(Collectors.joining(","));

    private static final String NOTES =
            "SELECT session_id FROM gone_item UNION ALL SELECT session_id FROM hidden_name";

    private final Jobs jobs = new Jobs();
    private final HeldDeletes heldDeletes = new HeldDeletes();
    private Runnable duringCheck = () -> {};
    private final MemoryStore store = new MemoryStore();
    private final Database database = new Database(store.dataSource());
    private final SessionBook book =
            new SessionBook(
                    database,
                    () -> List.of(account("google", Cloud.GOOGLE), account("one", Cloud.ONEDRIVE)),
                    account -> {},
                    () -> new SessionDefaults(SessionDefaults.BUILT_IN.options(), true),
                    new Lifecycle(),
                    new Announcements(
                            new EventHub(Clock.systemUTC(), "test", event -> {}),
                            new TransferViews(null)),
                    Clock.systemUTC());

    @AfterEach
    void forget() {
        book.list().forEach(session -> book.delete(session.id()));
    }

    @Test
    void onlyTheVeryFirstStartMakesASessionOfTheWholeDrive() {
        book.resume();
        assertThat(book.list())
                .extracting(Session::name, Session::state)
                .containsExactly(tuple("Everything", SessionState.RUNNING));

        book.delete(book.list().get(0).id());
        book.resume();

        assertThat(book.list()).isEmpty();
    }

    @Test
    void whileTheCloudsAreAskedForANewSessionOthersAreStartedAndStopped() {
        String other = create("Other").id();
        duringCheck =
                () ->
                        CompletableFuture.supplyAsync(() -> book.start(other))
                                .orTimeout(20, TimeUnit.SECONDS)
                                .join();

        create("New");

        assertThat(book.get(other).state()).isEqualTo(SessionState.RUNNING);
        assertThat(book.list()).extracting(Session::name).containsExactly("Other", "New");
    }

    @Test
    void aStartAllowsTheDeletesThatItWasAskedFor() {
        String id = create("Asked").id();
        book.start(id);
        hold(id);
        book.ask(id, "2 files would be deleted");

        book.start(id);

        assertThat(held(id)).isZero();
        List<Job> allowed = database.read(tx -> heldDeletes.allowedByStart(tx, id, "", 10));
        assertThat(allowed)
                .as("they wait for the next poll, which sees what was brought back meanwhile")
                .hasSize(1);
    }

    @Test
    void aStartAfterAStopOrAPauseForOtherReasonsAllowsNoDeletes() {
        String id = create("Not asked").id();
        book.start(id);
        hold(id);
        book.pause(id, "OneDrive is full");
        book.start(id);
        assertThat(held(id)).isEqualTo(2);

        book.ask(id, "2 files would be deleted");
        book.stop(id);
        book.start(id);

        assertThat(held(id)).isEqualTo(2);
    }

    @Test
    void whatWasNotedOfItsDrivesGoesWithASession() {
        String id = create("Old").id();
        database.change(
                tx -> {
                    Item file = file("a", "folder");
                    new Items().put(tx, id, Side.DESTINATION, file, false);
                    new Items().put(tx, id, Side.DESTINATION, file.gone(), false);
                    new HiddenNames().add(tx, id, "folder", "hidden.txt");
                });
        assertThat(store.rows(NOTES)).hasSize(2);

        book.delete(id);

        assertThat(store.rows(NOTES)).isEmpty();
    }

    private static Item file(String id, String parent) {
        return new Item(
                id, parent, id, Item.Kind.FILE, null, 0, null, null, null, null, null, null, true);
    }

    @Test
    void noCloudIsAskedForASessionWhoseOptionsAreTooLongToBeKept() {
        duringCheck = Assertions::fail;

        assertThatThrownBy(
                        () ->
                                book.create(
                                        new SessionSpec(
                                                "Long", null, null, Map.of("selection", MANY_IDS))))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageMatching(
                        "selection is the longest of options that have \\d{5} characters together,"
                                + " and a session keeps at most 32000; shorten it, or share the work"
                                + " out among several sessions\\.");
    }

    @Test
    void defaultsThatAreTooLongToBeKeptAreNotUsed() {
        assertThatThrownBy(() -> SessionDefaults.read(Map.of("selection", MANY_IDS)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith(
                        "etc/aqwa.sessions.cfg is not used: selection is the longest of options");
    }

    private void hold(String session) {
        database.change(
                tx ->
                        heldDeletes.hold(
                                tx,
                                jobs.insert(
                                        tx,
                                        session,
                                        "a",
                                        Action.DELETE,
                                        "/a",
                                        0,
                                        null,
                                        null,
                                        null,
                                        Instant.EPOCH),
                                2));
    }

    private long held(String session) {
        return database.read(tx -> heldDeletes.files(tx, session));
    }

    private Session create(String name) {
        return book.create(new SessionSpec(name, null, null, Map.of()));
    }

    private static Account account(String name, Cloud cloud) {
        return new Account(name, cloud, "sandbox", AccountState.READY, null, null);
    }

    private final class Lifecycle implements SessionLifecycle {
        @Override
        public void check(Session candidate) {
            duringCheck.run();
        }

        @Override
        public void started(Session session) {}

        @Override
        public void stopped(Session session) {}

        @Override
        public void deleted(Session session) {}
    }
}
