package com.aqwacloud.sync.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one rule by which a loser's copy is named. */
class KeptNamesTest {
    @ParameterizedTest
    @CsvSource({
        "a.txt, 2026-03-04, 1, 'a (OneDrive, 2026-03-04).txt'",
        "a.txt, 2026-03-04, 2, 'a (OneDrive, 2026-03-04, 2).txt'",
        "a.txt, , 1, 'a (OneDrive).txt'",
        "a.txt, , 3, 'a (OneDrive, 3).txt'",
        "folder, 2026-03-04, 1, 'folder (OneDrive, 2026-03-04)'",
        ".profile, 2026-03-04, 1, '.profile (OneDrive, 2026-03-04)'",
        "'a (OneDrive, 2026-03-03).txt', 2026-03-04, 1, 'a (OneDrive, 2026-03-04).txt'",
        "'a (OneDrive, 2026-03-03, 7).txt', 2026-03-04, 2, 'a (OneDrive, 2026-03-04, 2).txt'"
    })
    void aKeptNameSaysWhoseAndOfWhen(String name, String date, int number, String kept) {
        assertThat(NameRule.kept(name, date, number)).isEqualTo(kept);
        assertThat(NameRule.isKept(kept)).isTrue();
        assertThat(NameRule.isKeptOf(kept, name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a.txt",
        "a (OneDrive).b.txt",
        "OneDrive (2026-03-04).txt",
        "'a (OneDrive, x).txt'"
    })
    void anyOtherNameIsNone(String name) {
        assertThat(NameRule.isKept(name)).isFalse();
    }

    @Test
    void aLongNameIsCutBeforeTheMark() {
        String name = "x".repeat(250) + ".txt";

        String kept = NameRule.kept(name, "2026-03-04", 2);

        assertThat(kept).hasSize(255).endsWith("x (OneDrive, 2026-03-04, 2).txt");
        assertThat(NameRule.beside(name, "id")).hasSizeLessThanOrEqualTo(255).endsWith(").txt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.txt",
                "Minutes.final version for the board of directors in November",
                "budget.numbers",
                ".a profile whose name is longer than some rooms",
                "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00.txt"
            })
    void noMarkMakesANameLongerThanItsRoomOrAllThereIs(String name) {
        for (int room = 32; room <= 300; room++) {
            List<String> names =
                    List.of(
                            NameRule.atDestination(name, false, room),
                            NameRule.beside(name, "id", 1, room),
                            NameRule.kept(name, "2026-03-04", 22, room));
            int most = room;
            assertThat(names)
                    .allSatisfy(each -> assertThat(each).hasSizeLessThanOrEqualTo(most))
                    .allSatisfy(each -> assertThat(each).startsWith(first(name)));
        }
    }

    private static String first(String name) {
        return Character.toString(name.codePointAt(0));
    }
}
