package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.api.Transfer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine makes of each fault that the sandbox knows. */
class FaultsAtWorkTest extends FaultCase {
    private static final String READS = "google/files.media";
    private static final String WRITES = "onedrive/upload.put";
    private static final String OPENED = "onedrive/session.create";
    private static final String FRAGMENTS = "onedrive/session.fragment";

    private int feeds;

    static Stream<Row> transfers() {
        return Stream.of(
                small("delay of a download", "files.media", "'kind':'delay','millis':300")
                        .completesAtTry(1)
                        .asking(READS, 1),
                small("delay of an upload", "upload.put", "'kind':'delay','millis':300")
                        .completesAtTry(1)
                        .asking(WRITES, 1),
                small("throttle of a download", "files.media", throttle(429))
                        .completesAtTry(1)
                        .asking(READS, 2)
                        .afterSilenceOf(1),
                small("throttle by 403 of a download", "files.media", throttle(403))
                        .completesAtTry(1)
                        .asking(READS, 2)
                        .afterSilenceOf(1),
                small("throttle by 503 of a download", "files.media", throttle(503))
                        .completesAtTry(1)
                        .asking(READS, 2)
                        .afterSilenceOf(1),
                small("throttle of an upload", "upload.put", throttle(429))
                        .completesAtTry(1)
                        .asking(WRITES, 2)
                        .afterSilenceOf(1),
                large("throttle of a fragment", "session.fragment", throttle(429))
                        .completesAtTry(1)
                        .asking(OPENED, 1)
                        .asking(FRAGMENTS, 2)
                        .afterSilenceOf(1),
                small("cut-response of a download", "files.media", cut("cut-response", 1000))
                        .completesAtTry(2)
                        .asking(READS, 2),
                large(
                                "cut-response of a large download",
                                "files.media",
                                cut("cut-response", 1 << 20))
                        .completesAtTry(1)
                        .asking(READS, 2)
                        .asking(OPENED, 1),
                Row.of(
                                "ignore-range after a cut-response",
                                LARGE,
                                rule("files.media", cut("cut-response", 1 << 20)),
                                rule("files.media", "'kind':'ignore-range'"))
                        .completesAtTry(1)
                        .asking(READS, 2),
                small("cut-response of an upload", "upload.put", cut("cut-response", 10))
                        .completesAtTry(3)
                        .asking(WRITES, 2),
                small("cut-request of an upload", "upload.put", cut("cut-request", 1000))
                        .completesAtTry(2)
                        .asking(WRITES, 2),
                large("cut-request of a fragment", "session.fragment", cut("cut-request", 1 << 20))
                        .completesAtTry(1)
                        .asking(OPENED, 1)
                        .asking(FRAGMENTS, 2),
                small("lose-answer of an upload", "upload.put", once("lose-answer"))
                        .completesAtTry(3)
                        .asking(WRITES, 2),
                large("lose-answer of a session's opening", "session.create", once("lose-answer"))
                        .completesAtTry(2)
                        .asking(OPENED, 2),
                large("lose-answer of the last fragment", "session.fragment", once("lose-answer"))
                        .completesAtTry(3)
                        .asking(FRAGMENTS, 1),
                small("lose-answer of a batch", "batch", once("lose-answer"))
                        .completesAtTry(1)
                        .asking(WRITES, 1),
                both("expire-access-token", "google").completesAtTry(1).asking(READS, 2),
                both("expire-access-token", "onedrive").completesAtTry(1).asking(WRITES, 2),
                signInLost("google").pausesTheSession("sign in again").asking(READS, 1),
                signInLost("onedrive").pausesTheSession("sign in again").asking(WRITES, 1),
                Row.of(
                                "expire-upload-session",
                                TWO_FRAGMENTS,
                                rule("session.fragment", "'kind':'expire-upload-session','nth':2"))
                        .completesAtTry(2)
                        .asking(OPENED, 2)
                        .asking(FRAGMENTS, 4),
                Row.of(
                                "surprising-ranges",
                                TWO_FRAGMENTS,
                                rule("session.fragment", "'kind':'surprising-ranges','nth':1"))
                        .completesAtTry(1)
                        .asking(OPENED, 1),
                small("corrupt-download", "files.media", once("corrupt-download"))
                        .completesAtTry(2)
                        .asking(READS, 2),
                large("corrupt-download", "files.media", once("corrupt-download"))
                        .completesAtTry(2)
                        .asking(READS, 2),
                Row.of(
                                "corrupt-download of what Drive tells no hash of just then",
                                SMALL,
                                rule("files.media", once("corrupt-download")),
                                rule("files.get", "'kind':'refuse','status':404,'times':1"))
                        .completesAtTry(2)
                        .asking(READS, 2)
                        .asking("google/files.get", 1),
                small("corrupt-upload", "upload.put", once("corrupt-upload"))
                        .completesAtTry(2)
                        .asking(WRITES, 2),
                large("corrupt-upload", "session.fragment", once("corrupt-upload"))
                        .completesAtTry(2)
                        .asking(FRAGMENTS, 2),
                // The file is met again by its name: it is ours, not another's that was to be kept.
                Row.of(
                                "corrupt-upload whose answer is lost",
                                SMALL,
                                rule("upload.put", once("corrupt-upload")),
                                rule("upload.put", once("lose-answer")))
                        .completesAtTry(3)
                        .asking(WRITES, 3),
                Row.of(
                                "lose-answer of an upload that cannot be found by its name yet",
                                SMALL,
                                rule("upload.put", once("lose-answer")),
                                rule("get", "'kind':'refuse','status':404,'times':1"))
                        .completesAtTry(3)
                        .asking(WRITES, 2)
                        .asking("onedrive/get", 1)
                        .asking("onedrive/children", 1),
                Row.of(
                                "lose-answer of an upload that cannot be found yet",
                                SMALL,
                                rule("upload.put", once("lose-answer")),
                                rule("get", "'kind':'refuse','status':404,'times':1"),
                                rule("children", "'kind':'refuse','status':404,'times':1"))
                        .completesAtTry(4)
                        .asking(WRITES, 3)
                        .asking("onedrive/get", 2),
                small("quota-full", "upload.put", "'kind':'quota-full'")
                        .pausesTheSession("full")
                        .asking(WRITES, 1),
                large("quota-full", "session.create", "'kind':'quota-full'")
                        .pausesTheSession("full")
                        .asking(OPENED, 1)
                        .asking(FRAGMENTS, 0),
                large("quota-full at a fragment", "session.fragment", "'kind':'quota-full'")
                        .pausesTheSession("full")
                        .asking(OPENED, 1)
                        .asking(FRAGMENTS, 1),
                small("missing-hash", "upload.put", "'kind':'missing-hash'")
                        .completesAtTry(1)
                        .asking(WRITES, 1)
                        .asking("onedrive/get", 1),
                // Nothing is uploaded to Drive, and nothing of OneDrive is downloaded.
                small("less-received", "upload.chunk", "'kind':'less-received'")
                        .completesAtTry(1)
                        .asking("google/upload.chunk", 0),
                small("no-range", "upload.chunk", "'kind':'no-range'")
                        .completesAtTry(1)
                        .asking("google/upload.chunk", 0),
                small("expire-download-url", "download", "'kind':'expire-download-url'")
                        .completesAtTry(1)
                        .asking("onedrive/download", 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("transfers")
    void aFaultOfATransfer(Row row) throws Exception {
        happens(row);
    }

    /**
     * Something that goes wrong while the feeds are read.
     *
     * @param polls until all is known
     */
    record Feed(String what, int polls, List<String> rules) {
        static Feed of(String what, int polls, String... rules) {
            return new Feed(
                    what,
                    polls,
                    Arrays.stream(rules).map(rule -> rule.replace('\'', '"')).toList());
        }

        @Override
        public String toString() {
            return what + ": known after " + (polls == 1 ? "one poll" : polls + " polls");
        }
    }

    static Stream<Feed> feeds() {
        String listing = rule("changes.list", "'kind':'expire-page-token','times':1");
        var all = new ArrayList<Feed>();
        all.add(feed("short-page of changes", 1, "changes.list", "'kind':'short-page'"));
        all.add(feed("empty-page of changes", 1, "changes.list", once("empty-page")));
        all.add(feed("short-page of delta", 1, "delta", "'kind':'short-page','items':3"));
        all.add(feed("empty-page of delta", 1, "delta", once("empty-page")));
        all.add(feed("repeat-items", 1, "delta", "'kind':'repeat-items'"));
        all.add(feed("missing-hash of changes", 1, "changes.list", "'kind':'missing-hash'"));
        for (String operation : List.of("changes.list", "delta")) {
            all.add(feed("delay of " + operation, 1, operation, "'kind':'delay','millis':300"));
            all.add(feed("cut-response of " + operation, 2, operation, cut("cut-response", 20)));
            all.add(
                    feed(
                            "500 to " + operation,
                            2,
                            operation,
                            "'kind':'refuse','status':500,'times':1"));
            all.add(feed("expire-access-token", 1, operation, once("expire-access-token")));
        }
        // Google's client asks again by itself once the wait is over, for OneDrive the next poll
        // does.
        all.add(feed("throttle of changes", 1, "changes.list", throttle(429)));
        all.add(feed("throttle of delta", 2, "delta", throttle(429)));
        for (int status : new int[] {400, 404, 410}) {
            all.add(
                    feed(
                            "expire-page-token of changes by " + status,
                            2,
                            "changes.list",
                            "'kind':'expire-page-token','times':1,'status':" + status));
        }
        for (String code :
                List.of(
                        "resyncChangesApplyDifferences",
                        "resyncApplyDifferences",
                        "resyncChangesUploadDifferences",
                        "resyncUploadDifferences",
                        "resyncRequired",
                        "syncStateNotFound")) {
            all.add(
                    feed(
                            "expire-delta-link, " + code,
                            1,
                            "delta",
                            "'kind':'expire-delta-link','times':1,'code':'" + code + "'"));
        }
        all.add(
                feed(
                        "410 to delta, of a code that is new and without a place to go on",
                        1,
                        "delta",
                        "'kind':'refuse','times':1,'status':410,'code':'somethingNew'"));
        all.add(
                feed(
                        "cannotSnapshotTree to delta",
                        2,
                        "delta",
                        "'kind':'refuse','times':1,'status':409,'code':'cannotSnapshotTree'"));
        all.add(
                Feed.of(
                        "expire-page-token in the middle of a listing of Drive",
                        3,
                        listing,
                        rule("files.list", "'kind':'short-page','items':2"),
                        rule("files.list", "'kind':'expire-page-token','nth':2")));
        all.add(
                Feed.of(
                        "empty-page in a listing of Drive",
                        2,
                        listing,
                        rule("files.list", once("empty-page"))));
        all.add(
                Feed.of(
                        "expire-page-token in the middle of a listing of OneDrive",
                        1,
                        rule("delta", once("expire-delta-link")),
                        rule("delta", "'kind':'short-page','items':2"),
                        rule("delta", "'kind':'expire-page-token','nth':3")));
        return all.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("feeds")
    void aFaultOfAFeed(Feed feed) throws Exception {
        goOn();
        int before = completed();
        int number = ++feeds;
        var contents = new ArrayList<byte[]>();
        var names = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            names.add("feed-" + number + "-" + i + ".txt");
            contents.add((feed.what() + i).getBytes(StandardCharsets.UTF_8));
            aqwa.create(names.get(i), contents.get(i));
        }
        for (String rule : feed.rules()) {
            aqwa.fault(rule);
        }
        aqwa.forgetRequests();

        for (int poll = 1; poll <= feed.polls(); poll++) {
            // A listing that broke off may have told of some of them already.
            assertThat(areKnown(names)).as("all known before poll %d", poll).isFalse();
            aqwa.poll(session.id());
        }

        for (int i = 0; i < 3; i++) {
            awaitState(names.get(i), JobState.COMPLETED);
            assertArrived(names.get(i), contents.get(i));
        }
        for (int poll = 0; poll < 3; poll++) {
            aqwa.poll(session.id());
        }
        until("quiet", () -> open() == 0);
        // Whatever was listed again: only what is new was transferred.
        assertThat(completed()).isEqualTo(before + 3);
        assertThat(aqwa.requests().at("/onedrive/operations/upload.put").asInt()).isEqualTo(3);
        assertThat(session().state()).isEqualTo(SessionState.RUNNING);
        assertThat(aqwa.engine().conflicts().list(true)).isEmpty();
    }

    private boolean areKnown(List<String> names) {
        return aqwa.engine().transfers().list(null, null, 1000).stream()
                .map(Transfer::path)
                .toList()
                .containsAll(names.stream().map(name -> "/" + name).toList());
    }

    @ParameterizedTest(name = "403 {0} to {1}: \"{2}\"")
    @CsvSource({
        "insufficientPermissions, changes.list, sign in again",
        "accessNotConfigured, changes.list, not enabled",
        "domainPolicy, changes.list, administrator",
        "insufficient_claims, delta, consent again"
    })
    void aFeedThatNeedsAPersonPausesTheSession(String code, String operation, String words)
            throws Exception {
        goOn();
        aqwa.fault(
                rule(operation, "'kind':'refuse','status':403,'code':'" + code + "'")
                        .replace('\'', '"'));
        aqwa.forgetRequests();
        aqwa.poll(session.id());

        assertPaused(words);
        String cloud = operation.equals("delta") ? "onedrive" : "google";
        assertThat(aqwa.requests().path(cloud).path("operations").path(operation).asInt())
                .isEqualTo(1);
    }

    /** Two refused tokens may be a mishap of the cloud, three are none. */
    @ParameterizedTest
    @CsvSource({"authError, changes.list", "unauthenticated, delta"})
    void aFeedThatTakesNoTokenPausesTheSessionAtTheNextPoll(String code, String operation)
            throws Exception {
        goOn();
        aqwa.fault(
                rule(operation, "'kind':'refuse','status':401,'code':'" + code + "'")
                        .replace('\'', '"'));

        aqwa.poll(session.id());
        assertThat(session().state()).isEqualTo(SessionState.RUNNING);
        aqwa.poll(session.id());

        assertThat(session().state()).isEqualTo(SessionState.PAUSED);
        assertPaused("refuses each new access token", "sign in again");
    }

    /** An answer of before the change: nothing is lost, it is only known later. */
    @ParameterizedTest
    @ValueSource(strings = {"changes.list", "delta"})
    void aStaleFeedIsCaughtUpWith(String operation) throws Exception {
        goOn();
        aqwa.fault(rule(operation, "'kind':'stale','millis':60000,'times':2").replace('\'', '"'));
        aqwa.poll(session.id());
        String name = "stale-" + operation.hashCode() + ".txt";
        byte[] content = operation.getBytes(StandardCharsets.UTF_8);
        aqwa.create(name, content);

        until(
                "known",
                () -> {
                    aqwa.poll(session.id());
                    return aqwa.engine().transfers().list(null, null, 1000).stream()
                            .anyMatch(each -> each.path().equals("/" + name));
                });
        awaitState(name, JobState.COMPLETED);
        assertArrived(name, content);
    }

    /** The second try reads so late that what it is to send was edited once more by then. */
    @Test
    void anEditAfterAnAnswerThatWasLostIsNoConflict() throws Exception {
        String name = "edited.txt";
        String id = arrived(name);
        aqwa.fault(rule("upload.put", once("lose-answer")).replace('\'', '"'));
        aqwa.fault(rule("files.media", "'kind':'delay','millis':1500,'nth':2").replace('\'', '"'));
        edit(id, "once");
        aqwa.poll(session.id());
        until("sent", () -> Files.readString(aqwa.oneDrive.resolve(name)).equals("once"));
        edit(id, "once more");
        aqwa.poll(session.id());

        until(
                "both sides hold the same",
                () -> {
                    aqwa.poll(session.id());
                    return Files.readString(aqwa.oneDrive.resolve(name)).equals("once more")
                            && over(name);
                });
        assertThat(aqwa.engine().conflicts().list(true)).isEmpty();
    }

    /** OneDrive tells of the file as it was before the upload whose answer was lost. */
    @Test
    void aStaleAnswerAboutAFileIsNoConflict() throws Exception {
        String name = "stale.txt";
        String id = arrived(name);
        aqwa.fault(rule("get", "'kind':'stale','millis':60000,'times':1").replace('\'', '"'));
        // Once asked for, it is known as it was.
        aqwa.fault(rule("upload.put", "'kind':'refuse','status':412,'times':1").replace('\'', '"'));
        aqwa.fault(rule("upload.put", once("lose-answer")).replace('\'', '"'));
        edit(id, "edited");
        aqwa.poll(session.id());

        until("over", () -> over(name));
        assertThat(transfer(name).action()).isEqualTo(Action.UPDATE);
        assertThat(transfer(name).state()).isEqualTo(JobState.COMPLETED);
        assertArrived(name, "edited".getBytes(StandardCharsets.UTF_8));
        assertThat(aqwa.engine().conflicts().list(true)).isEmpty();
    }

    /** Drive tells of the file as it was planned, and sends it as it is by now. */
    @Test
    void aStaleHashOfDriveHoldsUpNothing() throws Exception {
        String name = "hash.txt";
        String id = arrived(name);
        edit(id, "edited");
        aqwa.fault(rule("files.get", "'kind':'stale','millis':60000,'times':1").replace('\'', '"'));
        aqwa.change(
                "GET", "/drive/v3/files/" + id + "?fields=md5Checksum&supportsAllDrives=true", "");
        aqwa.fault(rule("files.media", "'kind':'delay','millis':1000,'nth':1").replace('\'', '"'));
        aqwa.poll(session.id());
        until("read", () -> transfer(name).state() == JobState.TRANSFERRING);
        edit(id, "beyond");

        until(
                "both sides hold the same",
                () -> {
                    aqwa.poll(session.id());
                    return Files.readString(aqwa.oneDrive.resolve(name)).equals("beyond")
                            && over(name);
                });
        assertThat(transfer(name).state()).isEqualTo(JobState.COMPLETED);
        assertThat(aqwa.requests().at("/google/operations/files.get").asInt())
                .isGreaterThanOrEqualTo(2);
        assertThat(aqwa.engine().conflicts().list(true)).isEmpty();
    }

    private void edit(String id, String content) throws Exception {
        aqwa.change("PATCH", "/upload/drive/v3/files/" + id + "?uploadType=media", content);
    }

    static Stream<String> metadataFaults() {
        return Stream.of(
                once("lose-answer"),
                once("expire-access-token"),
                throttle(429),
                "'kind':'refuse','times':1,'status':500",
                "'kind':'refuse','times':1,'status':404",
                "'kind':'refuse','times':1,'status':412");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("metadataFaults")
    void aRenameIsDoneOnceAndMovesNoContent(String fault) throws Exception {
        String old = "old-" + fault.hashCode() + ".txt";
        String id = arrived(old);
        String name = "new-" + fault.hashCode() + ".txt";
        aqwa.fault(rule("patch", fault).replace('\'', '"'));
        aqwa.change("PATCH", "/drive/v3/files/" + id, "{\"name\":\"" + name + "\"}");
        aqwa.poll(session.id());

        until("renamed", () -> Files.exists(aqwa.oneDrive.resolve(name)));
        awaitState(name, JobState.COMPLETED);
        assertThat(aqwa.oneDrive.resolve(old)).doesNotExist();
        assertArrived(name, old.getBytes(StandardCharsets.UTF_8));
        assertNothingSent();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("metadataFaults")
    void aDeletionIsDoneOnce(String fault) throws Exception {
        String name = "doomed-" + fault.hashCode() + ".txt";
        String id = arrived(name);
        aqwa.fault(rule("delete", fault).replace('\'', '"'));
        aqwa.change("PATCH", "/drive/v3/files/" + id, "{\"trashed\":true}");
        aqwa.poll(session.id());

        until("gone", () -> Files.notExists(aqwa.oneDrive.resolve(name)));
        until("over", () -> over(name));
        assertThat(aqwa.transfers(JobState.FAILED)).noneMatch(job -> job.path().contains(name));
        assertNothingSent();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("metadataFaults")
    void aFolderIsMadeOnce(String fault) throws Exception {
        goOn();
        String name = "folder-" + fault.hashCode();
        aqwa.fault(rule("folder.create", fault).replace('\'', '"'));
        aqwa.change(
                "POST",
                "/drive/v3/files",
                "{\"name\":\"" + name + "\",\"mimeType\":\"application/vnd.google-apps.folder\"}");
        aqwa.poll(session.id());

        until("made", () -> Files.isDirectory(aqwa.oneDrive.resolve(name)));
        until("over", () -> over(name));
        try (var all = Files.list(aqwa.oneDrive)) {
            assertThat(all.map(each -> each.getFileName().toString()))
                    .filteredOn(each -> each.startsWith(name))
                    .containsExactly(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"patch", "delete", "folder.create"})
    void whatIsLockedIsChangedLater(String operation) throws Exception {
        String stem = "locked-" + operation.hashCode();
        due(operation, stem);
        aqwa.fault(rule(operation, "'kind':'refuse','status':423").replace('\'', '"'));
        aqwa.poll(session.id());

        until("put back", () -> waiting(stem).anyMatch(job -> job.error() != null));
        Transfer job = waiting(stem).findFirst().orElseThrow();
        assertThat(job.error()).contains("locked");
        assertThat(aqwa.nextStart(job.id())).isAfter(Instant.now().plusSeconds(60));
        assertThat(session().state()).isEqualTo(SessionState.RUNNING);
        assertNothingSent();
        aqwa.engine().transfers().cancel(job.id(), "test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"patch", "delete", "folder.create"})
    void aFullOneDrivePausesTheSessionUntilThereIsRoom(String operation) throws Exception {
        String stem = "full-" + operation.hashCode();
        Callable<Boolean> done = due(operation, stem);
        aqwa.fault(
                rule(operation, "'kind':'refuse','status':507,'code':'quotaLimitReached'")
                        .replace('\'', '"'));
        aqwa.poll(session.id());

        assertPaused("full");
        assertThat(done.call()).isFalse();

        goOn();
        until("done", done);
        assertNothingSent();
    }

    /** A copy has no room where an upload has none: that tells. */
    @Test
    void aFullOneDriveThatIsToCopyPausesTheSessionUntilThereIsRoom() throws Exception {
        goOn();
        byte[] content = new byte[LARGE];
        new SplittableRandom(LARGE).nextBytes(content);
        aqwa.create("original.bin", content);
        aqwa.poll(session.id());
        awaitState("original.bin", JobState.COMPLETED);
        aqwa.create("duplicate.bin", content);
        aqwa.fault(rule("copy", "'kind':'refuse','status':507").replace('\'', '"'));
        aqwa.fault(rule("session.create", "'kind':'quota-full'").replace('\'', '"'));
        aqwa.forgetRequests();
        aqwa.poll(session.id());

        assertPaused("full");
        assertThat(aqwa.requests().at("/onedrive/operations/copy").asInt()).isEqualTo(1);

        goOn();
        awaitState("duplicate.bin", JobState.COMPLETED);
        assertArrived("duplicate.bin", content);
    }

    /**
     * Has Drive changed so that OneDrive is to be asked for an operation, once the session polls;
     * whether that is done.
     */
    private Callable<Boolean> due(String operation, String stem) throws Exception {
        if (operation.equals("folder.create")) {
            goOn();
            aqwa.forgetRequests();
            aqwa.change(
                    "POST",
                    "/drive/v3/files",
                    "{\"name\":\""
                            + stem
                            + "\",\"mimeType\":\"application/vnd.google-apps.folder\"}");
            return () -> Files.isDirectory(aqwa.oneDrive.resolve(stem));
        }
        var old = aqwa.oneDrive.resolve(stem + ".txt");
        String file = "/drive/v3/files/" + arrived(stem + ".txt");
        if (operation.equals("delete")) {
            aqwa.change("PATCH", file, "{\"trashed\":true}");
            return () -> Files.notExists(old);
        }
        aqwa.change("PATCH", file, "{\"name\":\"" + stem + "-renamed.txt\"}");
        return () ->
                Files.exists(aqwa.oneDrive.resolve(stem + "-renamed.txt")) && Files.notExists(old);
    }

    private Stream<Transfer> waiting(String stem) {
        return aqwa.engine().transfers().list(JobState.PENDING, null, 1000).stream()
                .filter(job -> job.path().startsWith("/" + stem));
    }

    private int completed() {
        return count(JobState.COMPLETED);
    }

    private boolean over(String name) {
        return aqwa.engine().transfers().list(null, null, 1000).stream()
                .filter(job -> job.path().equals("/" + name))
                .noneMatch(
                        job ->
                                job.state() == JobState.PENDING
                                        || job.state() == JobState.TRANSFERRING);
    }

    private void assertNothingSent() throws Exception {
        assertThat(aqwa.requests().at("/onedrive/operations").has("upload.put")).isFalse();
        assertThat(aqwa.engine().conflicts().list(true)).isEmpty();
    }

    /** A file of that name, and its name as content, that is on both sides; its id in Drive. */
    private String arrived(String name) throws Exception {
        goOn();
        String id = aqwa.create(name, name.getBytes(StandardCharsets.UTF_8));
        aqwa.poll(session.id());
        awaitState(name, JobState.COMPLETED);
        aqwa.forgetRequests();
        return id;
    }

    private static Row small(String what, String operation, String content) {
        return Row.of(what, SMALL, rule(operation, content));
    }

    private static Row large(String what, String operation, String content) {
        return Row.of(what + " of a large file", LARGE, rule(operation, content));
    }

    private static Row both(String kind, String cloud) {
        return Row.of(
                kind + " of " + cloud,
                SMALL,
                rule(cloud.equals("google") ? "files.media" : "upload.put", once(kind)));
    }

    private static Row signInLost(String cloud) {
        return Row.of(
                "expire-refresh-token of " + cloud,
                SMALL,
                rule(
                        cloud.equals("google") ? "files.media" : "upload.put",
                        once("expire-access-token")),
                "{'kind':'expire-refresh-token','cloud':'" + cloud + "'}");
    }

    private static Feed feed(String what, int polls, String operation, String content) {
        return Feed.of(what, polls, rule(operation, content));
    }

    private static String throttle(int status) {
        return "'kind':'throttle','times':1,'retryAfterSeconds':1,'status':" + status;
    }

    private static String cut(String kind, int afterBytes) {
        return once(kind) + ",'afterBytes':" + afterBytes;
    }

    private static String once(String kind) {
        return "'kind':'" + kind + "','times':1";
    }

    private static String rule(String operation, String content) {
        return "{" + content + ",'operation':'" + operation + "'}";
    }
}
