package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aqwacloud.sync.api.Bandwidth;
import com.aqwacloud.sync.api.InvalidValueException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineSettingsTest {
    private static EngineSettings read(Map<String, ?> engine) {
        return EngineSettings.read("test", Path.of("base"), engine, Map.of());
    }

    @Test
    void withoutAWordThereIsNoBandwidthLimit() {
        assertThat(read(Map.of()).bandwidth()).isEqualTo(Bandwidth.UNLIMITED);
        assertThat(read(Map.of("bandwidth.limit", "", "bandwidth.timetable", "")).bandwidth())
                .isEqualTo(Bandwidth.UNLIMITED);
    }

    @Test
    void theBandwidthOfAllSessionsIsRead() {
        Bandwidth bandwidth =
                read(Map.of(
                                "bandwidth.limit", "2MB/s",
                                "bandwidth.timetable", "sat-sun 00:00-24:00 off"))
                        .bandwidth();
        assertThat(bandwidth.limit().orElseThrow().bytesPerSecond()).isEqualTo(2_000_000);
        assertThat(bandwidth.timetable()).hasToString("sat-sun 00:00-24:00 off");
    }

    @ParameterizedTest
    @CsvSource({
        "bandwidth.limit, fast",
        "bandwidth.limit, 1B/s",
        "bandwidth.timetable, someday 08:00-18:00 1MB/s",
        "bandwidth.timetable, mon 08:00-18:00 1MB/s; mon 12:00-13:00 off",
        "bandwidth.limits, off"
    })
    void aMistakeNamesFileAndKey(String key, String value) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("etc/aqwa.engine.cfg is not used: " + key + " ");
    }
}
