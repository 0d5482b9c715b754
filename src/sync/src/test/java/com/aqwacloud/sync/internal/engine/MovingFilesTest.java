package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.RouteFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MovingFilesTest extends EngineCase {

    @Test
    void everyRouteFileOfTheProductLoads() {
        assertThat(aqwa.engine().routes().files())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file.error()).isNull())
                .extracting(RouteFile::state)
                .containsOnly(RouteFile.State.LOADED);
    }

    @Test
    void aFileThatIsThereArrivesWithItsTime() throws Exception {
        Path file = aqwa.put("documents/letter.txt", "Dear all");
        Instant time = Instant.parse("2020-02-03T04:05:06Z");
        Files.setLastModifiedTime(file, FileTime.from(time));

        aqwa.session();

        aqwa.awaitAtDestination("documents/letter.txt", "Dear all");
        await().untilAsserted(
                        () ->
                                assertThat(
                                                Files.getLastModifiedTime(
                                                        aqwa.oneDrive.resolve(
                                                                "documents/letter.txt")))
                                        .isEqualTo(FileTime.from(time)));
    }

    @Test
    void aSessionPollsOnHoweverOftenItWasStoppedAndStarted() throws Exception {
        String session = aqwa.session().id();
        for (int i = 0; i < 10; i++) {
            aqwa.engine().sessions().stop(session);
            aqwa.engine().sessions().start(session);
        }

        aqwa.awaitPoll(session);
        aqwa.awaitPoll(session);
    }

    @Test
    void aRenameInDriveDoesNotHideAnEditInOneDrive() throws Exception {
        aqwa.put("plan.txt", "first");
        String session = aqwa.session("conflicts.strategy=manual").id();
        aqwa.awaitAtDestination("plan.txt", "first");
        aqwa.awaitQuiet(session);
        Files.writeString(aqwa.oneDrive.resolve("plan.txt"), "edited in OneDrive");
        aqwa.awaitPoll(session);
        aqwa.awaitPoll(session);
        Files.move(aqwa.drive.resolve("plan.txt"), aqwa.drive.resolve("renamed.txt"));
        aqwa.awaitAtDestination("renamed.txt", "edited in OneDrive");
        aqwa.awaitQuiet(session);

        Files.writeString(aqwa.drive.resolve("renamed.txt"), "edited in Drive too");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> aqwa.engine().conflicts().list(false).size() == 1);
        assertThat(aqwa.oneDrive.resolve("renamed.txt")).hasContent("edited in OneDrive");
    }
}
