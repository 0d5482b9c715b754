package com.aqwacloud.sync.internal.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Condition> waiters = new HashMap<>();
    private final Map<Condition, String> names = new HashMap<>();

    private void join(String session, String name) {
        Condition waiter = lock.newCondition();
        waiters.put(name, waiter);
        names.put(waiter, name);
        turns.join(session, waiter);
    }

    private List<String> serveAll() {
        var order = new ArrayList<String>();
        while (turns.first() != null) {
            String name = names.get(turns.first());
            order.add(name);
            turns.served(name.substring(0, 1));
        }
        return order;
    }

    @Test
    void sessionsTakeTurnsAndWithinOneTheFirstToComeGoesFirst() {
        List.of("a1", "a2", "a3", "a4", "b1", "b2", "c1")
                .forEach(name -> join(name.substring(0, 1), name));
        assertThat(turns.size()).isEqualTo(7);

        assertThat(serveAll()).containsExactly("a1", "b1", "c1", "a2", "b2", "a3", "a4");

        assertThat(turns.size()).isZero();
    }

    @Test
    void whoComesBackAtOnceIsBehindAllOthers() {
        join("a", "a1");
        join("b", "b1");
        turns.served("a");
        join("a", "a2");

        assertThat(serveAll()).containsExactly("b1", "a2");
    }

    @Test
    void whoGivesUpCostsNobodyAPlace() {
        List.of("a1", "a2", "b1", "b2").forEach(name -> join(name.substring(0, 1), name));

        turns.leave("a", waiters.get("a1"));
        turns.leave("b", waiters.get("b1"));

        assertThat(serveAll()).containsExactly("a2", "b2");
    }

    @Test
    void aThousandWaitersOfOneSessionAreOneTurnToAnother() {
        for (int i = 0; i < 1000; i++) {
            join("a", "a" + i);
        }
        join("b", "b1");

        assertThat(serveAll().indexOf("b1")).isEqualTo(1);
    }
}
