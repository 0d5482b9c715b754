package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Bandwidth;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Transfer;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Content passes no faster than its session may, and all sessions together. */
class SharedBandwidthTest extends EngineCase {
    /** What may come at once beyond a limit, in its bytes: the burst and one portion. */
    private static final Duration AT_ONCE = Duration.ofMillis(350);

    @Test
    void twoSessionsTogetherKeepWhatAllMayUse() throws Exception {
        allMayUse("600KB/s", "");
        aqwa.put("one/a.txt", "a".repeat(900_000));
        aqwa.put("two/b.txt", "b".repeat(900_000));

        aqwa.session("selection=" + aqwa.idInDrive("one"));
        aqwa.session("selection=" + aqwa.idInDrive("two"));

        assertThat(duration(uploads(2))).isGreaterThan(Duration.ofSeconds(3).minus(AT_ONCE));
    }

    @Test
    void allTransfersOfASessionTogetherKeepItsOwnLimitWhereThatIsTighter() throws Exception {
        allMayUse("600KB/s", "");
        aqwa.put("a.txt", "a".repeat(150_000));
        aqwa.put("b.txt", "b".repeat(150_000));

        aqwa.session("bandwidth.limit=100KB/s", "transfers.max-concurrent=2");

        assertThat(duration(uploads(2))).isGreaterThan(Duration.ofSeconds(3).minus(AT_ONCE));
    }

    @Test
    void aDocumentThatIsExportedKeepsTheLimitToo() throws Exception {
        aqwa.put("Plan.gdoc", "the plan");
        aqwa.post(
                "/sandbox/google/facts",
                "{\"fileId\":\"" + aqwa.idInDrive("Plan") + "\",\"exportBytes\":300000}");

        aqwa.session("bandwidth.limit=100KB/s");

        assertThat(duration(uploads(1))).isGreaterThan(Duration.ofSeconds(3).minus(AT_ONCE));
    }

    /** At that of any other time this would take longer than the test waits. */
    @Test
    void theLimitIsThatOfTheTimetableAtThisTimeOfTheWeek() throws Exception {
        DayOfWeek today = LocalDate.now().getDayOfWeek();
        // Midnight may pass.
        String near = days(today.minus(1), 3);
        String far = days(today.plus(2), 4);
        allMayUse("10KB/s", near + " 00:00-24:00 250KB/s; " + far + " 00:00-24:00 10KB/s");
        aqwa.put("a.txt", "a".repeat(750_000));

        aqwa.session();

        assertThat(duration(uploads(1))).isGreaterThan(Duration.ofSeconds(3).minus(AT_ONCE));
    }

    private static String days(DayOfWeek first, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> first.plus(i).name().substring(0, 3).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }

    private void allMayUse(String limit, String timetable) {
        aqwa.stop();
        aqwa.bandwidth =
                Bandwidth.read(Map.of(Bandwidth.LIMIT, limit, Bandwidth.TIMETABLE, timetable));
        aqwa.start();
    }

    private List<Transfer> uploads(int count) {
        return await("all have arrived")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                aqwa.transfers(JobState.COMPLETED).stream()
                                        .filter(each -> each.action() == Action.CREATE)
                                        .filter(each -> each.size() > 0)
                                        .toList(),
                        found -> found.size() == count);
    }

    private static Duration duration(List<Transfer> transfers) {
        Instant begun =
                transfers.stream()
                        .map(Transfer::startedAt)
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
        Instant ended =
                transfers.stream()
                        .map(Transfer::finishedAt)
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        return Duration.between(begun, ended);
    }
}
