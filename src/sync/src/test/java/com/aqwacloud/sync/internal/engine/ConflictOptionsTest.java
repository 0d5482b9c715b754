package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.Session;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who decides where no rule does: each of the session's own options by itself. */
class ConflictOptionsTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String FILE = "/a.txt";

    private Session session;

    @BeforeEach
    void agree() throws Exception {
        aqwa.put("a.txt", "one");
        session = aqwa.session();
        aqwa.awaitAtDestination("a.txt", "one");
        aqwa.awaitQuiet(session.id());
    }

    @Test
    void whereNothingIsToBeDecidedByItselfItWaitsWhateverTheStrategy() throws Exception {
        meet(Map.of("conflicts.auto-resolve", "false"));

        Conflict asked = awaitAsked(FILE);

        assertThat(asked.rule()).isEqualTo("conflicts.auto-resolve=false");
        assertThat(asked.deadline()).isNull();
        assertThat(asked.resolvedAt()).isNull();
        assertThat(aqwa.oneDrive.resolve("a.txt")).hasContent("there, and longer");
    }

    @Test
    void whatTheSessionAsksAboutIsDecidedByItsPreferenceWhereItHasNoDefault() throws Exception {
        meet(
                Map.of(
                        "conflicts.strategy", "prompt",
                        "conflicts.prompt.deadline", "1s",
                        "conflicts.prefer", "larger"));

        awaitAsked(FILE);
        await().atMost(LONG).until(() -> of(FILE).resolvedAt() != null);

        assertThat(of(FILE).resolvedBy()).isEqualTo("deadline");
        assertThat(of(FILE).resolution()).isEqualTo(ConflictPreference.DESTINATION);
        assertThat(of(FILE).rule()).isEqualTo("conflicts.strategy=prompt conflicts.prefer=larger");
        assertThat(aqwa.oneDrive.resolve("a.txt")).hasContent("there, and longer");
    }

    /** The rule that asked about it, and set the deadline, is gone by then. */
    @Test
    void aFolderInAFilesPlaceIsNeverDecidedByADeadlineOfTheSessions() throws Exception {
        Files.createDirectory(aqwa.oneDrive.resolve("named"));
        aqwa.put("named", "a file here");
        meet(
                Map.of(
                        "conflicts.strategy", "prompt",
                        "conflicts.prefer", "keep-both",
                        "conflicts.rules", "type=name prompt"));
        assertThat(awaitAsked(FILE).deadline()).isNotNull();
        assertThat(awaitAsked("/named").deadline()).isNotNull();

        configure(Map.of("conflicts.rules", ""));
        aqwa.change("UPDATE conflict SET deadline_at = 1");

        await().atMost(LONG).until(() -> of(FILE).resolvedAt() != null);
        await().atMost(LONG).until(() -> "type=name without a rule".equals(of("/named").rule()));
        assertThat(of("/named").deadline()).isNull();
        assertThat(of("/named").type()).isEqualTo(ConflictType.NAME);
        assertThat(of("/named").resolvedAt()).isNull();
        assertThat(aqwa.oneDrive.resolve("named")).isEmptyDirectory();
    }

    /** Edits the file on both sides under these options. */
    private void meet(Map<String, String> options) throws Exception {
        aqwa.engine().sessions().stop(session.id());
        aqwa.change("PUT", "/v1.0/me/drive/root:/a.txt:/content", "there, and longer");
        aqwa.put("a.txt", "here");
        configure(options);
    }

    private void configure(Map<String, String> options) {
        aqwa.engine().sessions().stop(session.id());
        aqwa.engine().sessions().configure(session.id(), options);
        aqwa.engine().sessions().start(session.id());
    }

    private Conflict awaitAsked(String path) {
        await().atMost(LONG)
                .until(
                        () ->
                                all().stream()
                                        .anyMatch(
                                                each ->
                                                        each.path().equals(path)
                                                                && each.rule() != null));
        return of(path);
    }

    private Conflict of(String path) {
        return all().stream()
                .filter(conflict -> conflict.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no conflict at " + path + " in " + all()));
    }

    private List<Conflict> all() {
        return aqwa.engine().conflicts().list(true);
    }
}
