package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names that OneDrive refuses as taken, and does not say by what. */
class HiddenNamesTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String SHARP_S = "Stra\u00DFe.txt";
    private static final String DOUBLE_S = "STRASSE.txt";

    private Session session;

    private void start() {
        session = aqwa.session("retry.delay=100ms");
        aqwa.awaitPoll(session.id());
    }

    @Test
    void whatHasTheNameIsFoundByLookingThroughTheFolder() throws Exception {
        for (String name : List.of(DOUBLE_S, "a.txt", "b.txt", "c.txt", "z.txt")) {
            aqwa.put("lab/" + name, name);
        }
        start();
        aqwa.awaitAtDestination("lab/" + DOUBLE_S, DOUBLE_S);
        aqwa.awaitQuiet(session.id());
        aqwa.fault("{\"kind\":\"refuse\",\"status\":404,\"operation\":\"get\"}");
        aqwa.fault("{\"kind\":\"short-page\",\"items\":1,\"operation\":\"children\"}");

        aqwa.put("lab/" + SHARP_S, "sharp");

        assertThat(awaitBeside("lab", "Stra\u00DFe")).hasContent("sharp");
        assertThat(aqwa.oneDrive.resolve("lab/" + DOUBLE_S)).hasContent(DOUBLE_S);
        assertThat(aqwa.rows("name_twin")).isEqualTo(1);
        assertThat(aqwa.rows("hidden_name")).isZero();
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
    }

    @Test
    void aFileGetsAMarkWhereNothingIsFound() throws Exception {
        start();
        aqwa.fault(refused("upload.put", ",\"path\":\"/v1.0/**/taken.txt:/content\""));

        aqwa.put("taken.txt", "content");

        Path there = awaitBeside("", "taken");
        assertThat(there).hasContent("content");
        aqwa.awaitQuiet(session.id());
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
        assertThat(renamed())
                .isEqualTo(there.getFileName() + ": Another item of the folder had the name.");

        aqwa.put("taken.txt", "edited");
        await().atMost(LONG).until(() -> Files.readString(there).equals("edited"));
        aqwa.awaitQuiet(session.id());
        assertThat(aqwa.requests().at("/onedrive/operations/children").asInt())
                .as("nobody asks for the name again")
                .isEqualTo(3);
    }

    @Test
    void aFileThatIsRenamedGetsAMarkWhereNothingIsFound() throws Exception {
        aqwa.put("a.txt", "content");
        start();
        aqwa.awaitAtDestination("a.txt", "content");
        aqwa.awaitQuiet(session.id());
        aqwa.fault(refused("patch", ",\"times\":3"));

        Files.move(aqwa.drive.resolve("a.txt"), aqwa.drive.resolve("b.txt"));

        assertThat(awaitBeside("", "b")).hasContent("content");
        assertThat(aqwa.oneDrive.resolve("a.txt")).doesNotExist();
        aqwa.awaitQuiet(session.id());
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
        assertThat(aqwa.rows("hidden_name")).isEqualTo(1);
    }

    @Test
    void aNameThatIsRefusedForAMomentIsTaken() throws Exception {
        start();
        aqwa.fault(refused("upload.put", ",\"times\":2"));

        aqwa.put("taken.txt", "content");

        aqwa.awaitAtDestination("taken.txt", "content");
        assertThat(aqwa.rows("hidden_name")).isZero();
    }

    @Test
    void aNameIsAskedForAnewOnceTheSessionIsStarted() throws Exception {
        start();
        aqwa.fault(refused("upload.put", ",\"path\":\"/v1.0/**/taken.txt:/content\""));
        aqwa.put("taken.txt", "content");
        Files.delete(awaitBeside("", "taken"));
        Files.delete(aqwa.drive.resolve("taken.txt"));
        aqwa.awaitQuiet(session.id());
        aqwa.engine().sessions().stop(session.id());
        aqwa.noFaults();

        aqwa.engine().sessions().start(session.id());
        aqwa.put("taken.txt", "anew");

        aqwa.awaitAtDestination("taken.txt", "anew");
    }

    private static String refused(String operation, String when) {
        return "{\"kind\":\"refuse\",\"status\":409,\"code\":\"nameAlreadyExists\",\"operation\":\""
                + operation
                + "\""
                + when
                + "}";
    }

    /** The file that got a mark of ours after its name. */
    private Path awaitBeside(String folder, String stem) {
        return await(stem)
                .atMost(LONG)
                .until(() -> beside(folder, stem), (List<Path> found) -> found.size() == 1)
                .get(0);
    }

    private List<Path> beside(String folder, String stem) throws IOException {
        try (Stream<Path> files = Files.list(aqwa.oneDrive.resolve(folder))) {
            return files.filter(
                            file ->
                                    file.getFileName()
                                            .toString()
                                            .matches(stem + " \\(\\w+\\)\\.txt"))
                    .toList();
        }
    }

    private String renamed() throws Exception {
        JsonNode report = aqwa.json("/api/sessions/" + session.id() + "/report?kind=renamed");
        assertThat(report.get("entries")).hasSize(1);
        JsonNode only = report.get("entries").get(0);
        return only.get("destinationName").asText() + ": " + only.get("detail").asText();
    }
}
