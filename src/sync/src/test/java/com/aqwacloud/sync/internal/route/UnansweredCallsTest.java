package com.aqwacloud.sync.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class UnansweredCallsTest {
    private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");
    private static final String UPLOAD = "microsoft-onedrive:onedrive:upload?fragmentSize=%d";
    private static final String DELTA = "microsoft-onedrive:onedrive:delta";

    private final UnansweredCalls calls = new UnansweredCalls();

    private boolean isOutageAfter(int seconds) {
        return calls.areOutage(START.plusSeconds(seconds));
    }

    private void add(String call, int seconds) {
        calls.add(call, START.plusSeconds(seconds));
    }

    @Test
    void moreThanTenAreAnOutageWhateverTheyWere() {
        for (int i = 0; i < 10; i++) {
            add(UPLOAD, 0);
            assertThat(isOutageAfter(0)).isFalse();
        }
        add(UPLOAD, 0);
        assertThat(isOutageAfter(0)).isTrue();
    }

    @Test
    void threeOfTwoKindsAreOneAfterTwentySeconds() {
        add(UPLOAD, 0);
        add(UPLOAD, 5);
        add(DELTA, 15);

        assertThat(isOutageAfter(19)).isFalse();
        assertThat(isOutageAfter(20)).isTrue();
    }

    @Test
    void thoseOfOneKindMayBeTheFaultOfOneFile() {
        add(UPLOAD.formatted(1), 0);
        add(UPLOAD.formatted(2), 5);
        add(UPLOAD.formatted(3), 15);
        add(UPLOAD.formatted(4), 35);

        assertThat(isOutageAfter(35)).isFalse();
    }

    @Test
    void anAnswerEndsIt() {
        add(UPLOAD, 0);
        add(DELTA, 5);
        add(DELTA, 20);
        assertThat(isOutageAfter(20)).isTrue();

        calls.end();

        assertThat(isOutageAfter(20)).isFalse();
        add(DELTA, 25);
        add(UPLOAD, 26);
        add(UPLOAD, 27);
        assertThat(isOutageAfter(27)).isFalse();
        assertThat(isOutageAfter(45)).isTrue();
    }
}
