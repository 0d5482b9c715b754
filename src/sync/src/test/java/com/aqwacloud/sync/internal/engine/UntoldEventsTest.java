package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.RouteFile;
import com.aqwacloud.sync.api.SessionState;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files arrive whether or not there are routes that tell of it. */
class UntoldEventsTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void filesArriveWithoutTheRoutesThatTellOfItAndAreToldOfOnceTheyAreBack() throws Exception {
        String events = Files.readString(aqwa.routes.resolve("events.xml"));
        Files.delete(aqwa.routes.resolve("events.xml"));
        Files.delete(aqwa.routes.resolve("progress.xml"));
        await().atMost(LONG)
                .until(
                        () ->
                                !loaded().contains("events.xml")
                                        && !loaded().contains("progress.xml"));

        for (int i = 0; i < 5; i++) {
            aqwa.put(i + ".txt", "untold");
        }
        String session = aqwa.session().id();
        for (int i = 0; i < 5; i++) {
            aqwa.awaitAtDestination(i + ".txt", "untold");
        }

        Files.writeString(aqwa.routes.resolve("events.xml"), events);
        await().atMost(LONG).until(() -> loaded().contains("events.xml"));
        var told = Collections.synchronizedList(new ArrayList<JsonNode>());
        aqwa.watch(told);
        assertThat(aqwa.engine().sessions().stop(session).state()).isEqualTo(SessionState.STOPPED);
        await("what comes after the welcome").atMost(LONG).until(() -> told.size() > 1);
    }

    private List<String> loaded() {
        return aqwa.engine().routes().files().stream().map(RouteFile::name).toList();
    }
}
