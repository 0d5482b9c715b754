package com.aqwacloud.sync.api;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePatternsTest {
    /** Each row is what "git check-ignore --no-index" says with core.ignorecase. */
    @ParameterizedTest
    @CsvFileSource(resources = "gitignore.txt", delimiterString = " | ")
    void patternsMeanWhatTheyMeanToGit(String patterns, String path, boolean ignored) {
        assertThat(excludes(patterns, path)).isEqualTo(ignored);
    }

    @ParameterizedTest
    @CsvSource({
        "'  *.tmp ;; /a b/ ; ', *.tmp; /a b/",
        "a\\; b, a\\; b",
        "'a\\ ;b', 'a\\ ; b'",
        "'a\\ ;', 'a\\ ;'",
        "'', ''"
    })
    void whatIsWrittenIsReadBack(String text, String written) {
        FilePatterns patterns = FilePatterns.parse(text);

        assertThat(patterns).hasToString(written);
        assertThat(FilePatterns.parse(written.trim())).isEqualTo(patterns);
    }

    @Test
    void aSpaceAtTheEndCountsAfterABackslash() {
        assertThat(excludes("a\\ ;", "a ")).isTrue();
        assertThat(excludes("a\\ ;", "a")).isFalse();
        assertThat(excludes("a ;", "a")).isTrue();
    }

    @Test
    void accentsAreTheSameHoweverTheyAreComposed() {
        assertThat(excludes("caf\u00e9", "cafe\u0301")).isTrue();
        assertThat(excludes("CAFE\u0301", "caf\u00e9")).isTrue();
        assertThat(excludes("?.txt", "\uD83D\uDE00.txt")).isTrue();
    }

    @Test
    void aSlashInANameIsNoFolder() {
        FilePatterns patterns = FilePatterns.parse("AC*.mp3; /DC.mp3");

        assertThat(patterns.outermost(List.of(), Set.of("AC/DC.mp3"), false)).isPresent();
        assertThat(FilePatterns.parse("DC.mp3").outermost(List.of(), Set.of("AC/DC.mp3"), false))
                .isEmpty();
    }

    @Test
    void anyOfTheNamesWillDo() {
        FilePatterns patterns = FilePatterns.parse("/Work/*.docx");

        assertThat(patterns.outermost(List.of("Work"), Set.of("Plan", "Plan.docx"), false))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "/Photos/; !/Photos/raw/, Photos/a.jpg, true",
        "/Photos/; !/Photos/raw/, Photos/raw/a.jpg, false",
        "/Photos/; !/Photos/raw/, Photos/raw/x/a.jpg, false",
        "/Photos/; !raw/; keep.jpg, Photos/raw/keep.jpg, true",
        "/Photos/, b.jpg, false",
        "*.jpg, x/y/a.jpg, true",
        "*.jpg, x/y/a.png, false"
    })
    void theNearestFolderSaysWhetherAFileIsIncluded(String patterns, String path, boolean meant) {
        List<String> names = List.of(path.split("/"));
        int last = names.size() - 1;

        assertThat(
                        FilePatterns.parse(patterns)
                                .mean(names.subList(0, last), Set.of(names.get(last)), false))
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[abc | has a [ without its ]",
                "*.tmp; [abc | holds the pattern \"[abc\"",
                "[] | has a [ without its ]",
                "[!] | has a [ without its ]",
                "a[b/c] | has a [ without its ]",
                "[z-a] | has a range in [ ] that runs backwards",
                "[[:letter:]] | has the unknown class [:letter:]",
                "a\\ | ends in a \\ with nothing after it",
                "! | names nothing",
                "/ | names nothing",
                "!/ | names nothing",
                "a//b | must not hold //",
                "./a | must not hold . or .. as a name",
                "a/../b | must not hold . or .. as a name"
            })
    void aBrokenPatternIsRefusedByName(String text, String reason) {
        for (String key : List.of("select.exclude", "select.include")) {
            assertThatThrownBy(() -> SessionOptions.DEFAULTS.with(Map.of(key, text)))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageStartingWith(key + " holds the pattern \"")
                    .hasMessageContaining(reason);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\tb"})
    void controlCharactersAreRefused(String text) {
        assertThatThrownBy(() -> SessionOptions.DEFAULTS.with(Map.of("select.exclude", text)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("select.exclude must not hold control characters.");
    }

    @Test
    void whatIsTooLongIsRefused() {
        assertThatThrownBy(() -> FilePatterns.parse("a".repeat(401)))
                .hasMessageContaining("must have at most 400 characters");
        assertThatThrownBy(
                        () ->
                                SessionOptions.DEFAULTS.with(
                                        Map.of("select.include", "a;".repeat(4001))))
                .hasMessage("select.include must have at most 8000 characters.");
    }

    @Test
    void noPatternTakesLong() {
        String folders = "x/".repeat(150);
        assertTimeoutPreemptively(
                ofSeconds(5),
                () -> {
                    assertThat(excludes("*a".repeat(100) + "b", "a".repeat(400))).isFalse();
                    assertThat(excludes("**/x/".repeat(60) + "b", folders + "a")).isFalse();
                });
    }

    private static boolean excludes(String patterns, String path) {
        List<String> names = List.of(path.split("/"));
        int last = names.size() - 1;
        return FilePatterns.parse(patterns)
                .outermost(names.subList(0, last), Set.of(names.get(last)), path.endsWith("/"))
                .isPresent();
    }
}
