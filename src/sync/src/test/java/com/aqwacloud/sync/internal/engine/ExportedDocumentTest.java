package com.aqwacloud.sync.internal.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.internal.account.AccountsConfig;
import com.aqwacloud.sync.internal.account.ConfiguredAccounts;
import com.aqwacloud.sync.internal.account.MemorySecrets;
import com.aqwacloud.sync.internal.account.ScriptedServer;
import com.aqwacloud.sync.internal.account.ScriptedServer.Reply;
import com.aqwacloud.sync.internal.google.DriveComponents;
import com.aqwacloud.sync.internal.google.DriveException;
import com.aqwacloud.sync.internal.quota.Governors;
import com.aqwacloud.sync.internal.transfer.UnsteadyExportException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportedDocumentTest {
    private static final String PDF = "application/pdf";

    /** What the export answers; null where the document is too large for it. */
    private String exported;

    /** What the link answers, one after the other, the last for ever. */
    private final List<Reply> linked = new ArrayList<>();

    private final ScriptedServer server =
            new ScriptedServer((request, number) -> answer(request.uri().getPath()));
    private final ExportedDocument document =
            new ExportedDocument(drive().exports("google", "s1"), "d", PDF);

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
        var drawing = new ExportedDocument(drive().exports("google", "s1"), "d", "image/png");

        assertThatThrownBy(drawing::length)
                .isInstanceOf(DriveException.NotDownloadable.class)
                .hasMessageContaining("image/png");
    }

    private String read(long offset) throws Exception {
        try (InputStream stream = document.open(offset)) {
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
