package com.aqwacloud.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GcLogTest {

    @Test
    void theHeapAfterEachCollectionIsRead() {
        assertThat(
                        GcLog.afterCollections(
                                List.of(
                                        "[0.010s][info][gc] Using Serial",
                                        "[1.2s][info][gc] GC(3) Pause Young (Allocation Failure)"
                                                + " 65M->20M(247M) 5.123ms",
                                        "[1.3s][info][gc] GC(4) Pause Full (Diagnostic Command)"
                                                + " 30720K->9K(247M) 5.123ms",
                                        "[1.4s][info][gc] GC(5) Pause Young (Normal) (G1"
                                                + " Evacuation Pause) 2G->1G(4G) 1.0ms")))
                .containsExactly(20L << 20, 9L << 10, 1L << 30);
    }
}
