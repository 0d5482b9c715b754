package com.aqwacloud.sync.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ConflictSide;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.SessionSpec;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.api.Stats;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonFormatTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    private static JsonNode json(Object value) {
        return JsonFormat.mapper().valueToTree(value);
    }

    private static <T> T read(String json, Class<T> type) throws JsonProcessingException {
        return JsonFormat.mapper().readValue(json, type);
    }

    @Test
    void aTransferIsAsTheContractSays() {
        var json = json(Samples.transfer(7, 100, 40));

        assertThat(json.toString())
                .isEqualTo(
                        "{\"id\":7,\"session\":\"s1\",\"item\":\"f1\",\"action\":\"create-folder\","
                                + "\"state\":\"transferring\",\"path\":\"/a\",\"size\":100,\"bytesDone\":40,"
                                + "\"bytesPerSecond\":0,\"attempts\":1,\"error\":null,\"retriable\":false,"
                                + "\"queuedAt\":\"2026-01-02T03:04:05Z\",\"startedAt\":null,\"finishedAt\":null}");
    }

    @Test
    void enumsAreKebabInMembersAndMapKeys() throws JsonProcessingException {
        var side =
                new ConflictSide(
                        "i", true, ConflictSide.Kind.FOLDER, "a", 1, null, TIME, null, null);
        var conflict =
                new Conflict(
                        1,
                        "s1",
                        ConflictType.SIMULTANEOUS_EDIT,
                        "/a",
                        side,
                        side,
                        TIME,
                        null,
                        null,
                        ConflictPreference.KEEP_BOTH,
                        "auto",
                        null,
                        null,
                        null,
                        null);
        var stats = new Stats(Map.of(JobState.PENDING, 3L), 0, 0, 0, 0, 0, 0, 0);

        assertThat(json(conflict).get("type").asText()).isEqualTo("simultaneous-edit");
        assertThat(json(conflict).at("/source/kind").asText()).isEqualTo("folder");
        assertThat(json(conflict).get("resolution").asText()).isEqualTo("keep-both");
        assertThat(json(stats).get("jobs").toString()).isEqualTo("{\"pending\":3}");
        assertThat(read("\"keep-both\"", ConflictPreference.class))
                .isEqualTo(ConflictPreference.KEEP_BOTH);
        assertThat(read("\"create-folder\"", Action.class)).isEqualTo(Action.CREATE_FOLDER);
        assertThatThrownBy(() -> read("\"KEEP_BOTH\"", ConflictPreference.class))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void aSessionsOptionsAreAFlatMapOfText() {
        var session =
                new Session(
                        "s1",
                        "Everything",
                        "google",
                        "onedrive",
                        SessionState.RUNNING,
                        null,
                        SessionOptions.DEFAULTS,
                        TIME,
                        null);

        var json = json(session);

        assertThat(json.get("state").asText()).isEqualTo("running");
        assertThat(json.get("message").isNull()).isTrue();
        assertThat(json.get("options").get("transfers.max-concurrent").asText()).isEqualTo("3");
        assertThat(json.get("options").get("quota.onedrive").asText()).isEqualTo("10000/10m");
        assertThat(json.get("options")).hasSize(SessionOptions.keys().size());
    }

    @Test
    void readingIsStrict() throws JsonProcessingException {
        var spec =
                read(
                        "{\"name\":\"n\",\"options\":{\"monitor.enabled\":\"false\"}}",
                        SessionSpec.class);
        assertThat(spec)
                .isEqualTo(new SessionSpec("n", null, null, Map.of("monitor.enabled", "false")));
        for (String wrong :
                new String[] {
                    "{\"nam\":\"n\"}", "{\"name\":\"n\",\"name\":\"m\"}", "{\"name\":\"n\"} x", "{"
                }) {
            assertThatThrownBy(() -> read(wrong, SessionSpec.class))
                    .isInstanceOf(JsonProcessingException.class);
        }
    }
}
