package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.InvalidValueException;
import java.nio.file.Files;
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
    void aSelectionThatDoesNotExistIsRefusedByName() {
        assertThatThrownBy(() -> aqwa.session("selection=noSuchFile"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("selection holds \"noSuchFile\"");
        assertThat(aqwa.engine().sessions().list()).isEmpty();
    }
}
