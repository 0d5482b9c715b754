package com.aqwacloud.sync.internal.watch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Lets one poll of a session at a time read its feeds: two would each keep the same page, and move
 * the cursor back. A stop waits for no poll, and the start that follows begins another.
 * Thread-safe.
 */
final class PollTurns {
    private static final String TURN = "AqwaPollTurn";

    private final Map<String, Turn> turns = new ConcurrentHashMap<>();

    private static final class Turn {
        private final Semaphore polling = new Semaphore(1);
        private final Semaphore waiting = new Semaphore(1);
    }

    /**
     * Waits for the poll before to end. The turn is the exchange's until that is done.
     *
     * @param wanted whether the poll is still to be made, which is asked once a second
     * @return false if it is not, or if another waits already, which will read all that this would
     */
    boolean take(Exchange exchange, String session, BooleanSupplier wanted) {
        Turn turn = turns.computeIfAbsent(session, id -> new Turn());
        if (exchange.getProperty(TURN) == turn) {
            return true;
        }
        if (!turn.polling.tryAcquire() && !await(turn, wanted)) {
            return false;
        }
        exchange.setProperty(TURN, turn);
        exchange.getExchangeExtension()
                .addOnCompletion(
                        new SynchronizationAdapter() {
                            @Override
                            public boolean allowHandover() {
                                // What a queue takes a copy of, it may throw away.
                                return false;
                            }

                            @Override
                            public void onDone(Exchange done) {
                                turn.polling.release();
                            }
                        });
        return true;
    }

    private static boolean await(Turn turn, BooleanSupplier wanted) {
        if (!turn.waiting.tryAcquire()) {
            return false;
        }
        try {
            while (wanted.getAsBoolean()) {
                if (turn.polling.tryAcquire(1, TimeUnit.SECONDS)) {
                    return true;
                }
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            turn.waiting.release();
        }
    }
}
