package com.aqwacloud.camel.component.microsoft.onedrive;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.camel.component.microsoft.onedrive.GraphStub.Answer;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadTest extends OneDriveTestSupport {

    private static final int UNIT = 327_680;
    private static final String PUT_PATH = "/v1.0/me/drive/items/P1:/a.txt:/content";
    private static final String SESSION_PATH =
            "/v1.0/me/drive/items/P1:/a.txt:/createUploadSession";
    private static final Map<String, Object> TARGET = Map.of("ParentId", "P1", "Name", "a.txt");

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static Map<String, Object> target(Object... more) {
        Map<String, Object> headers = new HashMap<>(TARGET);
        for (int i = 0; i < more.length; i += 2) {
            headers.put((String) more[i], more[i + 1]);
        }
        return headers;
    }

    private static final class Recorder implements UploadListener {
        final List<String> events = new ArrayList<>();
        final List<Long> sent = Collections.synchronizedList(new ArrayList<>());
        final Thread thread = Thread.currentThread();
        volatile boolean otherThread;

        @Override
        public void sessionCreated(PreAuthenticatedUrl uploadUrl, Instant expires) {
            otherThread |= Thread.currentThread() != thread;
            events.add("session " + uploadUrl + " " + expires);
        }

        @Override
        public void accepted(long bytes) {
            otherThread |= Thread.currentThread() != thread;
            events.add("accepted " + bytes);
        }

        @Override
        public void sent(long bytes) {
            sent.add(bytes);
        }
    }

    /** Counts how often it is opened, and where. */
    private static final class CountingSource implements ContentSource {
        final List<Long> opened = Collections.synchronizedList(new ArrayList<>());
        private final byte[] bytes;

        CountingSource(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public InputStream open(long offset) {
            opened.add(offset);
            return new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
        }
    }

    @Test
    void aSmallFileTakesOneRequest() throws Exception {
        graph.on("PUT", PUT_PATH, Answer.json(201, ITEM));
        Exchange done = send("upload", "abc", TARGET);
        assertThat(graph.calls())
                .containsExactly("PUT " + PUT_PATH + "?@microsoft.graph.conflictBehavior=fail");
        assertThat(graph.requests().get(0).text()).isEqualTo("abc");
        assertThat(graph.requests().get(0).header("Content-Length")).isEqualTo("3");
        DriveItem item = done.getMessage().getBody(DriveItem.class);
        assertThat(item.id()).isEqualTo("I1");
        assertThat(item.isFile()).isTrue();
        assertThat(item.file().hashes().quickXorHash()).isEqualTo("Q");
        assertThat(done.getMessage().getHeader("CamelMicrosoftOneDriveETag")).isEqualTo("e1");
    }

    /** Gives one byte at each read, after a while. */
    private record SlowSource(long length, CountDownLatch released, long waitMillis)
            implements ContentSource {
        @Override
        public InputStream open(long offset) {
            return new InputStream() {
                private long position = offset;

                @Override
                public int read() {
                    throw new AssertionError("uploads read many bytes at a time");
                }

                @Override
                public int read(byte[] target, int from, int most) throws IOException {
                    try {
                        if (released.await(waitMillis, TimeUnit.MILLISECONDS)) {
                            throw new IOException("released");
                        }
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    target[from] = 'x';
                    return position++ < length ? 1 : -1;
                }
            };
        }
    }

    @Test
    void contentThatIsGivenSlowlyMayTakeLongerThanTheTransferTimeout() throws Exception {
        graph.on("PUT", PUT_PATH, Answer.json(201, ITEM));
        send("upload?transferTimeout=1500", new SlowSource(4, new CountDownLatch(1), 600), TARGET);
        assertThat(graph.requests().get(0).text()).isEqualTo("xxxx");
    }

    @Test
    void contentThatStandsStillEndsTheRequestAtTheTransferTimeout() {
        graph.on("PUT", PUT_PATH, Answer.json(201, ITEM));
        var released = new CountDownLatch(1);
        failure(
                ServiceUnavailableException.class,
                "upload?transferTimeout=300",
                new SlowSource(4, released, 600_000),
                TARGET);
        released.countDown();
        assertThat(graph.requests()).isEmpty();
    }

    @Test
    void anEmptyFileIsUploadedToo() throws Exception {
        graph.on("PUT", PUT_PATH, Answer.json(201, ITEM));
        send("upload?simpleUploadLimit=0", new byte[0], TARGET);
        assertThat(graph.requests().get(0).body()).isEmpty();
        assertThat(graph.requests().get(0).header("Content-Length")).isEqualTo("0");
    }

    @Test
    void everyKindOfBodyArrivesByteForByte(@TempDir Path folder) throws Exception {
        graph.on("PUT", PUT_PATH, Answer.json(201, ITEM));
        byte[] bytes = random(1000);
        Path file = Files.write(folder.resolve("f"), bytes);
        for (Object body :
                List.of(
                        bytes,
                        file,
                        file.toFile(),
                        new ByteArrayInputStream(bytes),
                        new CountingSource(bytes))) {
            send("upload", body, TARGET);
        }
        assertThat(graph.requests())
                .hasSize(5)
                .allSatisfy(r -> assertThat(r.body()).isEqualTo(bytes));
    }

    @Test
    void textIsUploadedInTheCharsetOfTheExchange() throws Exception {
        graph.on("PUT", PUT_PATH, Answer.json(201, ITEM));
        send("upload", "äö", TARGET);
        assertThat(graph.requests().get(0).body()).isEqualTo("äö".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void namesAreEscapedSegmentBySegment() throws Exception {
        String path = "/v1.0/me/drive/root:/a%20b/100%25%20%23%C3%BC%5B1%5D+.txt:/content";
        graph.on("PUT", path, Answer.json(201, ITEM));
        send("upload", "abc", Map.of("Path", "a b/100% #ü[1]+.txt"));
        assertThat(graph.requests("PUT", path)).hasSize(1);
    }

    @Test
    void anItemIsReplacedByItsIdUnderItsETag() throws Exception {
        graph.on("PUT", "/v1.0/drives/b!x/items/I1/content", Answer.json(200, ITEM));
        send("upload?driveId=b!x", "abc", Map.of("ItemId", "I1", "IfMatch", "\"e0\""));
        assertThat(graph.requests().get(0).uri()).endsWith("conflictBehavior=replace");
        assertThat(graph.requests().get(0).header("If-Match")).isEqualTo("\"e0\"");
    }

    @Test
    void timesOfASmallFileAreSetRightAfterUnderTheNewETag() throws Exception {
        graph.on("PUT", PUT_PATH, Answer.json(201, ITEM));
        graph.on("PATCH", "/v1.0/me/drive/items/I1", Answer.json(200, ITEM.replace("e1", "e2")));
        Exchange done =
                send(
                        "upload",
                        "abc",
                        target("LastModified", Instant.parse("2020-01-02T03:04:05.678Z")));
        var patch = graph.requests("PATCH", "/v1.0/me/drive/items/I1").get(0);
        assertThat(patch.text())
                .isEqualTo(
                        "{\"fileSystemInfo\":{\"lastModifiedDateTime\":\"2020-01-02T03:04:05Z\"}}");
        assertThat(patch.header("If-Match")).isEqualTo("e1");
        assertThat(done.getMessage().getBody(DriveItem.class).eTag()).isEqualTo("e2");
    }

    @Test
    void timesAreLeftAloneIfTheFileChangedRightAfterItsUpload() throws Exception {
        graph.on("PUT", PUT_PATH, Answer.json(201, ITEM));
        graph.on("PATCH", "/v1.0/me/drive/items/I1", Answer.error(412, "resourceModified"));
        Exchange done = send("upload", "abc", target("LastModified", "2020-01-02T03:04:05Z"));
        assertThat(done.getMessage().getBody(DriveItem.class).eTag()).isEqualTo("e1");
    }

    @Test
    void aLargeFileGoesInFragmentsOfTenMiB() throws Exception {
        var session = new UploadSessionStub(graph, SESSION_PATH);
        byte[] bytes = random(25 * 1024 * 1024 + 17);
        var source = new CountingSource(bytes);
        var listener = new Recorder();
        Map<String, Object> headers =
                target(
                        "UploadListener",
                        listener,
                        "ConflictBehavior",
                        "rename",
                        "IfMatch",
                        "e0",
                        "Created",
                        Instant.parse("2019-01-01T00:00:00Z"),
                        "LastModified",
                        Instant.parse("2020-01-01T00:00:00Z"));
        Exchange done = send("upload", source, headers);

        assertThat(session.content.toByteArray()).isEqualTo(bytes);
        assertThat(session.ranges)
                .containsExactly("0-10485759", "10485760-20971519", "20971520-26214416");
        assertThat(source.opened).as("one stream for all fragments").containsExactly(0L);
        var create = graph.requests("POST", SESSION_PATH).get(0);
        assertThat(create.text())
                .isEqualTo(
                        ("{'item':{'@microsoft.graph.conflictBehavior':'rename','name':'a.txt','fileSystemInfo':"
                                        + "{'createdDateTime':'2019-01-01T00:00:00Z','lastModifiedDateTime':'2020-01-01T00:00:00Z'}}}")
                                .replace('\'', '"'));
        assertThat(create.header("If-Match")).isEqualTo("e0");
        assertThat(graph.requests("PUT", "/up/s1"))
                .allSatisfy(r -> assertThat(r.header("Authorization")).isNull())
                .allSatisfy(r -> assertThat(r.header("Content-Length")).isNotNull());
        assertThat(listener.events)
                .containsExactly(
                        "session http://127.0.0.1/(secret) 2026-11-23T00:00:00Z",
                        "accepted 10485760",
                        "accepted 20971520",
                        "accepted 26214417");
        assertThat(listener.otherThread).isFalse();
        for (int i = 1; i < listener.sent.size(); i++) {
            assertThat(listener.sent.get(i) - listener.sent.get(i - 1))
                    .isLessThanOrEqualTo(1 << 20);
        }
        assertThat(listener.sent).last().isEqualTo((long) bytes.length);
        assertThat(done.getMessage().getBody(DriveItem.class).id()).isEqualTo("I1");
    }

    @Test
    void aCutFragmentIsSentAgainFromWhatTheServiceHas() throws Exception {
        var session = new UploadSessionStub(graph, SESSION_PATH);
        byte[] bytes = random(12 * 1024 * 1024);
        var cuts = new AtomicInteger();
        graph.cutWhen(
                exchange ->
                        exchange.getRequestMethod().equals("PUT")
                                && exchange.getRequestHeaders()
                                        .getFirst("Content-Range")
                                        .startsWith("bytes 10485760-")
                                && cuts.getAndIncrement() < 2);
        var source = new CountingSource(bytes);
        send("upload", source, TARGET);
        assertThat(session.content.toByteArray()).isEqualTo(bytes);
        assertThat(cuts.get()).isEqualTo(3);
        assertThat(source.opened).startsWith(0L).contains(10485760L);
        assertThat(graph.requests("GET", "/up/s1")).hasSize(2);
    }

    @Test
    void aPlainStreamSurvivesACutFragmentToo() throws Exception {
        var session = new UploadSessionStub(graph, SESSION_PATH);
        byte[] bytes = random(3 * UNIT + 5);
        var cuts = new AtomicInteger();
        graph.cutWhen(
                exchange ->
                        exchange.getRequestMethod().equals("PUT") && cuts.getAndIncrement() == 1);
        send(
                "upload?simpleUploadLimit=0&fragmentSize=" + UNIT,
                new ByteArrayInputStream(bytes),
                target("ContentLength", bytes.length));
        assertThat(session.content.toByteArray()).isEqualTo(bytes);
    }

    private String small(String more) {
        return "upload?simpleUploadLimit=0&fragmentSize=" + UNIT + more;
    }

    @Test
    void bytesThatAreThereAlreadyAreSkipped() throws Exception {
        var session = new UploadSessionStub(graph, SESSION_PATH);
        byte[] bytes = random(3 * UNIT);
        // Taken, but the answer says otherwise; the repetition then meets 416.
        session.afterTaking.add(Answer.status(504));
        session.states.add(Answer.json(200, "{'nextExpectedRanges':['0-']}"));
        send(small(""), bytes, TARGET);
        assertThat(session.content.toByteArray()).isEqualTo(bytes);
        assertThat(session.ranges).startsWith("0-327679", "0-327679", "327680-655359");
    }

    @Test
    void theServiceMayAskForEarlierBytesAgain() throws Exception {
        var session = new UploadSessionStub(graph, SESSION_PATH);
        byte[] bytes = random(3 * UNIT);
        session.insteadOfTaking.add(
                Answer.json(202, "{'nextExpectedRanges':['100-199','655360-']}"));
        session.insteadOfTaking.add(Answer.json(202, "{'nextExpectedRanges':['0-']}"));
        send(small(""), bytes, TARGET);
        assertThat(session.ranges).startsWith("0-327679", "100-327779", "0-327679");
        assertThat(session.content.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void aPlainStreamCanNotGoBackBeyondItsFragment() {
        var session = new UploadSessionStub(graph, SESSION_PATH);
        byte[] bytes = random(3 * UNIT);
        session.afterTaking.add(Answer.json(202, "{'nextExpectedRanges':['327680-']}"));
        session.afterTaking.add(Answer.json(202, "{'nextExpectedRanges':['0-']}"));
        var failure =
                failure(
                        UploadSessionGoneException.class,
                        small(""),
                        new ByteArrayInputStream(bytes),
                        target("ContentLength", bytes.length));
        assertThat(failure.isPossiblyCommitted()).isFalse();
    }

    @Test
    void anUploadThatGetsNowhereEnds() {
        var session = new UploadSessionStub(graph, SESSION_PATH);
        for (int i = 0; i < 20; i++) {
            session.insteadOfTaking.add(Answer.status(500));
        }
        failure(
                ServiceUnavailableException.class,
                small("&uploadAttempts=3"),
                random(UNIT),
                TARGET);
        assertThat(session.ranges).hasSize(4);
        assertThat(session.cancelled).as("it can be resumed").isZero();
    }

    @Test
    void aSessionThatNeverMovesEndsToo() {
        var session = new UploadSessionStub(graph, SESSION_PATH);
        for (int i = 0; i < 20; i++) {
            session.insteadOfTaking.add(Answer.json(202, "{'nextExpectedRanges':['0-']}"));
        }
        failure(OneDriveException.class, small("&uploadAttempts=2"), random(UNIT * 2), TARGET);
        assertThat(session.ranges).hasSize(3);
    }

    @Test
    void aSessionThatIsGoneIsSaidToBe() {
        var session = new UploadSessionStub(graph, SESSION_PATH);
        session.insteadOfTaking.add(Answer.error(404, "itemNotFound"));
        session.states.add(Answer.error(404, "itemNotFound"));
        var failure =
                failure(UploadSessionGoneException.class, small(""), random(2 * UNIT), TARGET);
        assertThat(failure.isPossiblyCommitted()).isFalse();
        assertThat(failure.getStatus()).isEqualTo(404);
    }

    @Test
    void aLostLastAnswerMayHaveBeenASuccess() {
        var session = new UploadSessionStub(graph, SESSION_PATH);
        session.afterTaking.add(Answer.status(502));
        session.states.add(Answer.error(404, "itemNotFound"));
        var failure = failure(UploadSessionGoneException.class, small(""), random(UNIT), TARGET);
        assertThat(failure.isPossiblyCommitted()).isTrue();
    }

    @Test
    void aFragmentThatIsNotFoundOnceIsRepeated() throws Exception {
        var session = new UploadSessionStub(graph, SESSION_PATH);
        session.insteadOfTaking.add(Answer.error(404, "itemNotFound"));
        byte[] bytes = random(2 * UNIT);
        send(small(""), bytes, TARGET);
        assertThat(session.content.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void aSessionThatHasFailedIsCancelled() {
        var session = new UploadSessionStub(graph, SESSION_PATH);
        session.insteadOfTaking.add(Answer.error(400, "uploadSessionFailed"));
        failure(UploadSessionFailedException.class, small(""), random(2 * UNIT), TARGET);
        assertThat(session.ranges).hasSize(1);
        assertThat(session.cancelled).isEqualTo(1);
    }

    @Test
    void aNameTakenMeanwhileEndsTheUploadAndItsSession() {
        var session = new UploadSessionStub(graph, SESSION_PATH);
        session.committed = Answer.error(409, "nameAlreadyExists");
        failure(NameConflictException.class, small(""), random(2 * UNIT), TARGET);
        assertThat(session.cancelled).isEqualTo(1);
    }

    @Test
    void aSessionIsKeptIfSoWished() {
        var session = new UploadSessionStub(graph, SESSION_PATH);
        session.committed = Answer.error(412, "resourceModified");
        failure(
                PreconditionFailedException.class,
                small("&cancelOnFailure=false"),
                random(UNIT),
                TARGET);
        assertThat(session.cancelled).isZero();
    }

    @Test
    void aSessionThatNobodyGoesOnWithIsCancelled() throws Exception {
        var session = new UploadSessionStub(graph, SESSION_PATH);
        Exchange done = send("cancelUpload", null, Map.of("UploadUrl", session.url()));
        assertThat(session.cancelled).isEqualTo(1);
        assertThat(done.getMessage().getHeader("CamelMicrosoftOneDriveUploadUrl")).isNull();
        assertThat(graph.requests().get(0).header("Authorization")).isNull();
    }

    @Test
    void toCancelASessionThatIsGoneIsNoFailure() throws Exception {
        graph.on("DELETE", "/up/s1", Answer.error(404, "itemNotFound"));
        send("cancelUpload", null, Map.of("UploadUrl", graph.url("/up/s1?secret=topsecret")));
        assertThat(graph.requests()).hasSize(1);
    }

    @Test
    void toCancelASessionTakesItsAddress() {
        failure(IllegalArgumentException.class, "cancelUpload", null, Map.of());
        assertThat(graph.requests()).isEmpty();
    }

    @Test
    void anETagThatIsPassedAlreadyOpensNoSession() {
        graph.on("POST", SESSION_PATH, Answer.error(412, "resourceModified"));
        failure(
                PreconditionFailedException.class,
                small(""),
                random(UNIT),
                target("IfMatch", "e0"));
        assertThat(graph.requests()).hasSize(1);
    }

    @Test
    void throttlingIsTheCallersToWaitFor() {
        var session = new UploadSessionStub(graph, SESSION_PATH);
        session.insteadOfTaking.add(
                Answer.error(429, "activityLimitReached").with("Retry-After", "7"));
        var failure = failure(ThrottledException.class, small(""), random(UNIT), TARGET);
        assertThat(failure.getRetryAfter()).contains(Duration.ofSeconds(7));
        assertThat(session.ranges).hasSize(1);
        assertThat(session.cancelled).isZero();
    }

    @Test
    void anUploadIsResumedWhereItsSessionStopped() throws Exception {
        var session = new UploadSessionStub(graph, SESSION_PATH);
        byte[] bytes = random(3 * UNIT);
        session.content.write(bytes, 0, 2 * UNIT);
        var source = new CountingSource(bytes);
        var listener = new Recorder();
        Exchange done =
                send(
                        small(""),
                        source,
                        target("UploadUrl", session.url(), "UploadListener", listener));
        assertThat(session.content.toByteArray()).isEqualTo(bytes);
        assertThat(source.opened).containsExactly(2L * UNIT);
        assertThat(graph.requests("POST", SESSION_PATH)).isEmpty();
        assertThat(listener.events).containsExactly("accepted 655360", "accepted 983040");
        assertThat(done.getMessage().getHeader("CamelMicrosoftOneDriveUploadUrl")).isNull();
    }

    @Test
    void aPlainStreamIsResumedToo() throws Exception {
        var session = new UploadSessionStub(graph, SESSION_PATH);
        byte[] bytes = random(3 * UNIT);
        session.content.write(bytes, 0, UNIT + 7);
        send(
                small(""),
                new ByteArrayInputStream(bytes),
                target("UploadUrl", session.url(), "ContentLength", bytes.length));
        assertThat(session.content.toByteArray()).isEqualTo(bytes);
    }

    private static ContentSource content(long length, LongFunction<InputStream> opened) {
        return new ContentSource() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public InputStream open(long offset) {
                return opened.apply(offset);
            }
        };
    }

    @Test
    void contentThatEndsTooSoonIsNeverCommitted() {
        var session = new UploadSessionStub(graph, SESSION_PATH);
        byte[] bytes = random(UNIT);
        ContentSource tooShort =
                content(
                        UNIT + 1,
                        offset ->
                                new ByteArrayInputStream(
                                        bytes, (int) offset, bytes.length - (int) offset));
        failure(EOFException.class, small(""), tooShort, TARGET);
        failure(
                EOFException.class,
                small(""),
                new ByteArrayInputStream(bytes),
                target("ContentLength", UNIT + 1));
        assertThat(session.cancelled).isEqualTo(2);
    }

    @Test
    void unusableContentEndsTheUploadAndItsSessionAtOnce() {
        var session = new UploadSessionStub(graph, SESSION_PATH);
        var opened = new AtomicInteger();
        ContentSource damaged =
                content(
                        UNIT + 1,
                        offset -> {
                            opened.incrementAndGet();
                            return new InputStream() {
                                @Override
                                public int read() throws IOException {
                                    throw new UnusableContentException("damaged");
                                }
                            };
                        });
        failure(UnusableContentException.class, small(""), damaged, TARGET);
        assertThat(opened).hasValue(1);
        assertThat(session.cancelled).isEqualTo(1);
    }

    @Test
    void aSourceThatBreaksIsOpenedAgain() throws Exception {
        var session = new UploadSessionStub(graph, SESSION_PATH);
        byte[] bytes = random(2 * UNIT);
        var opened = new AtomicInteger();
        ContentSource source =
                new ContentSource() {
                    @Override
                    public long length() {
                        return bytes.length;
                    }

                    @Override
                    public InputStream open(long offset) throws IOException {
                        if (opened.getAndIncrement() < 2) {
                            throw new IOException("source down");
                        }
                        return new ByteArrayInputStream(
                                bytes, (int) offset, bytes.length - (int) offset);
                    }
                };
        send(small(""), source, TARGET);
        assertThat(session.content.toByteArray()).isEqualTo(bytes);
        opened.set(-100);
        session.content.reset();
        assertThat(failure(IOException.class, small("&uploadAttempts=1"), source, TARGET))
                .hasMessage("source down");
    }

    @Test
    void aLongStreamMustSayHowLongItIs() {
        var failure =
                failure(
                        IllegalArgumentException.class,
                        small(""),
                        new ByteArrayInputStream(random(10)),
                        TARGET);
        assertThat(failure).hasMessageContaining("CamelMicrosoftOneDriveContentLength");
    }

    @Test
    void noSecretReachesAMessage() {
        var session = new UploadSessionStub(graph, SESSION_PATH);
        session.insteadOfTaking.add(Answer.error(403, "accessDenied"));
        var failure = failure(ForbiddenException.class, small(""), random(UNIT), TARGET);
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).doesNotContain("topsecret", "good", "secret text");
    }
}
