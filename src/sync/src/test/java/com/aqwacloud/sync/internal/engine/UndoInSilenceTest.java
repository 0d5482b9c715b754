package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.Session;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whoever wants a conflict undone is not kept waiting by a cloud that asked for silence. */
class UndoInSilenceTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void anUndoIsRefusedAtOnceAndSaysUntilWhen() throws Exception {
        aqwa.put("a.txt", "one");
        Session session = aqwa.session("conflicts.prefer=source");
        aqwa.awaitAtDestination("a.txt", "one");
        aqwa.awaitQuiet(session.id());
        aqwa.engine().sessions().stop(session.id());
        Files.writeString(aqwa.oneDrive.resolve("a.txt"), "there");
        aqwa.put("a.txt", "here, longer");
        aqwa.engine().sessions().start(session.id());
        aqwa.awaitAtDestination("a.txt", "here, longer");
        await("the loser")
                .atMost(LONG)
                .until(() -> conflict() != null && conflict().loser() != null);
        aqwa.engine().sessions().stop(session.id());
        aqwa.fault(
                "{\"kind\":\"throttle\",\"cloud\":\"onedrive\",\"retryAfterSeconds\":600,\"times\":1}");
        undo();

        HttpResponse<String> refused =
                CompletableFuture.supplyAsync(this::undo).get(60, TimeUnit.SECONDS);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains(
                        "could not be brought back: ",
                        "account \\\"onedrive\\\" has to wait at least until 20");
        assertThat(conflict().undoneAt()).isNull();
    }

    private HttpResponse<String> undo() {
        try {
            return aqwa.call("POST", "/api/conflicts/" + conflict().id() + "/undo", null);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Conflict conflict() {
        return aqwa.engine().conflicts().list(true).stream().findFirst().orElse(null);
    }
}
