package com.aqwacloud.sync.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aqwacloud.sync.api.SelectionFilter.Exclusion;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionFilterTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private static SelectionFilter filter(String... options) {
        var values = new HashMap<String, String>();
        for (String option : options) {
            values.put(
                    option.substring(0, option.indexOf('=')),
                    option.substring(option.indexOf('=') + 1));
        }
        return SessionOptions.DEFAULTS.with(values).filter();
    }

    private static Optional<Exclusion> ofSize(SelectionFilter filter, long size) {
        return filter.ofFile(List.of("a"), null, OptionalLong.of(size), NOW, NOW);
    }

    private static Optional<Exclusion> ofAge(SelectionFilter filter, Duration age) {
        return filter.ofFile(List.of("a"), null, OptionalLong.of(1), NOW.minus(age), NOW);
    }

    @Test
    void everythingIsTakenUnlessSomethingIsSaid() {
        assertThat(SessionOptions.DEFAULTS.filter().takesAll()).isTrue();
        assertThat(filter("select.min-size=off", "select.max-age=", "select.exclude=; ").takesAll())
                .isTrue();
        assertThat(filter("select.types=pdf").takesAll()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "100, 100, 100B",
        "10KB, 10000, 10KB",
        "10 kb, 10000, 10KB",
        "10k, 10000, 10KB",
        "10KiB, 10240, 10KiB",
        "2GB, 2000000000, 2GB",
        "1.5GB, 1500000000, 1500MB",
        "2TiB, 2199023255552, 2TiB",
        "999999999999TB, 9223372036854775807, 9223372036854775807B"
    })
    void aSizeIsReadAndWrittenAsPeopleDo(String text, long bytes, String written) {
        ByteSize size = filter("select.max-size=" + text).maxSize().orElseThrow();

        assertThat(size.bytes()).isEqualTo(bytes);
        assertThat(size).hasToString(written);
        assertThat(ByteSize.parse(written)).isEqualTo(size);
    }

    @Test
    void aSizeAtTheLimitIsTaken() {
        SelectionFilter filter = filter("select.min-size=10B", "select.max-size=1KB");

        assertThat(ofSize(filter, 10)).isEmpty();
        assertThat(ofSize(filter, 1000)).isEmpty();
        assertThat(ofSize(filter, 9).orElseThrow().reason())
                .isEqualTo("it is smaller than 10B (select.min-size)");
        assertThat(ofSize(filter, 1001).orElseThrow().reason())
                .isEqualTo("it is larger than 1KB (select.max-size)");
        assertThat(filter.ofFile(List.of("a"), null, OptionalLong.empty(), NOW, NOW)).isEmpty();
    }

    @Test
    void anAgeAtTheLimitIsTakenAndAYoungFileSaysSinceWhen() {
        SelectionFilter filter = filter("select.min-age=10m", "select.max-age=30d");

        assertThat(ofAge(filter, Duration.ofMinutes(10))).isEmpty();
        assertThat(ofAge(filter, Duration.ofDays(30))).isEmpty();
        Exclusion old = ofAge(filter, Duration.ofDays(30).plusSeconds(1)).orElseThrow();
        assertThat(old.reason()).isEqualTo("it was changed more than 30d ago (select.max-age)");
        assertThat(old.until()).isEmpty();
        Exclusion young = ofAge(filter, Duration.ofMinutes(9)).orElseThrow();
        assertThat(young.reason())
                .isEqualTo("it was changed less than 10m ago and waits (select.min-age)");
        assertThat(young.until()).contains(NOW.plusSeconds(60));
    }

    @ParameterizedTest
    @CsvSource({
        "pdf, a.PDF, , true",
        "pdf, pdf, , false",
        "pdf, a.pdfx, , false",
        "'*.pdf, .md', a.md, , true",
        "tar.gz, a.tar.gz, , true",
        "image/*, a, image/png, true",
        "image/*, a, text/plain, false",
        "image/*, a, , false",
        "'image/png,pdf', a.pdf, , true",
        "Image/PNG, a, image/png, true",
        "image/png, a, image/jpeg, false",
        "!video/*, a.mp4, video/mp4, false",
        "!video/*, a.txt, text/plain, true",
        "'image/*, !image/svg+xml', a.svg, image/svg+xml, false",
        "'image/*, !svg', a.svg, image/svg+xml, false",
        "'image/*, !svg', a.png, image/png, true"
    })
    void aFileIsTakenIfItsTypeIs(String types, String name, String mediaType, boolean taken) {
        SelectionFilter filter = filter("select.types=" + types);

        assertThat(filter.ofFile(List.of(name), mediaType, OptionalLong.of(1), NOW, NOW).isEmpty())
                .isEqualTo(taken);
    }

    @Test
    void aReasonNamesThePatternAndWhetherItMeansAFolder() {
        SelectionFilter filter = filter("select.exclude=*.tmp; /old/");

        assertThat(filter.ofPath(List.of("x"), List.of("a.tmp"), false).orElseThrow())
                .isEqualTo(
                        new Exclusion(
                                "it is left out by select.exclude: *.tmp",
                                false,
                                Optional.empty()));
        assertThat(filter.ofPath(List.of("old"), List.of("a"), false).orElseThrow())
                .isEqualTo(
                        new Exclusion(
                                "its folder is left out by select.exclude: /old/",
                                true,
                                Optional.empty()));
        assertThat(filter.ofPath(List.of(), List.of("old"), false)).isEmpty();
    }

    @Test
    void whatIsExcludedIsSoThoughItIsIncluded() {
        SelectionFilter filter = filter("select.include=/Photos/", "select.exclude=*.raw");

        assertThat(filter.ofPath(List.of("Photos"), List.of("a.jpg"), false)).isEmpty();
        assertThat(filter.ofPath(List.of("Photos"), List.of("a.raw"), false)).isPresent();
        assertThat(filter.ofPath(List.of("Docs"), List.of("a.jpg"), false).orElseThrow().reason())
                .isEqualTo("no pattern of select.include means it");
        assertThat(filter.ofPath(List.of(), List.of("Docs"), true)).isEmpty();
        assertThat(filter.isIncluded(List.of(), List.of("Docs"), true)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select.min-size | big | must be a size of at least 1 byte such as 10KB or 2GB, or off; it is \"big\"",
                "select.max-size | 0 | must be a size of at least 1 byte",
                "select.max-size | -1KB | must be a size of at least 1 byte",
                "select.max-size | 10XB | must be a size of at least 1 byte",
                "select.max-size | 10MB/s | must be a size of at least 1 byte",
                "select.min-age | soon | must be a duration from 1s to 3650d, such as 30s",
                "select.max-age | 0s | must be a duration from 1s to 3650d",
                "select.max-age | 4000d | must be a duration from 1s to 3650d",
                "select.types | imgae/* | holds the type \"imgae/*\", which must be an ending",
                "select.types | pdf, a b | holds the type \"a b\"",
                "select.types | * | holds the type \"*\"",
                "select.types | ,, | holds commas alone; name types",
                "select.types | ! | holds the type \"\"",
                "select.types | image/ | holds the type \"image/\""
            })
    void aBadValueIsRefusedByName(String key, String value, String reason) {
        assertThatThrownBy(() -> filter(key + "=" + value))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith(key + " " + reason);
    }

    @Test
    void aLeastAboveTheMostIsRefusedByName() {
        assertThatThrownBy(() -> filter("select.min-size=2MB", "select.max-size=1MB"))
                .hasMessage(
                        "select.min-size must not be more than select.max-size, which is \"1MB\";"
                                + " it is \"2MB\".");
        assertThatThrownBy(() -> filter("select.min-age=2d", "select.max-age=1d"))
                .hasMessageStartingWith("select.min-age must not be more than select.max-age");
        assertThat(filter("select.min-size=1MB", "select.max-size=1MB").takesAll()).isFalse();
    }

    @Test
    void whatIsWrittenIsReadBack() {
        SessionOptions options =
                SessionOptions.DEFAULTS.with(
                        Map.of(
                                "select.exclude", "*.tmp; !keep.tmp;a\\ ;",
                                "select.include", "/Photos/**",
                                "select.types", "!Video/*, PDF",
                                "select.min-size", "1KiB",
                                "select.max-size", "2 GB",
                                "select.min-age", "90s",
                                "select.max-age", "30d"));

        assertThat(SessionOptions.DEFAULTS.with(options.toMap())).isEqualTo(options);
        assertThat(options.toMap())
                .containsEntry("select.exclude", "*.tmp; !keep.tmp; a\\ ;")
                .containsEntry("select.types", "pdf, !video/*")
                .containsEntry("select.min-size", "1KiB")
                .containsEntry("select.max-age", "30d");
    }
}
