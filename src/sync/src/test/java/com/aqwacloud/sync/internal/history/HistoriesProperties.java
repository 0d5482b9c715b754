package com.aqwacloud.sync.internal.history;

import static net.jqwik.api.EdgeCasesMode.NONE;
import static net.jqwik.api.ShrinkingMode.OFF;

import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.internal.history.Act.Kind;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

/**
 * Whatever people do on both sides, whenever the engine reads, works, is refused or is killed: both
 * sides come to rest as they must, and nothing of anybody's is lost. What fails is played again
 * with shrinking switched on, mended, and kept in {@link KeptHistoriesTest}; the seeds are fixed so
 * that each run plays the same.
 */
class HistoriesProperties {
    /** The first number is the file in question. */
    private static final Arbitrary<String> PASSAGES =
            Arbitraries.of(
                    "S_EDIT %1$d %2$d, D_EDIT %1$d %3$d, POLL 0 0, RUN 0 0",
                    "D_EDIT %1$d %3$d, S_EDIT %1$d %2$d, POLL 0 0, RUN 0 0",
                    "S_TRASH %1$d 0, D_EDIT %1$d %2$d, POLL 0 0",
                    "D_DELETE %1$d 0, S_EDIT %1$d %2$d, POLL 0 0",
                    "S_RENAME %1$d %2$d, D_RENAME %1$d %3$d, POLL 0 0",
                    "S_EDIT %1$d %2$d, POLL 0 0",
                    "ANSWER %2$d 0, RUN 0 0",
                    "ANSWER %2$d 0, RUN 0 0, UNDO %3$d 0",
                    "ANSWER %2$d 0, POLL 0 0, RUN 0 0, RUN 0 0, POLL 0 0",
                    "POLL 0 0, RUN 0 0, RUN 0 0, RUN 0 0",
                    "UNDO %3$d 0",
                    "UNDO %3$d 0, POLL 0 0",
                    "ANSWER 2 0, RUN 0 0, UNDO %3$d 0, S_EDIT %1$d %2$d, POLL 0 0, RUN 0 0",
                    "CANCEL %2$d 0",
                    "RETRY %2$d 0, RUN 0 0");

    /** As editors save: a new file of the name, and the old one goes to the trash. */
    private static final Arbitrary<String> REPLACED =
            Arbitraries.of(
                    "S_TRASH %1$d 0, S_NEW %2$d %3$d",
                    "S_NEW %2$d %3$d, S_TRASH %1$d 0, POLL 0 0",
                    "S_TRASH %1$d 0, POLL 0 0, S_NEW %2$d %3$d, POLL 0 0",
                    "S_TRASH 2 0, S_NEW 1 0, POLL 0 0, RUN 0 0",
                    "S_TRASH 2 0, POLL 0 0, STEP 0 0, S_NEW 1 0, POLL 0 0, STEP 0 0",
                    "S_TRASH 2 0, D_EDIT 0 %3$d, POLL 0 0, S_NEW 1 0, POLL 0 0, ANSWER 2 0,"
                            + " ANSWER %2$d 0, RUN 0 0, RUN 0 0",
                    "S_TRASH 2 0, D_EDIT 0 %3$d, POLL 0 0, S_NEW 1 %2$d, READ_SOURCE 2 0,"
                            + " ANSWER %3$d 0, POLL 0 0, RUN 0 0",
                    "S_DIR 0 2, S_NEW 3 %2$d, POLL 0 0, RUN 0 0, RUN 0 0, RUN 0 0",
                    "S_TRASH %1$d 0, S_DIR %2$d %3$d, S_NEW 3 %2$d",
                    "S_RENAME %1$d %3$d, S_NEW %2$d %3$d",
                    "D_RENAME %1$d %3$d",
                    "CANCEL %2$d 0",
                    "POLL 0 0, RUN 0 0, RUN 0 0");

    /** Of a folder that goes into the trash and comes back, nothing else is told. */
    private static final Arbitrary<String> RESTORED =
            Arbitraries.of(
                    "S_TRASH %1$d 0, POLL 0 0, RUN 0 0, RUN 0 0, POLL 0 0",
                    "S_TRASH 0 0, POLL 0 0, RUN 0 0, POLL 0 0, S_RESTORE 0 0, POLL 0 0",
                    "S_RESTORE %1$d 0",
                    "S_RESTORE %1$d 0, POLL 0 0, RUN 0 0",
                    "S_PURGE %1$d 0, POLL 0 0",
                    "S_MOVE %1$d %2$d, POLL 0 0",
                    "D_EDIT %1$d %2$d, S_TRASH %3$d 0, POLL 0 0",
                    "D_DELETE %1$d 0, POLL 0 0",
                    "D_RESTORE %1$d 0, POLL 0 0",
                    "POLL 0 0, RUN 0 0, RUN 0 0, POLL 0 0");

