package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A poll costs the same however many files there are. */
class LargeDriveTest extends EngineCase {
    private static final int POLLS = 5;

    /** Where Derby says how it did what it was asked, if it is told to. */
    private static final Path PLANS = Path.of("target/derby.log");

    /** How many rows a statement looked at, and how many of them had been deleted before. */
    private static final Pattern VISITED =
            Pattern.compile(
                    "(?:Number of deleted rows visited=(\\d+)\\s+Number of pages visited=\\d+\\s+"
                            + "Number of rows qualified=\\d+\\s+)?Number of rows visited=(\\d+)");

    /** No statement looks at more, be there thousands of files or tens of thousands. */
    private static final int FEW_ROWS = 200;

    @Test
    void anIdlePollOf2000FilesInSyncIsOneRequestOfEachCloudAndAFewRows() throws Exception {
        assertIdlePollsCostNothing(2000, 0);
    }

    @Tag("soak")
    @Test
    void anIdlePollOf128000FilesInSyncIsOneRequestOfEachCloudAndAFewRows() throws Exception {
        assertIdlePollsCostNothing(2000, 6);
    }

    /** Of so many files, and then as many once more for each doubling, which only the store has. */
    private void assertIdlePollsCostNothing(int files, int doublings) throws Exception {
        for (String cloud : new String[] {"google", "onedrive"}) {
            generate(cloud, "", files);
        }
        Session session =
                aqwa.session(
                        "monitor.enabled=false",
                        "quota.google=10000000/100s",
                        "quota.onedrive=10000000/100s",
                        "transfers.max-concurrent=8");
        aqwa.poll(session.id());
        await("all are adopted")
                .atMost(Duration.ofMinutes(15))
                .until(
                        () ->
                                aqwa.engine().status().stats().jobs().get(JobState.COMPLETED)
                                        >= files);
        assertThat(aqwa.rows("baseline")).isGreaterThanOrEqualTo(files);
        aqwa.poll(session.id());
        for (int twins = 1; twins <= doublings; twins++) {
            aqwa.addTwins("ITEM", Set.of("ID", "NAME", "NAME_KEY"), "-" + twins);
            aqwa.addTwins("BASELINE", Set.of("SOURCE_ID", "DESTINATION_ID", "NAME"), "-" + twins);
            aqwa.addTwins("JOB", Set.of("SOURCE_ID"), "-" + twins);
        }
        assertThat(aqwa.rows("baseline")).isGreaterThanOrEqualTo((long) files << doublings);
        // As Derby does by itself once there are very many.
        for (String table : new String[] {"ITEM", "BASELINE", "JOB"}) {
            aqwa.change(
                    "CALL SYSCS_UTIL.SYSCS_UPDATE_STATISTICS('APP','%s',NULL)".formatted(table));
        }
        // Connections that are made from now on.
        aqwa.change(
                "CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.language.logQueryPlan','true')");
        aqwa.stop();
        aqwa.start();
        aqwa.poll(session.id());
        aqwa.forgetRequests();
        long before = Files.size(PLANS);

        for (int poll = 0; poll < POLLS; poll++) {
            aqwa.poll(session.id());
        }

        assertThat(operations("google")).containsExactly("changes.list");
        assertThat(operations("onedrive")).containsExactly("delta");
        assertThat(asked("google", "changes.list")).isEqualTo(POLLS);
        assertThat(asked("onedrive", "delta")).isEqualTo(POLLS);
        String plans = plansSince(before);
        assertThat(VISITED.matcher(plans).results().count()).as("statements").isGreaterThan(POLLS);
        assertThat(VISITED.matcher(plans).results().map(LargeDriveTest::rows))
                .allSatisfy(rows -> assertThat(rows).isLessThan(FEW_ROWS));
    }

    private static long rows(MatchResult told) {
        long deleted = told.group(1) == null ? 0 : Long.parseLong(told.group(1));
        return Long.parseLong(told.group(2)) - deleted;
    }

    private static String plansSince(long offset) throws Exception {
        try (var log = Files.newInputStream(PLANS)) {
            log.skipNBytes(offset);
            return new String(log.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Tag("soak")
    @Test
    void anIdlePollBeside100000OtherFilesIsOneRequestOfEachCloud() throws Exception {
        int files = 100_000;
        Files.createDirectory(aqwa.drive.resolve("large"));
        Files.createDirectory(aqwa.drive.resolve("watched"));
        String watched = aqwa.idInDrive("watched");
        generate("google", ",\"parent\":\"" + aqwa.idInDrive("large") + "\"", files);
        Session session = aqwa.session("monitor.interval=1h", "selection=" + watched);
        await("all are listed")
                .atMost(Duration.ofMinutes(15))
                .until(
                        () ->
                                aqwa.engine()
                                                .sessions()
                                                .find(session.id())
                                                .orElseThrow()
                                                .lastPollAt()
                                        != null);
        assertThat(asked("google", "files.list"))
                .as("pages of a thousand files")
                .isGreaterThanOrEqualTo(files / 1000);
        aqwa.poll(session.id());
        aqwa.forgetRequests();

        for (int poll = 0; poll < POLLS; poll++) {
            aqwa.poll(session.id());
        }

        assertThat(operations("google")).containsExactly("changes.list");
        assertThat(operations("onedrive")).containsExactly("delta");
        assertThat(asked("google", "changes.list")).isEqualTo(POLLS);
        assertThat(asked("onedrive", "delta")).isEqualTo(POLLS);
        // Among so many, what changes is found as soon as among few.
        aqwa.put("watched/new.txt", "new");
        await("the new file")
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> {
                            aqwa.poll(session.id());
                            return Files.exists(aqwa.oneDrive.resolve("watched/new.txt"));
                        });
    }

    private void generate(String cloud, String where, int files) throws Exception {
        aqwa.post(
                "/sandbox/generate",
                ("{\"cloud\":\"%s\"%s,\"count\":%d,\"folders\":20,\"size\":64}")
                        .formatted(cloud, where, files));
    }

    private Set<String> operations(String cloud) throws Exception {
        var names = new HashSet<String>();
        aqwa.requests().path(cloud).path("operations").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private int asked(String cloud, String operation) throws Exception {
        JsonNode requests = aqwa.requests();
        return requests.path(cloud).path("operations").path(operation).asInt();
    }
}
