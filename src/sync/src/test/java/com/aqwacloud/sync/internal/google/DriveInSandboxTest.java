package com.aqwacloud.sync.internal.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.aqwacloud.sandbox.Sandbox;
import com.aqwacloud.sync.api.AccountState;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.internal.account.AccountsConfig;
import com.aqwacloud.sync.internal.account.ConfiguredAccounts;
import com.aqwacloud.sync.internal.account.MemorySecrets;
import com.aqwacloud.sync.internal.quota.Governors;
import com.google.api.services.drive.Drive;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same code as against the real clouds, with tokens that the sandbox issues. */
class DriveInSandboxTest {
    @TempDir Path folder;

    private final MemorySecrets secrets = new MemorySecrets();
    private Sandbox sandbox;
    private ConfiguredAccounts accounts;
    private DriveComponents drives;

    @BeforeEach
    void start() throws IOException {
        sandbox =
                Sandbox.builder()
                        .port(0)
                        .googleFolder(folder.resolve("google-drive"))
                        .oneDriveFolder(folder.resolve("onedrive"))
                        .build()
                        .start();
        accounts =
                new ConfiguredAccounts(
                        AccountsConfig.parse(
                                Map.of(
                                        "google.cloud", "google",
                                        "google.endpoint", "sandbox",
                                        "onedrive.cloud", "onedrive",
                                        "onedrive.endpoint", "sandbox",
                                        "sandbox.port", sandbox.port())),
                        secrets,
                        Clock.systemUTC());
        drives =
                new DriveComponents(
                        accounts.usable(), new Governors(() -> SessionOptions.DEFAULTS));
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    private List<DriveEntry> list(Drive client) throws IOException {
        return client
                .files()
                .list()
                .setQ("trashed=false")
                .setFields(DriveEntry.LIST_FIELDS)
                .execute()
                .getFiles()
                .stream()
                .map(DriveEntry::from)
                .toList();
    }

    @Test
    void aFileIsListedReadFromTheMiddleAndHashed() throws IOException {
        byte[] bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        Files.write(folder.resolve("google-drive/läuft.bin"), bytes);
        Drive client = drives.client("google");

        DriveEntry entry =
                Awaitility.await()
                        .until(() -> list(client).stream().findFirst(), Optional::isPresent)
                        .orElseThrow();

        assertThat(entry.name()).isEqualTo("läuft.bin");
        assertThat(entry.size()).isEqualTo(bytes.length);
        assertThat(entry.file()).isTrue();
        assertThat(entry.canDownload()).isTrue();
        assertThat(entry.parentId()).isNotBlank();
        try (var source = drives.content("google", "s1").open(entry.id(), 0)) {
            assertThat(source.readAllBytes()).isEqualTo(bytes);
        }
        try (var rest = drives.content("google", "s1").open(entry.id(), 299_000)) {
            assertThat(rest.size()).isEqualTo(bytes.length);
            assertThat(rest.readAllBytes())
                    .isEqualTo(Arrays.copyOfRange(bytes, 299_000, bytes.length));
        }
        try (var end = drives.content("google", "s1").open(entry.id(), bytes.length)) {
            assertThat(end.read()).isEqualTo(-1);
        }
    }

    @Test
    void theFeedTellsOfADeletion() throws IOException {
        Path file = folder.resolve("google-drive/a.txt");
        Files.writeString(file, "x");
        Drive client = drives.client("google");
        Awaitility.await().until(() -> !list(client).isEmpty());
        String id = list(client).get(0).id();
        String token = client.changes().getStartPageToken().execute().getStartPageToken();

        Files.delete(file);

        Awaitility.await()
                .until(
                        () ->
                                client
                                        .changes()
                                        .list(token)
                                        .setFields(DriveEntry.CHANGES_FIELDS)
                                        .execute()
                                        .getChanges()
                                        .stream()
                                        .map(DriveEntry::from)
                                        .flatMap(Optional::stream)
                                        .anyMatch(
                                                entry ->
                                                        entry.id().equals(id)
                                                                && (entry.removed()
                                                                        || entry.trashed())));
    }

    @Test
    void aFileThatIsNotThereIsGone() {
        assertThat(catchThrowable(() -> drives.content("google", "s1").open("no-such-file", 0)))
                .isInstanceOf(DriveException.Gone.class);
    }

    @Test
    void microsoftsRotatedTokenIsKeptAndItsAccessTokenAccepted() throws Exception {
        var tokens = accounts.find("onedrive").orElseThrow().tokens();
        tokens.rejected(tokens.token());
        String second = tokens.token();

        var answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        "http://127.0.0.1:"
                                                                + sandbox.port()
                                                                + "/v1.0/me/drive"))
                                        .header("Authorization", "Bearer " + second)
                                        .build(),
                                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(secrets.get("onedrive", "refresh-token")).isPresent();
        assertThat(accounts.list()).allMatch(account -> account.state() == AccountState.READY);
    }
}