    @Property(tries = 60, seed = "1", edgeCases = NONE, shrinking = OFF)
    void aHistoryOfDriveEndsAsItMust(
            @ForAll("ofDrive") List<Act> acts,
            @ForAll("preferences") ConflictPreference preference) {
        Histories.check(preference, acts);
    }

    @Property(tries = 60, seed = "2", edgeCases = NONE, shrinking = OFF)
    void aHistoryOfBothSidesEndsAsItMust(
            @ForAll("histories") List<Act> acts,
            @ForAll("preferences") ConflictPreference preference) {
        Histories.check(preference, acts);
    }

    @Property(tries = 60, seed = "5", edgeCases = NONE, shrinking = OFF)
    void aHistoryInWhichContentIsDamagedEndsAsItMust(
            @ForAll("damaged") List<Act> acts,
            @ForAll("preferences") ConflictPreference preference) {
        Histories.check(preference, acts);
    }

    @Property(tries = 60, seed = "6", edgeCases = NONE, shrinking = OFF)
    void aHistoryInWhichPeopleDecideTakeBackAndGiveUpEndsAsItMust(
            @ForAll("decided") List<Act> acts,
            @ForAll("preferences") ConflictPreference preference) {
        Histories.check(preference, acts);
    }

    @Property(tries = 60, seed = "8", edgeCases = NONE, shrinking = OFF)
    void aHistoryInWhichFilesAreReplacedEndsAsItMust(
            @ForAll("replaced") List<Act> acts,
            @ForAll("preferences") ConflictPreference preference) {
        Histories.check(preference, acts);
    }

    @Property(tries = 60, seed = "10", edgeCases = NONE, shrinking = OFF)
    void aHistoryInWhichTheStoreIsTidiedEndsAsItMust(
            @ForAll("tidied") List<Act> acts,
            @ForAll("preferences") ConflictPreference preference) {
        Histories.check(preference, acts);
    }

    @Tag("soak")
    @Property(tries = 1500, seed = "11", edgeCases = NONE, shrinking = OFF)
    void thousandsOfHistoriesInWhichTheStoreIsTidiedEndAsTheyMust(
            @ForAll("tidied") List<Act> acts,
            @ForAll("preferences") ConflictPreference preference) {
        Histories.check(preference, acts);
    }

    @Tag("soak")
    @Property(tries = 1500, seed = "3", edgeCases = NONE, shrinking = OFF)
    void thousandsOfHistoriesOfDriveEndAsTheyMust(
            @ForAll("ofDrive") List<Act> acts,
            @ForAll("preferences") ConflictPreference preference) {
        Histories.check(preference, acts);
    }

    @Tag("soak")
    @Property(tries = 1500, seed = "4", edgeCases = NONE, shrinking = OFF)
    void thousandsOfHistoriesOfBothSidesEndAsTheyMust(
            @ForAll("histories") List<Act> acts,
            @ForAll("preferences") ConflictPreference preference) {
        Histories.check(preference, acts);
    }

    @Tag("soak")
    @Property(tries = 1000, seed = "7", edgeCases = NONE, shrinking = OFF)
    void thousandsOfHistoriesOfDecisionsEndAsTheyMust(
            @ForAll("decided") List<Act> acts,
            @ForAll("preferences") ConflictPreference preference) {
        Histories.check(preference, acts);
    }

    @Tag("soak")
    @Property(tries = 1000, seed = "9", edgeCases = NONE, shrinking = OFF)
    void thousandsOfHistoriesOfReplacedFilesEndAsTheyMust(
            @ForAll("replaced") List<Act> acts,
            @ForAll("preferences") ConflictPreference preference) {
        Histories.check(preference, acts);
    }

    /** Nobody but the engine does anything in OneDrive. */
    @Provide
    Arbitrary<List<Act>> ofDrive() {
        return histories()
                .map(
                        acts ->
                                acts.stream()
                                        .filter(act -> !act.kind().name().startsWith("D_"))
                                        .toList());
    }

    @Provide
    Arbitrary<List<Act>> histories() {
        return acts().list().ofMinSize(3).ofMaxSize(25);
    }

