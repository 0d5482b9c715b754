package com.aqwacloud.sync.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void anExportThatIsNeverTheSameIsTriedAgainAndSaysWhatMayHelp() {
        Failure failure = Failures.explain(new IOException(new UnsteadyExportException()));

        assertThat(failure.remedy()).isEqualTo(Failure.Remedy.RETRY);
        assertThat(failure.sentence()).contains("differ in length", "another format");
    }
}
