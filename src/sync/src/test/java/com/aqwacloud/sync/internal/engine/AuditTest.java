package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is written down of each job. */
class AuditTest extends EngineCase {
    private static final String ENDS = "audit WHERE step = 'completed' AND task = 'create'";

    /** A process that is killed between the end of a job and its entry. */
    @Test
    void anEndThatWasNotWrittenDownIsWrittenDownAtTheNextStart() throws Exception {
        aqwa.put("one.txt", "one");
        aqwa.put("two.txt", "two");
        aqwa.session();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> aqwa.transfers(JobState.COMPLETED).size() == 2);
        await().atMost(Duration.ofSeconds(60)).until(() -> aqwa.rows(ENDS) == 2);
        aqwa.change("DELETE FROM " + ENDS + " AND path = '/one.txt'");

        aqwa.stop();
        aqwa.start();

        await().atMost(Duration.ofSeconds(60)).until(() -> aqwa.rows(ENDS) == 2);
        assertThat(aqwa.rows(ENDS + " AND path = '/one.txt' AND size = 3")).isEqualTo(1);
    }
}