    private static Arbitrary<Act> acts() {
        Arbitrary<Kind> kinds =
                Arbitraries.frequency(
                        Tuple.of(3, Kind.S_NEW),
                        Tuple.of(1, Kind.S_DIR),
                        Tuple.of(4, Kind.S_EDIT),
                        Tuple.of(1, Kind.S_TOUCH),
                        Tuple.of(4, Kind.S_RENAME),
                        Tuple.of(4, Kind.S_MOVE),
                        Tuple.of(3, Kind.S_TRASH),
                        Tuple.of(1, Kind.S_RESTORE),
                        Tuple.of(1, Kind.S_PURGE),
                        Tuple.of(1, Kind.S_SWAP),
                        Tuple.of(1, Kind.S_BECOME_FOLDER),
                        Tuple.of(1, Kind.S_INTO_CHILD),
                        Tuple.of(2, Kind.D_NEW),
                        Tuple.of(1, Kind.D_DIR),
                        Tuple.of(1, Kind.D_COPY),
                        Tuple.of(3, Kind.D_EDIT),
                        Tuple.of(1, Kind.D_TOUCH),
                        Tuple.of(2, Kind.D_RENAME),
                        Tuple.of(2, Kind.D_MOVE),
                        Tuple.of(2, Kind.D_DELETE),
                        Tuple.of(1, Kind.D_RESTORE),
                        Tuple.of(10, Kind.POLL),
                        Tuple.of(1, Kind.READ_SOURCE),
                        Tuple.of(1, Kind.READ_DESTINATION),
                        Tuple.of(2, Kind.CLAIM),
                        Tuple.of(10, Kind.STEP),
                        Tuple.of(6, Kind.RUN),
                        Tuple.of(2, Kind.DECIDE),
                        Tuple.of(2, Kind.REFUSE),
                        Tuple.of(3, Kind.LOSE_ANSWER),
                        Tuple.of(4, Kind.CRASH),
                        Tuple.of(1, Kind.FORGET_SOURCE),
                        Tuple.of(1, Kind.FORGET_DESTINATION));
        return Combinators.combine(kinds, numbers(), numbers()).as(Act::new);
    }

    private static Arbitrary<Integer> numbers() {
        return Arbitraries.integers().between(0, 11).withoutEdgeCases();
    }

    /**
     * Both sides do something to the same file, mostly, and people decide conflicts by themselves,
     * take decisions back, give jobs up and have them tried again. What happens by chance alone
     * hardly ever comes so far.
     */
    @Provide
    Arbitrary<List<Act>> decided() {
        return with(PASSAGES);
    }

    /** Files go, and others come under their names, as chance alone hardly ever has it. */
    @Provide
    Arbitrary<List<Act>> replaced() {
        return with(REPLACED);
    }

    private static Arbitrary<List<Act>> with(Arbitrary<String> passages) {
        return Arbitraries.frequencyOf(
                        Tuple.of(1, acts().map(List::of)),
                        Tuple.of(
                                1,
                                Combinators.combine(passages, numbers(), numbers(), numbers())
                                        .as(HistoriesProperties::passage)))
                .list()
                .ofMinSize(3)
                .ofMaxSize(20)
                .map(parts -> parts.stream().flatMap(List::stream).toList());
    }

    private static List<Act> passage(String acts, int file, int one, int other) {
        return Histories.parse(acts.formatted(file, one, other));
    }

    /** Content is damaged on its way, and mostly nobody hears of that. */
    @Provide
    Arbitrary<List<Act>> damaged() {
        return histories()
                .map(
                        acts ->
                                acts.stream()
                                        .flatMap(
                                                act ->
                                                        act.kind() == Kind.LOSE_ANSWER
                                                                ? Stream.of(
                                                                        new Act(Kind.DAMAGE, 0, 0),
                                                                        act)
                                                                : Stream.of(act))
                                        .toList());
    }

    /** What is gone is forgotten at once, whenever it can be. */
    @Provide
    Arbitrary<List<Act>> tidied() {
        return Arbitraries.oneOf(decided(), replaced(), with(RESTORED), with(RESTORED))
                .map(
                        acts ->
                                acts.stream()
                                        .flatMap(act -> Stream.of(act, new Act(Kind.TIDY, 0, 0)))
                                        .toList());
    }

    @Provide
    Arbitrary<ConflictPreference> preferences() {
        return Arbitraries.of(ConflictPreference.values());
    }
}
