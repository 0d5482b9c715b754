package com.aqwacloud.sync.internal.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aqwacloud.sync.api.WrongStateException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class SessionTasksTest {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final SessionTasks<String> tasks = new SessionTasks<>("dance", waiting::add);

    @Test
    void theLatestStateIsToldWhileItRunsAndAfter() {
        assertThat(tasks.latest("s1")).isEmpty();

        assertThat(tasks.start("s1", task("under way", "over"))).isEqualTo("under way");

        assertThat(tasks.latest("s1")).contains("under way");
        waiting.remove().run();
        assertThat(tasks.latest("s1")).contains("over");
    }

    @Test
    void aSecondOneOfASessionIsRefusedWhileTheFirstRuns() {
        tasks.start("s1", task("first", "over"));
        tasks.start("s2", task("other", "over"));

        assertThatThrownBy(() -> tasks.start("s1", task("second", "over")))
                .isInstanceOf(WrongStateException.class)
                .hasMessageContaining("dance of session s1 is under way");
        assertThat(tasks.latest("s1")).contains("first");

        waiting.remove().run();
        assertThat(tasks.start("s1", task("second", "over"))).isEqualTo("second");
    }

    @Test
    void resultsOfSessionsThatAreGoneAreForgotten() {
        tasks.start("s1", task("a", "over"));
        tasks.start("s2", task("b", "over"));
        waiting.remove().run();

        tasks.keepOnly(session -> false);

        assertThat(tasks.latest("s1")).isEmpty();
        assertThat(tasks.latest("s2")).contains("b");
    }

    private static SessionTask<String> task(String present, String result) {
        return new SessionTask<>() {
            @Override
            public String present() {
                return present;
            }

            @Override
            public String run() {
                return result;
            }
        };
    }
}
