package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.Loser;
import com.aqwacloud.sync.api.Session;
import java.time.Duration;
import java.util.List;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** A session goes on as ever once the store has forgotten what went long ago. */
class TidiedSessionTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void whatIsRestoredAndUndoneLaterComesRightAndNothingElseIsKept() throws Exception {
        aqwa.put("restored.txt", "restored");
        aqwa.put("disputed.txt", "one");
        aqwa.put("folder/deleted.txt", "deleted for ever");
        aqwa.put("in-trash/inner.txt", "told of with its folder");
        Session session = aqwa.session("conflicts.prefer=source");
        aqwa.awaitAtDestination("folder/deleted.txt", "deleted for ever");
        aqwa.awaitAtDestination("in-trash/inner.txt", "told of with its folder");
        aqwa.awaitAtDestination("restored.txt", "restored");
        aqwa.awaitAtDestination("disputed.txt", "one");
        aqwa.awaitQuiet(session.id());
        dispute(session);
        String restored = aqwa.idInDrive("restored.txt");
        String inTrash = aqwa.idInDrive("in-trash");
        inDrive("PATCH", restored, "{\"trashed\":true}");
        inDrive("PATCH", inTrash, "{\"trashed\":true}");
        String folder = aqwa.idInDrive("folder");
        inDrive("PATCH", folder, "{\"trashed\":true}");
        aqwa.awaitGone("restored.txt");
        aqwa.awaitGone("folder");
        aqwa.awaitGone("in-trash");
        inDrive("DELETE", folder, "");
        await().atMost(LONG).until(() -> aqwa.rows("gone_item WHERE for_ever = 1") == 1);
        aqwa.awaitQuiet(session.id());

        tidy();
        aMonthPasses();
        tidy();

        assertThat(aqwa.rows("gone_item")).as("the folder in the trash").isEqualTo(1);
        assertThat(aqwa.rows("item")).as("that, what is in it, and a file twice").isEqualTo(4);
        assertThat(aqwa.rows("job")).isZero();
        assertThat(aqwa.rows("audit")).isZero();
        inDrive("PATCH", restored, "{\"trashed\":false}");
        inDrive("PATCH", inTrash, "{\"trashed\":false}");
        aqwa.awaitAtDestination("restored.txt", "restored");
        aqwa.awaitAtDestination("in-trash/inner.txt", "told of with its folder");
        Conflict disputed = aqwa.engine().conflicts().list(true).get(0);
        assertThat(disputed.loser().place()).isEqualTo(Loser.Place.VERSION_HISTORY);
        var answer = aqwa.call("POST", "/api/conflicts/" + disputed.id() + "/undo", null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        aqwa.awaitAtDestination("disputed.txt", "edited there");
    }

    private void dispute(Session session) throws Exception {
        aqwa.engine().sessions().stop(session.id());
        aqwa.put("disputed.txt", "here, longer");
        aqwa.change("PUT", "/v1.0/me/drive/root:/disputed.txt:/content", "edited there");
        aqwa.engine().sessions().start(session.id());
        await("the loser")
                .atMost(LONG)
                .until(
                        () ->
                                aqwa.engine().conflicts().list(true).stream()
                                        .anyMatch(found -> found.loser() != null));
        aqwa.awaitQuiet(session.id());
    }

    private void inDrive(String method, String id, String json) throws Exception {
        aqwa.change(method, "/drive/v3/files/" + id, json);
    }

    private void tidy() throws Exception {
        var exchange = new DefaultExchange(aqwa.engine().context());
        aqwa.engine().context().getRoute("tidy").getProcessor().process(exchange);
        assertThat(exchange.getException()).isNull();
    }

    private void aMonthPasses() throws Exception {
        for (String change :
                List.of(
                        "UPDATE gone_item SET since = 1",
                        "UPDATE job SET finished_at = 1 WHERE finished_at IS NOT NULL",
                        "UPDATE conflict SET resolved_at = 1 WHERE resolved_at IS NOT NULL",
                        "UPDATE audit SET at_millis = 1")) {
            aqwa.change(change);
        }
    }
}
