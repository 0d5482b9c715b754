package com.aqwacloud.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pattern with many stars matches, and that it is found out at all. */
class PathPatternTest {
    @ParameterizedTest
    @CsvSource({
        "*a*b, /xaxb, true",
        "*a*b, /xaxbx, false",
        "*a*b, /a/b, false",
        "*a*a*b, /aab, true",
        "*a*a*b, /ab, false",
        "*ab*ab, /ababab, true",
        "*ab*ab, /aab, false",
        "?*a*[bc], /xab, true",
        "?*a*[bc], /ab, false",
        "/**/a/**/b, /a/b, true",
        "/**/a/**/b, /x/a/y/a/z/b/c, true",
        "/**/a/**/b, /x/b/y/a, false",
        "/**/a*/b/**, /a/a1/b/c, true",
        "/**/a*/b/**, /a/a1/b, false",
        "/**/*a*c/**/b, /ac/aac/x/b, true",
        "/**/**/b, /b, true",
        "a/**/b*d/c, /a/bd/c/x, true",
        "a/**/b*d/c, /a/x/bd/x/bcd/c, true"
    })
    void whatStandsBetweenStarsIsFoundWhereverItIs(String pattern, String path, boolean matches) {
        assertThat(PathPattern.parse(pattern).matches(path)).isEqualTo(matches);
    }

    @Test
    void accentsAreTheSameHoweverTheyAreComposed() {
        assertThat(PathPattern.parse("/caf\u00e9/**").matches("/cafe\u0301/a")).isTrue();
        assertThat(PathPattern.parse("CAFE\u0301").matches("/x/caf\u00e9/a")).isTrue();
        assertThat(PathPattern.parse("caf[e\u0301]?").matches("/cafe\u0301s")).isTrue();
        assertThat(PathPattern.parse("cafe").matches("/caf\u00e9")).isFalse();
    }

    /** It would take years if each star were tried at each character. */
    @Test
    void manyStarsAreNoWork() {
        String stars = "*a".repeat(60) + "*b";

        assertThat(PathPattern.parse(stars).matches("/" + "a".repeat(1000))).isFalse();
        assertThat(PathPattern.parse(stars).matches("/" + "a".repeat(1000) + "b")).isTrue();
    }

    @Test
    void manyFoldersAreNoWork() {
        String folders = "/" + "**/a/".repeat(60) + "b";

        assertThat(PathPattern.parse(folders).matches("/a".repeat(500))).isFalse();
        assertThat(PathPattern.parse(folders).matches("/a".repeat(500) + "/b")).isTrue();
    }
}
