package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.runtime.CamelRuntime;
import com.aqwacloud.sync.internal.runtime.RuntimeOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {
    @TempDir Path folder;

    @Test
    void whoFindsAConflictDoesNotWaitForRoomInTheQueueOfConflicts() throws Exception {
        Files.writeString(
                folder.resolve("conflicts.xml"),
                """
                <routes>
                  <route id="conflict" description="Decides once the finder lets it">
                    <from uri="seda:conflict?size=1"/>
                    <process ref="decide"/>
                  </route>
                </routes>
                """);
        var storeIsFree = new CountDownLatch(1);
        var waited = new CopyOnWriteArrayList<Boolean>();
        var decided = new CopyOnWriteArrayList<Long>();
        Processor decide =
                exchange -> {
                    waited.add(storeIsFree.await(5, TimeUnit.SECONDS));
                    decided.add(exchange.getMessage().getHeader(AqwaHeaders.CONFLICT, Long.class));
                };
        try (var runtime =
                CamelRuntime.start(
                        RuntimeOptions.of("conflicts", folder)
                                .withBeans(Map.of("decide", decide)))) {
            var pipeline = new Pipeline(null);
            pipeline.connect(runtime, null);

            for (long conflict = 1; conflict <= 4; conflict++) {
                pipeline.route(conflict);
            }
            storeIsFree.countDown();

            await().atMost(Duration.ofSeconds(60)).until(() -> decided.size() == 4);
            assertThat(decided).isEqualTo(List.of(1L, 2L, 3L, 4L));
            assertThat(waited).as("whether the finder went on").containsOnly(true);
        }
    }
}
