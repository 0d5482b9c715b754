package com.aqwacloud.sync.internal.engine;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.VerifyOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SharePoint writes into Office files and pages what nobody has edited. */
class RewrittenFilesTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String MARK = "SharePoint was here";

    private EngineFixture aqwa;
    private Session session;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        aqwa = new EngineFixture(folder);
    }

    @AfterEach
    void stop() throws Exception {
        aqwa.close();
    }

    @ParameterizedTest(name = "after {0} ms")
    @ValueSource(ints = {0, 50, 2000})
    void whatWasOnlyRewrittenIsNeitherAConflictNorSentAgain(int delay) throws Exception {
        rewriting(delay);
        Path source = aqwa.put("page.html", "<p>one</p>");
        session = aqwa.session("conflicts.strategy=manual");
        awaitRewritten("one");
        await().atMost(LONG).until(() -> time(aqwa.oneDrive.resolve("page.html")) == time(source));

        aqwa.put("page.html", "<p>two</p>");
        awaitRewritten("two");
        await().atMost(LONG).until(() -> time(aqwa.oneDrive.resolve("page.html")) == time(source));
        settle();

        assertThat(aqwa.requests().at("/onedrive/operations/upload.put").asInt()).isEqualTo(2);
        assertThat(aqwa.engine().conflicts().list(true)).isEmpty();
        aqwa.engine().verifications().start(session.id(), 0);
        await().atMost(LONG).until(() -> counted(VerifyOutcome.EQUAL) == 1);
        Files.delete(source);
        aqwa.awaitGone("page.html");
        assertThat(aqwa.engine().conflicts().list(true)).isEmpty();
    }

    @Test
    void anEditOfWhatWasRewrittenIsAnEdit() throws Exception {
        rewriting(0);
        aqwa.put("page.html", "<p>one</p>");
        session = aqwa.session("conflicts.strategy=manual");
        awaitRewritten("one");
        settle();

        Files.writeString(aqwa.oneDrive.resolve("page.html"), "<p>edited there</p>");
        aqwa.awaitPoll(session.id());
        aqwa.put("page.html", "<p>edited here</p>");

        await().atMost(LONG).until(() -> !aqwa.engine().conflicts().list(false).isEmpty());
        assertThat(aqwa.engine().conflicts().list(false))
                .extracting(Conflict::type)
                .containsExactly(ConflictType.SIMULTANEOUS_EDIT);
    }

    @Test
    void whatIsOfTheSameSizeIsDamagedNotRewritten() throws Exception {
        session = aqwa.session("conflicts.strategy=manual");
        aqwa.post(
                "/sandbox/faults",
                "{\"kind\":\"corrupt-upload\",\"cloud\":\"onedrive\",\"times\":1}");
        aqwa.put("page.html", "<p>one</p>");
        Path there = aqwa.oneDrive.resolve("page.html");

        await().atMost(LONG)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> Files.readString(there).equals("<p>one</p>"));
        assertThat(aqwa.requests().at("/onedrive/operations/upload.put").asInt()).isEqualTo(2);
    }

    /** OneDrive says that this application changed it last. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"new.html", "known.html"})
    void whatWasRewrittenBeforeItsArrivalWasHeardOfIsOurs(String name) throws Exception {
        rewriting(0);
        aqwa.put("known.html", "<p>one</p>");
        session = aqwa.session("conflicts.strategy=manual", "retry.delay=3s");
        Path known = aqwa.oneDrive.resolve("known.html");
        await().atMost(LONG).until(() -> Files.exists(known));
        settle();
        aqwa.fault("{\"kind\":\"lose-answer\",\"operation\":\"upload.put\",\"times\":1}");

        Path source = aqwa.put(name, "<p>two</p>");
        Path there = aqwa.oneDrive.resolve(name);
        await().atMost(LONG)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> Files.readString(there).contains("two"));
        await().atMost(LONG).until(() -> time(there) == time(source));
        settle();

        assertThat(aqwa.engine().conflicts().list(true)).isEmpty();
        assertThat(aqwa.requests().at("/onedrive/operations/upload.put").asInt()).isEqualTo(3);
    }

    @Test
    void whatIsDeniedByItsIdIsFoundByItsPath() throws Exception {
        aqwa.put("page.html", "<p>one</p>");
        session = aqwa.session("conflicts.strategy=manual", "retry.delay=1s");
        await().atMost(LONG).until(() -> Files.exists(aqwa.oneDrive.resolve("page.html")));
        settle();
        aqwa.fault(notFound("PUT", "/v1.0/**/items/*/content"));
        aqwa.fault(notFound("GET", "/v1.0/**/items/*"));

        aqwa.put("page.html", "<p>two</p>");

        await().atMost(LONG)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(
                        () ->
                                Files.readString(aqwa.oneDrive.resolve("page.html"))
                                        .equals("<p>two</p>"));
        settle();
        assertThat(aqwa.engine().conflicts().list(true)).isEmpty();
        assertThat(aqwa.requests().at("/onedrive/operations/upload.put").asInt()).isEqualTo(3);
    }

    private static String notFound(String method, String path) {
        return "{\"kind\":\"refuse\",\"status\":404,\"method\":\"%s\",\"path\":\"%s\",\"times\":1}"
                .formatted(method, path);
    }

    @Test
    void aPersonalOneDriveRewritesNothing(@TempDir Path folder) throws Exception {
        aqwa.close();
        aqwa = new EngineFixture(folder, "personal");
        aqwa.put("page.html", "<p>one</p>");
        session = aqwa.session("conflicts.strategy=manual");
        Path there = aqwa.oneDrive.resolve("page.html");
        await().atMost(LONG).until(() -> Files.exists(there));
        settle();

        FileTime before = Files.getLastModifiedTime(there);
        Path edited = Files.writeString(folder.resolve("edited"), "<p>edited there</p>");
        Files.setLastModifiedTime(edited, before);
        Files.move(edited, there, REPLACE_EXISTING);
        aqwa.awaitPoll(session.id());
        aqwa.put("page.html", "<p>edited here</p>");

        await().atMost(LONG).until(() -> !aqwa.engine().conflicts().list(false).isEmpty());
        assertThat(there).hasContent("<p>edited there</p>");
    }

    private void rewriting(int delayMillis) throws Exception {
        aqwa.post(
                "/sandbox/onedrive",
                "{\"rewritesOfficeFiles\":true,\"rewriteDelayMillis\":" + delayMillis + "}");
    }

    private void awaitRewritten(String text) {
        Path there = aqwa.oneDrive.resolve("page.html");
        await().atMost(LONG)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> Files.readString(there), is -> is.contains(text) && is.contains(MARK));
    }

    /** All that has happened so far is known and dealt with. */
    private void settle() throws Exception {
        aqwa.awaitPoll(session.id());
        aqwa.awaitPoll(session.id());
        aqwa.awaitQuiet(session.id());
    }

    private long counted(VerifyOutcome outcome) {
        return aqwa.engine()
                .verifications()
                .find(session.id())
                .map(found -> found.counts().getOrDefault(outcome, 0L))
                .orElse(0L);
    }

    private static long time(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().getEpochSecond();
    }
}
