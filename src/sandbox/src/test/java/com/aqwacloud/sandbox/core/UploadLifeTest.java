package com.aqwacloud.sandbox.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long an upload may take. */
class UploadLifeTest {

    @TempDir Path home;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private final Clock clock =
            new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            };

    @Test
    void aResumableSessionLivesOneWeek() throws Exception {
        try (CloudFolder folder =
                CloudFolder.open(
                        home.resolve("files"), home.resolve("state"), Folders.GOOGLE, clock)) {
            String id = folder.sessions().open(Map.of(), -1, true).id();
            now = now.plus(Duration.ofDays(7)).minusSeconds(1);
            assertThat(folder.sessions().find(id)).isPresent();
            now = now.plusSeconds(2);
            assertThat(folder.sessions().find(id)).isEmpty();
        }
    }

    @Test
    void ofManyThatAreCompleteTheOldestAreForgotten() throws Exception {
        Layout layout = Layout.at(home.resolve("files"), home.resolve("state"));
        UploadSessions sessions = new UploadSessions(layout, clock, key -> Optional.empty(), 4);
        UploadSession open = sessions.open(Map.of(), -1, true);
        List<String> complete = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            now = now.plusSeconds(1);
            UploadSession session = sessions.open(Map.of(), 0, true);
            sessions.finish(session, "item" + i);
            complete.add(session.id());
        }
        sessions.open(Map.of(), -1, true);
        assertThat(complete)
                .filteredOn(id -> sessions.find(id).isPresent())
                .isEqualTo(complete.subList(3, 5));
        assertThat(sessions.find(open.id())).isPresent();
        assertThat(layout.sessions().toFile().list()).hasSize(4);
    }
}
