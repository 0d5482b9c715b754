package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.Session;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of any length are read to their end, page by page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListsTest {
    private EngineFixture aqwa;

    @BeforeAll
    void fill(@TempDir Path folder) throws Exception {
        aqwa = new EngineFixture(folder);
        for (int i = 0; i < 5; i++) {
            aqwa.put("clash" + i + ".txt", "in Google Drive");
            Files.writeString(aqwa.oneDrive.resolve("clash" + i + ".txt"), "other " + i);
            aqwa.put("plain" + i + ".txt", "plain " + i);
        }
        Session session = aqwa.session("conflicts.strategy=manual");
        await().until(() -> aqwa.engine().conflicts().list(false).size() == 5);
        aqwa.awaitQuiet(session.id());
        List<Long> open =
                aqwa.engine().conflicts().list(false).stream().map(each -> each.id()).toList();
        aqwa.engine()
                .conflicts()
                .resolve(List.of(open.get(1), open.get(3)), ConflictPreference.DESTINATION, "test");
    }

    @AfterAll
    void stop() throws Exception {
        aqwa.close();
    }

    @ParameterizedTest
    @CsvSource({
        "conflicts?, 3",
        "conflicts?state=open, 3",
        "conflicts?state=decided, 2",
        "conflicts?all=true, 5",
        "transfers?state=completed, 5",
        "transfers?state=completed&session=s1, 5"
    })
    void pagesMakeUpTheWholeList(String list, int length) throws Exception {
        List<Long> whole = ids(list);

        var byPages = new ArrayList<Long>();
        List<Long> page = ids(list + "&limit=2");
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            byPages.addAll(page);
            page = ids(list + "&limit=2&before=" + byPages.get(byPages.size() - 1));
        }

        assertThat(whole).hasSize(length).isSortedAccordingTo((one, other) -> (int) (other - one));
        assertThat(byPages).isEqualTo(whole);
    }

    @Test
    void aPageOfTransfersNeedsAState() throws Exception {
        var answer = aqwa.call("GET", "/api/transfers?before=7", null);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"before\"", "needs a state");
    }

    private List<Long> ids(String list) throws Exception {
        var ids = new ArrayList<Long>();
        for (JsonNode each : aqwa.json("/api/" + list)) {
            ids.add(each.get("id").asLong());
        }
        return ids;
    }
}
