package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.InvalidValueException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The folder that receives, and the selection: asked for in both clouds before a session is. */
class SessionPlacesTest extends EngineCase {

    @Test
    void filesArriveInTheFolderThatTheSessionNames() throws Exception {
        Files.createDirectories(aqwa.oneDrive.resolve("Archive"));
        aqwa.put("letter.txt", "Dear all");

        // The sandbox takes a moment to see a folder that was made by hand.
        await().ignoreExceptionsInstanceOf(InvalidValueException.class)
                .until(() -> aqwa.session("destination.folder=/Archive") != null);

        aqwa.awaitAtDestination("Archive/letter.txt", "Dear all");
    }

    @Test
    void aFolderThatDoesNotExistIsRefusedByName() {
        assertThatThrownBy(() -> aqwa.session("destination.folder=/Nowhere"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("destination.folder is \"/Nowhere\"");
        assertThat(aqwa.engine().sessions().list()).isEmpty();
    }

    @Test
    void whereACloudIsAwayTheRefusalSaysSoInWordsForPeople() throws Exception {
        aqwa.fault("{\"kind\":\"cut-response\",\"afterBytes\":0,\"operation\":\"get\"}");

        var answer =
                aqwa.call(
                        "POST",
                        "/api/sessions",
                        "{\"name\":\"One\",\"options\":{\"destination.folder\":\"/Archive\"}}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains("nothing was created: OneDrive could not read the item: the connection")
                .doesNotContain("Exception", "com.aqwacloud");
    }

    @Test
    void whereACloudAsksForALongPauseTheRefusalComesAtOnceAndSaysUntilWhen() throws Exception {
        aqwa.fault("{\"kind\":\"throttle\",\"retryAfterSeconds\":600,\"operation\":\"files.get\"}");
        aqwa.fault("{\"kind\":\"throttle\",\"retryAfterSeconds\":600,\"operation\":\"get\"}");
        var answers = new ArrayList<String>();
        for (String option :
                List.of(
                        "\"selection\":\"someFile\"",
                        "\"selection\":\"someFile\"",
                        "\"destination.folder\":\"/Archive\"",
                        "\"destination.folder\":\"/Archive\"")) {
            var answer =
                    CompletableFuture.supplyAsync(() -> create(option)).get(60, TimeUnit.SECONDS);

            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("so nothing was created: ");
            answers.add(answer.body());
        }
        assertThat(answers.get(0)).contains("account \\\"google\\\" has to wait at least until 20");
        assertThat(answers.get(1)).contains("account \\\"google\\\" has to wait at least until 20");
        assertThat(answers.get(3)).contains("account \\\"onedrive\\\" has to wait at least until");
    }

    private HttpResponse<String> create(String option) {
        try {
            String body = "{\"name\":\"One\",\"options\":{" + option + "}}";
            return aqwa.call("POST", "/api/sessions", body);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSelectionThatDoesNotExistIsRefusedByName() {
        assertThatThrownBy(() -> aqwa.session("selection=noSuchFile"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("selection holds \"noSuchFile\"");
        assertThat(aqwa.engine().sessions().list()).isEmpty();
    }
}
