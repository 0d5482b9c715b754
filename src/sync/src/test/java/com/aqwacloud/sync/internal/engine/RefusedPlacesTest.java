package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Names, paths and moves that OneDrive does not take. */
class RefusedPlacesTest extends EngineCase {
    private static final String LONG = "d".repeat(180);
    private static final String LONGER = "e".repeat(190);

    @Test
    void whatHasTooLongAPathComesOnceItIsShorter() throws Exception {
        String name = "a".repeat(200) + ".txt";
        aqwa.put(LONG + "/" + LONGER + "/deep.txt", "too deep");
        aqwa.put(LONG + "/" + name, "too long");
        aqwa.put("forms", "SharePoint's own");
        Session session = aqwa.session();
        aqwa.awaitAtDestination("\uFF46orms", "SharePoint's own");
        await("its name is cut")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            String[] there = aqwa.oneDrive.resolve(LONG).toFile().list();
                            return there != null
                                    && there.length == 1
                                    && there[0].matches("a{100,180} \\(\\w+\\)\\.txt");
                        });
        aqwa.awaitQuiet(session.id());
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
        JsonNode findings = aqwa.verified(session.id()).get("findings");
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).get("outcome").asText()).isEqualTo("missing-at-destination");
        assertThat(findings.get(0).get("path").asText()).endsWith("/deep.txt");
        assertThat(findings.get(0).get("reason").asText())
                .startsWith("It is left out: ")
                .contains("OneDrive takes 400");

        Files.move(aqwa.drive.resolve(LONG), aqwa.drive.resolve("short"));

        aqwa.awaitAtDestination("short/" + LONGER + "/deep.txt", "too deep");
        aqwa.awaitAtDestination("short/" + name, "too long");
        assertThat(aqwa.oneDrive.resolve("short").toFile().list())
                .containsExactlyInAnyOrder(LONGER, name);
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
    }

    @Test
    void whatIsRefusedBecauseOfFoldersInOneDriveIsDecidedAgain() throws Exception {
        aqwa.fault(
                """
                {"kind":"refuse","status":400,"code":"invalidRequest","innerCode":"pathIsTooLong",
                 "operation":"upload.put","times":1}
                """);
        aqwa.put("letter.txt", "Dear all");
        aqwa.put("folder/other.txt", "other");
        Session session = aqwa.session("retry.delay=100ms");
        aqwa.awaitAtDestination("letter.txt", "Dear all");
        aqwa.awaitAtDestination("folder/other.txt", "other");
        aqwa.awaitQuiet(session.id());
        aqwa.fault("{\"kind\":\"refuse\",\"status\":400,\"operation\":\"patch\",\"times\":1}");

        Files.move(aqwa.drive.resolve("letter.txt"), aqwa.drive.resolve("folder/letter.txt"));

        aqwa.awaitAtDestination("folder/letter.txt", "Dear all");
        aqwa.awaitQuiet(session.id());
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
    }
}
