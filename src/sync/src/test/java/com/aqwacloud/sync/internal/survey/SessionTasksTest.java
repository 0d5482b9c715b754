package com.aqwacloud.sync.internal.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aqwacloud.sync.api.WrongStateException;
import com.aqwacloud.sync.internal.store.StoreException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class SessionTasksTest {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final SessionTasks<String> tasks =
            new SessionTasks<>("dance", waiting::add, new Remembered());

    private static final class Remembered implements KeptResults<String> {
        private final Map<String, String> bySession = new HashMap<>();

        @Override
        public void keep(String session, String result) {
            if (result.equals("full")) {
                throw new StoreException("The disk is full", new IOException());
            }
            bySession.put(session, result);
        }

        @Override
        public Optional<String> find(String session) {
            return Optional.ofNullable(bySession.get(session));
        }
    }

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
    void aResultThatCannotBeKeptEndsTheWorkAllTheSame() {
        tasks.start("s1", task("a", "full"));

        waiting.remove().run();

        assertThat(tasks.latest("s1")).isEmpty();
        assertThat(tasks.start("s1", task("b", "over"))).isEqualTo("b");
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
