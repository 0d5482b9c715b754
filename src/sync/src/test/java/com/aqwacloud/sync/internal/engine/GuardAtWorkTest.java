package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.ConflictFilter;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.Deciders;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionState;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody is asked twice about a delete, and a dry run knows what was answered. */
class GuardAtWorkTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final List<String> FILES = List.of("a.txt", "b.txt", "c.txt");

    private Session session;

    @Test
    void whatAPersonDecidedInTheInboxGoesUnasked() throws Exception {
        sync();
        aqwa.engine().sessions().stop(session.id());
        for (String file : FILES) {
            // At once, so that no poll is told of a delete alone.
            aqwa.change("PUT", "/v1.0/me/drive/root:/" + file + ":/content", "edited there");
            Files.delete(aqwa.drive.resolve(file));
        }
        aqwa.engine().sessions().start(session.id());
        await("all are in conflict")
                .atMost(LONG)
                .until(() -> aqwa.engine().conflicts().list(false).size() == FILES.size());
        aqwa.engine().sessions().stop(session.id());

        var all = new ConflictFilter(session.id(), null, null);
        aqwa.engine().conflicts().resolve(all, ConflictPreference.SOURCE, Deciders.API);

        JsonNode plan = planned();
        assertThat(plan.at("/actions/delete/count").asInt()).isEqualTo(FILES.size());
        assertThat(plan.get("deletesHeld").asInt()).isZero();
        aqwa.engine().sessions().start(session.id());
        for (String file : FILES) {
            aqwa.awaitGone(file);
        }
        aqwa.awaitPoll(session.id());
        assertThat(state()).isEqualTo(SessionState.RUNNING);
    }

    @Test
    void aDryRunOfASessionThatAsksSaysWhatItsStartDoes() throws Exception {
        aqwa.put("later.txt", "one");
        sync();
        aqwa.engine().sessions().stop(session.id());
        for (String file : FILES) {
            Files.delete(aqwa.drive.resolve(file));
        }
        await("one poll is told of all")
                .atMost(LONG)
                .until(
                        () -> aqwa.driveFiles().get("files").findValuesAsText("name"),
                        List.of("later.txt")::equals);
        aqwa.engine().sessions().start(session.id());
        await("the guard asks").atMost(LONG).until(() -> state() == SessionState.PAUSED);

        JsonNode plan = planned();
        assertThat(plan.at("/actions/delete/count").asInt()).isEqualTo(FILES.size());
        assertThat(plan.get("deletesHeld").asInt()).as("allowed by the start").isZero();

        Files.delete(aqwa.drive.resolve("later.txt"));
        await("the dry run knows of all")
                .atMost(LONG)
                .until(() -> planned().at("/actions/delete/count").asInt() == FILES.size() + 1);
        assertThat(planned().get("deletesHeld").asInt()).as("of what nobody was asked yet").isOne();

        aqwa.engine().sessions().stop(session.id());
        assertThat(planned().get("deletesHeld").asInt())
                .as("after a stop all is asked for anew")
                .isEqualTo(FILES.size() + 1);
    }

    private void sync() throws Exception {
        for (String file : FILES) {
            aqwa.put(file, "one");
        }
        session =
                aqwa.session(
                        "conflicts.strategy=manual",
                        "deletes.max-files=0",
                        "deletes.max-percent=0");
        for (String file : FILES) {
            aqwa.awaitAtDestination(file, "one");
        }
        aqwa.awaitQuiet(session.id());
    }

    private SessionState state() {
        return aqwa.engine().sessions().find(session.id()).orElseThrow().state();
    }

    private JsonNode planned() throws Exception {
        return aqwa.planned(session.id());
    }
}
