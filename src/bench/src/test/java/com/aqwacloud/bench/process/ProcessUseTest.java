package com.aqwacloud.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessUseTest {

    @Test
    void thePeakOfResidentMemoryIsReadFromTheStatus() {
        assertThat(
                        ProcessUse.peakResident(
                                List.of("Name:\tjava", "VmHWM:\t  204800 kB", "VmRSS:\t 1 kB")))
                .isEqualTo(200L << 20);
        assertThat(ProcessUse.peakResident(List.of("Name:\tjava"))).isZero();
    }

    @Test
    void aProcessThatIsEndingLosesNothingThatWasSeen() {
        ProcessUse seen = new ProcessUse(Duration.ofSeconds(2), 100);
        ProcessUse ending = new ProcessUse(Duration.ofSeconds(3), 0);

        assertThat(ending.orLater(seen)).isEqualTo(new ProcessUse(Duration.ofSeconds(3), 100));
    }

    @Test
    void thisProcessHasUsedSomething() {
        ProcessUse use = ProcessUse.of(ProcessHandle.current().pid()).orElseThrow();

        assertThat(use.cpu()).isPositive();
    }
}
