package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.internal.session.SessionDefaults;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutePropertiesTest {
    @ParameterizedTest
    @CsvSource({
        "1000/100s, 1000, 100000",
        "10000/10m, 10000, 600000",
        "1000000/100s, 10000, 1000",
        "2000000000/1s, 10000, 1"
    })
    void aLargeWindowIsThrottledAsASmallOneOfTheSameRate(
            String quota, String requests, String millis) {
        var options = SessionOptions.DEFAULTS.with(Map.of(SessionOptions.ONEDRIVE_QUOTA, quota));
        var properties = new RouteProperties(null, 0, () -> new SessionDefaults(options, false));

        assertThat(properties.get("quota.onedrive.requests")).isEqualTo(requests);
        assertThat(properties.get("quota.onedrive.window-ms")).isEqualTo(millis);
    }
}
