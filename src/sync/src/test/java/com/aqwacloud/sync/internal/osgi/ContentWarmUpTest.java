package com.aqwacloud.sync.internal.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ContentWarmUpTest {
    @Test
    void aRecordGoesThroughTheCiphersAndComesBackAsItWas() throws Exception {
        var warmUp = new ContentWarmUp();
        for (byte number = 1; number <= 3; number++) {
            byte[] expected = new byte[16 * 1024];
            expected[0] = number;

            assertThat(warmUp.pass(number)).isEqualTo(expected);
        }
    }

    @Test
    @Timeout(60)
    void itEndsByItself() throws Exception {
        new ContentWarmUp().run();
    }
}
