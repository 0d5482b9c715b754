package com.aqwacloud.sync.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandwidthTest {
    /** A Monday. */
    private static final LocalDateTime MONDAY = LocalDateTime.parse("2026-01-05T00:00:00");

    private static Bandwidth read(String limit, String timetable) {
        return Bandwidth.read(Map.of(Bandwidth.LIMIT, limit, Bandwidth.TIMETABLE, timetable));
    }

    @ParameterizedTest
    @CsvSource({
        "2MB/s, 2000000, 2MB/s",
        "2 mb/s, 2000000, 2MB/s",
        "2MiB/s, 2097152, 2MiB/s",
        "1.5GB/s, 1500000000, 1500MB/s",
        "500KB/s, 500000, 500KB/s",
        "10240B/s, 10240, 10KiB/s",
        "12345B/s, 12345, 12345B/s",
        "1GiB/s, 1073741824, 1GiB/s"
    })
    void aRateIsReadAndWrittenAsPeopleDo(String text, long bytes, String written) {
        ByteRate rate = read(text, "").limit().orElseThrow();
        assertThat(rate.bytesPerSecond()).isEqualTo(bytes);
        assertThat(rate).hasToString(written);
        assertThat(read(written, "").limit()).contains(rate);
    }

    @ParameterizedTest
    @CsvSource({
        "fast",
        "2",
        "2MB",
        "2MB/h",
        "-2MB/s",
        "0B/s",
        "9KB/s",
        "2000GB/s",
        "1iB/s",
        "2TB/s"
    })
    void aBadRateIsRefusedByName(String text) {
        assertThatThrownBy(() -> read(text, ""))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("bandwidth.limit must be a rate from 10KB/s")
                .hasMessageContaining("\"" + text + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mon-fri 08:00-18:00 1MB/s; fri 17:00-19:00 off | both hold on fri at 17:00",
                "fri-mon 00:00-24:00 off; sun 12:00-13:00 1MB/s | both hold on sun at 12:00",
                "mon,tue 08:00-09:00 1MB/s; tue 08:59-10:00 1MB/s | both hold on tue at 08:59",
                "mon 08:00-09:00 1MB/s; mon 08:00-09:00 1MB/s | both hold on mon at 08:00",
                "monday 08:00-09:00 1MB/s | must name days as mon, tue, wed, thu, fri, sat, sun, but holds \"monday\"",
                "mon- 08:00-09:00 1MB/s | but holds \"\"",
                "mon-wed-fri 08:00-09:00 1MB/s | but holds \"mon-wed-fri\"",
                "mon 22:00-06:00 1MB/s | over midnight, write two",
                "mon 08:00-08:00 1MB/s | end later on the same day",
                "mon 08:00-25:00 1MB/s | from 00:00 to 24:00",
                "mon 08:60-09:00 1MB/s | from 00:00 to 24:00",
                "mon 08:00-24:01 1MB/s | from 00:00 to 24:00",
                "mon 8-9 1MB/s | must hold entries such as mon-fri 08:00-18:00 1MB/s",
                "mon 08:00-09:00 | must hold entries such as",
                "mon 08:00-09:00 fast | must end each entry with a rate",
                "Mon 08:00-09:00 Fast | but holds \"Mon 08:00-09:00 Fast\"",
                "Mon 8-9 1MB/s | but holds \"Mon 8-9 1MB/s\"",
                "Mond 08:00-09:00 OFF | but holds \"Mond\""
            })
    void aBadTimetableIsRefusedByNameAndSaysWhatIsWrong(String timetable, String reason) {
        assertThatThrownBy(() -> read("off", timetable))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("bandwidth.timetable must")
                .hasMessageContaining(reason);
    }

    @Test
    void theTimetableOfTheConfigurationMayBeLongerThanWhatASessionKeeps() {
        var entries = new ArrayList<String>();
        for (int hour = 0; hour < 24; hour++) {
            for (String day : List.of("mon", "tue", "wed", "thu")) {
                entries.add("%s %02d:00-%02d:30 1MB/s".formatted(day, hour, hour));
            }
        }
        String timetable = String.join(";", entries);
        assertThat(timetable).hasSizeGreaterThan(2000);
        assertThat(read("off", timetable).timetable().entries()).hasSize(entries.size());
        assertThatThrownBy(
                        () -> SessionOptions.DEFAULTS.with(Map.of(Bandwidth.TIMETABLE, timetable)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("at most 2000 characters");
    }

    @Test
    void outsideOfTheTimetableTheLimitHolds() {
        var bandwidth = read("2MB/s", "MON-fri  08:00 - 18:00 1MB/s; ; sat-sun 00:00-24:00 off;");

        assertThat(bandwidth.timetable())
                .hasToString("mon-fri 08:00-18:00 1MB/s; sat-sun 00:00-24:00 off");
        assertThat(bandwidth.unlimited()).isFalse();
        var limit = Optional.of(new ByteRate(2_000_000));
        var working = Optional.of(new ByteRate(1_000_000));
        assertThat(bandwidth.at(MONDAY.withHour(7).withMinute(59))).isEqualTo(limit);
        assertThat(bandwidth.at(MONDAY.withHour(8))).isEqualTo(working);
        assertThat(bandwidth.at(MONDAY.plusDays(4).withHour(17).withMinute(59))).isEqualTo(working);
        assertThat(bandwidth.at(MONDAY.withHour(18))).isEqualTo(limit);
        assertThat(bandwidth.at(MONDAY.plusDays(5))).isEmpty();
        assertThat(bandwidth.at(MONDAY.plusDays(6).withHour(23).withMinute(59))).isEmpty();
        assertThat(bandwidth.at(MONDAY.plusDays(7))).isEqualTo(limit);
    }

    @Test
    void entriesThatTouchDoNotOverlap() {
        assertThat(
                        read("off", "mon 00:00-12:00 1MB/s; mon 12:00-24:00 2MB/s")
                                .timetable()
                                .entries())
                .hasSize(2);
    }

    @Test
    void nothingSaidIsNoLimit() {
        assertThat(Bandwidth.read(Map.of())).isEqualTo(Bandwidth.UNLIMITED);
        assertThat(read("", "off").unlimited()).isTrue();
        assertThat(read("off", "mon 00:00-01:00 off").unlimited()).isTrue();
    }
}
