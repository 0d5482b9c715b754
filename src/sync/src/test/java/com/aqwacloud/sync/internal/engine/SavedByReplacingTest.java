package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.Deciders;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.Transfer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files that are saved in Google Drive by new ones of their names, as some editors do. */
class SavedByReplacingTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);

    private Session session;

    @Test
    void theNewContentIsReadOnceAndTheOldStaysInTheVersionHistory() throws Exception {
        int files = 8;
        String[] ids = synced(files);
        aqwa.forgetRequests();

        for (int i = 0; i < files; i++) {
            replace(ids[i], name(i));
        }
        awaitReplaced(files);

        assertThat(aqwa.requests().at("/google/operations/files.media").asInt()).isEqualTo(files);
        assertThat(aqwa.requests().at("/onedrive/operations").has("delete")).isFalse();
        for (int i = 0; i < files; i++) {
            assertThat(versions(name(i))).as(name(i)).hasSize(2);
        }
        assertThat(aqwa.transfers(JobState.COMPLETED))
                .extracting(Transfer::action)
                .doesNotContain(Action.DELETE);
    }

    @Test
    void manyAreNotTakenForManyDeletes() throws Exception {
        int files = 6;
        String[] ids = synced(files, "deletes.max-files=2", "deletes.max-percent=10");
        aqwa.engine().sessions().stop(session.id());
        for (int i = 0; i < files; i++) {
            replace(ids[i], name(i));
        }

        aqwa.engine().sessions().start(session.id());
        awaitReplaced(files);

        assertThat(aqwa.rows("baseline")).isEqualTo(files);
        assertThat(aqwa.engine().conflicts().list(true)).isEmpty();
    }

    /** It is deleted before the new file comes, so there is a conflict about each of the two. */
    @Test
    void whatIsDecidedToStayOrKeptGoesNotWithTheOneThatWasReplaced() throws Exception {
        String[] ids = synced(2);
        aqwa.engine().sessions().stop(session.id());
        for (int i = 0; i < 2; i++) {
            editThere(name(i));
            trash(ids[i]);
        }
        aqwa.engine().sessions().start(session.id());
        await().atMost(LONG).until(() -> open(ConflictType.DELETE_EDIT).size() == 2);

        for (int i = 0; i < 2; i++) {
            aqwa.create(name(i), content(name(i)));
        }
        await().atMost(LONG).until(() -> open(ConflictType.SIMULTANEOUS_EDIT).size() == 2);

        assertThat(open(ConflictType.DELETE_EDIT)).isEmpty();
        decide(name(0), ConflictPreference.DESTINATION);
        decide(name(1), ConflictPreference.KEEP_BOTH);
        aqwa.awaitAtDestination(name(1), "saved anew as " + name(1));
        aqwa.awaitQuiet(session.id());

        assertThat(aqwa.oneDrive.resolve(name(0))).hasContent("edited there");
        assertThat(contentsThere())
                .containsExactlyInAnyOrder(
                        "edited there", "edited there", "saved anew as " + name(1));
        assertThat(aqwa.rows("baseline")).isEqualTo(2);
        assertThat(aqwa.engine().conflicts().list(false)).isEmpty();
        assertThat(aqwa.engine().conflicts().list(true))
                .filteredOn(conflict -> conflict.type() == ConflictType.DELETE_EDIT)
                .extracting(Conflict::resolvedBy)
                .containsOnly(Deciders.WITHDRAWN);
    }

    // ---- what people do

    private String[] synced(int files, String... options) throws Exception {
        var ids = new String[files];
        for (int i = 0; i < files; i++) {
            ids[i] = aqwa.create(name(i), ("first " + i).getBytes(StandardCharsets.UTF_8));
        }
        session =
                aqwa.session(
                        Stream.concat(Stream.of("conflicts.strategy=manual"), Stream.of(options))
                                .toArray(String[]::new));
        for (int i = 0; i < files; i++) {
            aqwa.awaitAtDestination(name(i), "first " + i);
        }
        aqwa.awaitQuiet(session.id());
        return ids;
    }

    private void replace(String id, String name) throws Exception {
        trash(id);
        aqwa.create(name, content(name));
    }

    private void trash(String id) throws Exception {
        aqwa.change("PATCH", "/drive/v3/files/" + id, "{\"trashed\":true}");
    }

    private void editThere(String name) throws IOException {
        Path file = Files.writeString(aqwa.oneDrive.resolve(name), "edited there");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    }

    private void decide(String name, ConflictPreference winner) {
        Conflict conflict =
                open(ConflictType.SIMULTANEOUS_EDIT).stream()
                        .filter(each -> each.path().equals("/" + name))
                        .findFirst()
                        .orElseThrow();
        aqwa.engine().conflicts().resolve(conflict.id(), winner, "test");
    }

    // ---- what came of it

    private static String name(int i) {
        return "file-" + i + ".txt";
    }

    private static byte[] content(String name) {
        return ("saved anew as " + name).getBytes(StandardCharsets.UTF_8);
    }

    private void awaitReplaced(int files) {
        for (int i = 0; i < files; i++) {
            aqwa.awaitAtDestination(name(i), "saved anew as " + name(i));
        }
        aqwa.awaitQuiet(session.id());
    }

    private List<Conflict> open(ConflictType type) {
        return aqwa.engine().conflicts().list(false).stream()
                .filter(conflict -> conflict.type() == type)
                .toList();
    }

    private List<String> contentsThere() throws IOException {
        try (Stream<Path> all = Files.list(aqwa.oneDrive)) {
            return all.map(SavedByReplacingTest::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode versions(String name) throws Exception {
        var request =
                HttpRequest.newBuilder(
                                aqwa.sandbox
                                        .baseUri()
                                        .resolve("/v1.0/me/drive/root:/" + name + ":/versions"))
                        .header("Authorization", "Bearer sandbox")
                        .build();
        String body = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
        return new ObjectMapper().readTree(body).get("value");
    }
}
