package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever looks at a session sees that its polls fail, and sees nothing once they work again. */
class FailedPollsTest extends EngineCase {
    private static final Duration SOON = Duration.ofSeconds(60);

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "google, 500, Google Drive",
        "onedrive, 500, OneDrive could not read the changes: the service failed"
    })
    void aSessionTellsWhyItsPollsFail(String cloud, int status, String why) throws Exception {
        Session session = aqwa.session();
        aqwa.awaitPoll(session.id());
        aqwa.fault("{\"kind\":\"refuse\",\"status\":%d,\"cloud\":\"%s\"}".formatted(status, cloud));

        await("the message").atMost(SOON).until(() -> message(session) != null);
        assertThat(message(session))
                .startsWith("The last poll failed, the next one tries again: ")
                .contains(why)
                .doesNotContain("Exception:", "request ");
        assertThat(find(session).state()).isEqualTo(SessionState.RUNNING);

        aqwa.noFaults();
        await("no message").atMost(SOON).until(() -> message(session) == null);
    }

    @Test
    void aSessionTellsUntilWhenASignInIsNotAskedForTokens() throws Exception {
        Session session = aqwa.session("monitor.enabled=false");
        aqwa.poll(session.id());
        aqwa.fault("{\"kind\":\"expire-access-token\",\"cloud\":\"google\",\"times\":1}");
        aqwa.fault(
                "{\"kind\":\"throttle\",\"status\":503,\"cloud\":\"google\",\"operation\":\"token\",\"retryAfterSeconds\":600}");
        aqwa.forgetRequests();

        for (int i = 0; i < 3; i++) {
            aqwa.poll(session.id());

            assertThat(message(session))
                    .matches(
                            "The last poll failed, the next one waits until 2\\S+Z: .* gives no"
                                    + " access token .*");
        }

        assertThat(aqwa.requests().at("/google/operations/token").asInt()).isEqualTo(1);
    }

    @Test
    void aSessionThatIsStoppedMeanwhileTellsOfItNoMore() throws Exception {
        Session session = aqwa.session();
        aqwa.fault("{\"kind\":\"refuse\",\"status\":500,\"cloud\":\"onedrive\"}");
        await("the message").atMost(SOON).until(() -> message(session) != null);

        aqwa.engine().sessions().stop(session.id());

        assertThat(message(session)).isNull();
        assertThat(find(session).state()).isEqualTo(SessionState.STOPPED);
    }

    private String message(Session session) {
        return find(session).message();
    }

    private Session find(Session session) {
        return aqwa.engine().sessions().find(session.id()).orElseThrow();
    }
}
