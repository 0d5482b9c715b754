package com.aqwacloud.sync.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConflictRulesTest {
    private static SessionOptions rules(String text) {
        return SessionOptions.DEFAULTS.with(Map.of("conflicts.rules", text));
    }

    @ParameterizedTest
    @CsvSource({
        "/Finance/2026/plan.xlsx, SIMULTANEOUS_EDIT, /Finance/** manual",
        "/Finance/x.tmp, SIMULTANEOUS_EDIT, /Finance/** manual",
        "/a/b/x.TMP, SIZE_MISMATCH, *.tmp source",
        "/a/b/x.txt, DELETE_EDIT, type=delete-edit destination",
        "/Shared/x, NAME, /Shared/** type=name keep-both",
        "/Shared/x, TIMESTAMP, none",
        "/Finance, SIMULTANEOUS_EDIT, none",
        "/other/Finance/x, SIMULTANEOUS_EDIT, none",
        "/My files/a b, EDIT_RENAME, /My files prompt"
    })
    void theFirstRuleThatMatchesHolds(String path, ConflictType type, String rule) {
        SessionOptions options =
                rules(
                        "/Finance/** manual; *.tmp source; type=delete-edit destination;"
                                + " /Shared/**  type=name keep-both;; /My files prompt ;");

        assertThat(options.rule(path, type).map(ConflictRule::toString).orElse("none"))
                .isEqualTo(rule);
        assertThat(SessionOptions.DEFAULTS.with(options.toMap())).isEqualTo(options);
    }

    @Test
    void aRuleSaysWhoDecidesAndWhoWins() {
        SessionOptions options = rules("a auto; b manual; c keep-both; * type=Name Newer");

        assertThat(options.rules().get(0).strategy()).isEqualTo(ConflictStrategy.AUTO);
        assertThat(options.rules().get(0).preference()).isEmpty();
        assertThat(options.rules().get(1).strategy()).isEqualTo(ConflictStrategy.MANUAL);
        assertThat(options.rules().get(2).strategy()).isEqualTo(ConflictStrategy.AUTO);
        assertThat(options.rules().get(2).preference()).contains(ConflictPreference.KEEP_BOTH);
        assertThat(options.rules().get(3).preference()).contains(ConflictPreference.NEWER);
    }

    @ParameterizedTest
    @CsvSource({
        "*.tmp, /a/b.tmp, true",
        "*.tmp, /b.tmp/inner, true",
        "*.tmp, /b.tmpx, false",
        "/*.tmp, /b.tmp, true",
        "/*.tmp, /a/b.tmp, false",
        "a/b, /a/b/c, true",
        "a/b, /x/a/b, false",
        "**/b, /b, true",
        "**/b, /x/y/b, true",
        "/a/**/b, /a/b, true",
        "/a/**/b, /a/x/y/b, true",
        "/a/**/b, /ab, false",
        "/a/, /a/b, true",
        "/, /anything/at all, true",
        "file?.txt, /file1.txt, true",
        "file?.txt, /file/.txt, false",
        "file[0-3a].txt, /file2.txt, true",
        "file[!0-3].txt, /file2.txt, false",
        "file[!0-3].txt, /file9.txt, true",
        "a.b, /axb, false",
        "(x)+, /(x)+, true",
        "ÄRGER, /ärger, true"
    })
    void aPatternMeansPaths(String pattern, String path, boolean matches) {
        assertThat(PathPattern.parse(pattern).matches(path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "manual | must be a path pattern",
                "/a/** coin | \"coin\", which must be one of auto, manual, prompt, newer",
                "type=fight source | \"fight\", which must be one of simultaneous-edit",
                "type=delete-edit /x/** source | has \"/x/**\" after its type",
                "type=delete-edit /x/** source | stands first, as in \"/a/** type=delete-edit source\"",
                "*.tmp source; /[a manual | the rule \"/[a manual\"; it has the pattern \"/[a\"",
                "/a**b manual | ** alone between two slashes",
                "/a//b manual | must not hold //",
                "[z-a] manual | runs backwards",
                "[!] manual | stands for no character",
                "[a manual | [ without its ]"
            })
    void aBrokenRuleIsNamedWithWhatIsWrong(String rules, String reason) {
        assertThatThrownBy(() -> rules(rules))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refused -> assertThat(refused.field()).isEqualTo("conflicts.rules"))
                .hasMessageStartingWith("conflicts.rules holds the rule \"")
                .hasMessageContaining(reason);
    }

    @Test
    void aRuleHoldsNoControlCharacters() {
        assertThatThrownBy(() -> rules("/a source\nretry.max=20"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("conflicts.rules must not hold control characters");
    }

    @ParameterizedTest
    @CsvSource({
        "conflicts.prompt.deadline, 0s",
        "conflicts.prompt.deadline, 366d",
        "conflicts.prompt.default, manual"
    })
    void whatAPromptWaitsForMustBePossible(String key, String value) {
        assertThatThrownBy(() -> SessionOptions.DEFAULTS.with(Map.of(key, value)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith(key);
    }

    @ParameterizedTest
    @CsvSource({
        "s1, , , , true",
        "s2, , , , false",
        ", NAME, , , false",
        ", , /a/**, , true",
        ", , b, , false",
        ", , , 2, true",
        ", , , 1, true",
        ", , , 0, false"
    })
    void aFilterLetsThroughWhatItNames(
            String session, ConflictType type, String path, Long newest, boolean through) {
        var conflict =
                new Conflict(
                        1,
                        "s1",
                        ConflictType.TIMESTAMP,
                        "/a/x",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);

        assertThat(new ConflictFilter(session, type, path, newest).matching().test(conflict))
                .isEqualTo(through);
    }
}
