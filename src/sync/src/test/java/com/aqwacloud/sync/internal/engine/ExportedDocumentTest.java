package com.aqwacloud.sync.internal.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Bandwidth;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.internal.account.AccountsConfig;
import com.aqwacloud.sync.internal.account.ConfiguredAccounts;
import com.aqwacloud.sync.internal.account.MemorySecrets;
import com.aqwacloud.sync.internal.account.ScriptedServer;
import com.aqwacloud.sync.internal.account.ScriptedServer.Reply;
import com.aqwacloud.sync.internal.bandwidth.Bandwidths;
import com.aqwacloud.sync.internal.bandwidth.Throttle;
import com.aqwacloud.sync.internal.bandwidth.VirtualLine;
import com.aqwacloud.sync.internal.google.DriveComponents;
import com.aqwacloud.sync.internal.google.DriveException;
import com.aqwacloud.sync.internal.quota.Governors;
import com.aqwacloud.sync.internal.transfer.StoppedException;
import com.aqwacloud.sync.internal.transfer.UnsteadyExportException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportedDocumentTest {
    private static final String PDF = "application/pdf";

    /** For so many there is room. */
    private static final int PIECES = 8;

    /** What the export answers; null where the document is too large for it. */
    private String exported;

    private boolean breaksOff;

    /** What the link answers, one after the other, the last for ever. */
    private final List<Reply> linked = new ArrayList<>();

    private final ScriptedServer server =
            new ScriptedServer((request, number) -> answer(request.uri().getPath()));
    private final VirtualLine line = new VirtualLine();
    private final Semaphore room = new Semaphore(PIECES);
    private final ExportedDocument document = document(PDF, line.throttle());

    @AfterEach
    void stop() throws Exception {
        document.close();
        server.close();
    }

    @Test
    void anExportIsReadOnceHoweverOftenItIsSent() throws Exception {
        exported = "0123456789";

        assertThat(document.length()).isEqualTo(10);
        assertThat(read(0)).isEqualTo("0123456789");
        assertThat(read(4)).isEqualTo("456789");
        assertThat(asked("/drive/v3/files/d/export")).isEqualTo(1);
    }

    @Test
    void aLargeOneIsStreamedOnceIfItsLinkTellsTheLength() throws Exception {
        linked.add(link("0123456789"));

        assertThat(document.length()).isEqualTo(10);
        assertThat(read(0)).isEqualTo("0123456789");
        assertThat(asked("/link")).isEqualTo(1);
        assertThat(server.requests())
                .filteredOn(request -> request.uri().getPath().equals("/link"))
                .allSatisfy(
                        request ->
                                assertThat(request.header("Authorization")).isEqualTo("Bearer t"));
    }

    @Test
    void aLargeOneIsMeasuredFirstIfItsLinkTellsNoLength() throws Exception {
        linked.add(link("0123456789").chunked());

        assertThat(document.length()).isEqualTo(10);
        assertThat(read(0)).isEqualTo("0123456789");
        assertThat(read(4)).isEqualTo("456789");
        assertThat(asked("/link")).isEqualTo(3);
    }

    @Test
    void aLargeOneOfAnotherLengthThanMeasuredIsNeverTakenForWhole() throws Exception {
        linked.add(link("0123456789").chunked());
        linked.add(link("0123456789a").chunked());
        linked.add(link("012345678").chunked());
        assertThat(document.length()).isEqualTo(10);

        assertThatThrownBy(() -> read(0)).isInstanceOf(UnsteadyExportException.class);
        assertThatThrownBy(() -> read(0)).isInstanceOf(UnsteadyExportException.class);
    }

    @Test
    void aLargeOneGoesOnOnlyInAnExportThatBeginsWithWhatWasRead() throws Exception {
        linked.add(link("0123456789"));
        linked.add(link("0123456xyz"));

        assertThat(read(0, 7)).isEqualTo("0123456");
        assertThat(read(4)).isEqualTo("456xyz");
    }

    /** Equal in length, as an archive is that only tells another time. */
    @ParameterizedTest
    @CsvSource({"x123456789, 4", "012345x789, 4", "0123456789, 4", "x123456789, 0"})
    void aLargeOneIsNeverPutTogetherOfTwoExportsThatDiffer(String second, int offset)
            throws Exception {
        linked.add(link("0123456789"));
        linked.add(link(second));
        linked.add(link("x123456789"));

        assertThat(read(0, 7)).isEqualTo("0123456");
        if (second.startsWith("0123456")) {
            assertThat(read(offset, 2)).isEqualTo("45");
        } else {
            assertThatThrownBy(() -> read(offset, 10)).isInstanceOf(UnsteadyExportException.class);
        }
        assertThatThrownBy(() -> read(6)).isInstanceOf(UnsteadyExportException.class);
    }

    @Test
    void whatWasReadToItsEndIsComparedToo() throws Exception {
        linked.add(link("0123456789"));
        linked.add(link("012345678x"));

        assertThat(read(0)).isEqualTo("0123456789");
        try (InputStream again = document.open(8)) {
            assertThatThrownBy(() -> again.readNBytes(2))
                    .isInstanceOf(UnsteadyExportException.class);
        }
    }

    @Test
    void aPageToSignInIsNoExport() {
        linked.add(link("<html>").with("Content-Type", "text/html; charset=utf-8"));

        assertThatThrownBy(document::length)
                .isInstanceOf(DriveException.Unavailable.class)
                .hasMessageContaining("web page");
    }

    @Test
    void aFormatWithoutLinkIsRefusedByName() {
        var drawing = document("image/png", line.throttle());

        assertThatThrownBy(drawing::length)
                .isInstanceOf(DriveException.NotDownloadable.class)
                .hasMessageContaining("image/png");
    }

    @Test
    void anExportKeepsTheBandwidthAsItComesAndNotAsItIsSent() throws Exception {
        exported = "x".repeat(300_000);

        document.length();
        usedOnce(300_000);
        assertThat(read(0)).isEqualTo(exported);
        assertThat(read(150_000)).hasSize(150_000);

        usedOnce(300_000);
    }

    @Test
    void aLargeOneKeepsTheBandwidthAsOftenAsItComes() throws Exception {
        linked.add(link("x".repeat(300_000)).chunked());

        document.length();
        usedOnce(300_000);
        assertThat(read(0)).hasSize(300_000);
        usedOnce(600_000);
        assertThat(read(150_000)).hasSize(150_000);
        usedOnce(900_000);
    }

    private void usedOnce(long bytes) {
        assertThat(line.bytes()).isBetween(bytes - VirtualLine.PORTION, bytes);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReadingThatWaitsForTheBandwidthBeforeAnythingIsSentIsStopped(boolean large)
            throws Exception {
        if (large) {
            linked.add(link("0123456789").chunked());
        } else {
            exported = "0123456789";
        }
        var throttle = new Bandwidths(Bandwidth.read(Map.of(Bandwidth.LIMIT, "10KB/s"))).of("s1");
        // From now on the line is taken for days.
        throttle.pass(Integer.MAX_VALUE);
        var slow = document(PDF, throttle);
        var failure = new CompletableFuture<Throwable>();
        var thread = new Thread(() -> failure.complete(catchThrowable(slow::length)), "measuring");
        thread.start();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        assertThat(failure).isNotDone();

        slow.stop();

        assertThat(failure.get(20, TimeUnit.SECONDS)).isInstanceOf(StoppedException.class);
        assertThat(room.availablePermits()).isEqualTo(PIECES);
    }

    @Test
    void oneForWhichThereIsNoRoomIsMeasuredAndReadOnceMore() throws Exception {
        exported = "x".repeat(3 * HeldBytes.PIECE_BYTES);
        document.length();
        assertThat(room.availablePermits()).isEqualTo(PIECES - 4);
        room.acquire(PIECES - 6);

        var other = document(PDF, line.throttle());
        assertThat(other.length()).isEqualTo(exported.length());
        assertThat(room.availablePermits()).isEqualTo(2);
        assertThat(read(other, 0)).isEqualTo(exported);
        assertThat(asked("/drive/v3/files/d/export")).isEqualTo(3);

        document.close();
        document.close();
        assertThat(room.availablePermits()).isEqualTo(6);
    }

    @Test
    void oneThatHasGrownTooLargeBeforeItIsReadOnceMoreIsNeverTakenForWhole() throws Exception {
        exported = "0123456789";
        room.acquire(PIECES);
        assertThat(document.length()).isEqualTo(10);
        exported = null;

        assertThatThrownBy(() -> read(0)).isInstanceOf(UnsteadyExportException.class);
    }

    @Test
    void whatIsHeldOfAnExportThatBrokeOffMakesRoomAtOnce() throws Exception {
        exported = "x".repeat(3 * HeldBytes.PIECE_BYTES);
        breaksOff = true;
        assertThatThrownBy(document::length).isInstanceOf(IOException.class);
        assertThat(room.availablePermits()).isEqualTo(PIECES);

        breaksOff = false;
        assertThat(document.length()).isEqualTo(exported.length());
        assertThat(read(0)).isEqualTo(exported);
    }

    private ExportedDocument document(String mimeType, Throttle throttle) {
        return new ExportedDocument(drive().exports("google", "s1"), "d", mimeType, throttle, room);
    }

    private String read(long offset) throws Exception {
        return read(document, offset);
    }

    private static String read(ExportedDocument from, long offset) throws Exception {
        try (InputStream stream = from.open(offset)) {
            return new String(stream.readAllBytes(), UTF_8);
        }
    }

    private String read(long offset, int count) throws Exception {
        try (InputStream stream = document.open(offset)) {
            return new String(stream.readNBytes(count), UTF_8);
        }
    }

    private long asked(String path) {
        return server.requests().stream()
                .filter(request -> request.uri().getPath().equals(path))
                .count();
    }

    private Reply answer(String path) {
        return switch (path) {
            case "/token" -> Reply.json(200, "{\"access_token\":\"t\",\"expires_in\":3600}");
            case "/link" -> linked.size() > 1 ? linked.remove(0) : linked.get(0);
            case "/drive/v3/files/d/export" ->
                    exported == null
                            ? Reply.json(
                                    403,
                                    "{\"error\":{\"code\":403,\"errors\":[{\"reason\":"
                                            + "\"exportSizeLimitExceeded\"}]}}")
                            : breaksOff
                                    ? link(exported).saying(exported.length() + 1)
                                    : link(exported);
            default ->
                    Reply.json(
                            200,
                            "{\"exportLinks\":{\"" + PDF + "\":\"" + server.uri("/link") + "\"}}");
        };
    }

    private static Reply link(String content) {
        return Reply.bytes(200, content.getBytes(UTF_8), Map.of("Content-Type", PDF));
    }

    private DriveComponents drive() {
        var accounts =
                new ConfiguredAccounts(
                        AccountsConfig.parse(
                                Map.of(
                                        "google.cloud", "google",
                                        "google.endpoint", "sandbox",
                                        "sandbox.port", server.port())),
                        new MemorySecrets(),
                        Clock.systemUTC());
        return new DriveComponents(accounts.usable(), new Governors(() -> SessionOptions.DEFAULTS));
    }
}
