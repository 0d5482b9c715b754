package com.aqwacloud.sandbox.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
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
}
