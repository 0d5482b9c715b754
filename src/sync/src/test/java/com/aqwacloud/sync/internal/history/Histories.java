package com.aqwacloud.sync.internal.history;

import com.aqwacloud.sync.api.ConflictPreference;
import java.util.Arrays;
import java.util.List;

/** Plays histories and says what came out wrong. */
final class Histories {
    private Histories() {}

    /** A history as a failure tells it: acts separated by commas. */
    static List<Act> parse(String acts) {
        return Arrays.stream(acts.split(", "))
                .map(act -> act.split(" "))
                .map(
                        words ->
                                new Act(
                                        Act.Kind.valueOf(words[0]),
                                        Integer.parseInt(words[1]),
                                        Integer.parseInt(words[2])))
                .toList();
    }

    /**
     * Plays a history to its end.
     *
     * @throws AssertionError if it does not end as it must; it tells the whole story
     */
    static void check(ConflictPreference preference, List<Act> acts) {
        try (var history = new History(preference, true)) {
            try {
                history.play(acts);
                history.settle();
            } catch (RuntimeException e) {
                throw new AssertionError(history.tell(), e);
            }
            List<String> wrongs = Prediction.wrongs(history);
            if (!wrongs.isEmpty()) {
                throw new AssertionError(String.join("\n", wrongs) + "\n" + history.tell());
            }
            if (history.ledger().nameless() > 0) {
                throw new AssertionError("What nobody knows is kept\n" + history.tell());
            }
            history.tidy();
            int again = history.planAllAgain();
            if (again > 0) {
                throw new AssertionError(again + " jobs out of nothing\n" + history.tell());
            }
        }
    }
}
