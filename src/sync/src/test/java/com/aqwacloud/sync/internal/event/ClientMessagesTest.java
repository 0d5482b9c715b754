package com.aqwacloud.sync.internal.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientMessagesTest {
    private final EventHub hub = new EventHub(Clock.systemUTC(), "0", event -> {});
    private final ClientMessages messages = new ClientMessages(hub, "s1"::equals);

    private static JsonNode parse(Answer answer) {
        try {
            return JsonFormat.mapper().readTree(answer.json());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aPingIsAnsweredByAPongWithTheNewestNumber() {
        hub.publish(Samples.change("s1", "/a"));

        var answer = messages.answer("{\"type\":\"ping\"}");

        assertThat(parse(answer).get("type").asText()).isEqualTo("pong");
        assertThat(parse(answer).get("seq").asLong()).isEqualTo(hub.newest());
        assertThat(answer.subscribed()).isFalse();
    }

    @Test
    void aSubscriptionIsConfirmed() {
        var one = messages.answer("{\"type\":\"subscribe\",\"session\":\"s1\"}");
        assertThat(parse(one).get("type").asText()).isEqualTo("subscribed");
        assertThat(parse(one).get("session").asText()).isEqualTo("s1");
        assertThat(one.subscribed()).isTrue();
        assertThat(one.session()).isEqualTo("s1");

        var all = messages.answer("{\"type\":\"subscribe\",\"session\":null}");
        assertThat(parse(all).get("session").isNull()).isTrue();
        assertThat(all.subscribed()).isTrue();
        assertThat(all.session()).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "hello",
                "null",
                "42",
                "[]",
                "\"ping\"",
                "{}",
                "{\"type\":7}",
                "{\"type\":\"Ping\"}",
                "{\"type\":\"ping\"} {}",
                "{\"type\":\"ping\",\"type\":\"ping\"}",
                "{\"type\":\"ping\",\"x\":1}",
                "{\"type\":\"subscribe\"}",
                "{\"type\":\"subscribe\",\"session\":7}",
                "{\"type\":\"subscribe\",\"session\":\"nobody\"}",
                "{\"type\":\"subscribe\",\"session\":\"s1\",\"x\":1}",
                "\u0000\ud800"
            })
    void anythingElseIsAnErrorInOneSentenceAndNothingHappens(String text) {
        var answer = messages.answer(text);

        assertThat(parse(answer).get("type").asText()).isEqualTo("error");
        assertThat(parse(answer).get("message").asText()).endsWith(".");
        assertThat(answer.subscribed()).isFalse();
        assertThat(hub.since(0L, null).events()).isEmpty();
    }

    @Test
    void anAddressThatMakesNoSenseIsToldAsASentenceForEachParameter() {
        assertThat(messages.complaints(Map.of())).isEmpty();
        assertThat(messages.complaints(Map.of("since", "-7", "epoch", "3", "session", "s1")))
                .isEmpty();
        assertThat(messages.complaints(Map.of("session", ""))).isEmpty();

        assertThat(messages.complaints(Map.of("since", "abc", "epoch", "", "session", "nobody")))
                .map(json -> JsonFormat.mapper().readTree(json).get("message").asText())
                .containsExactly(
                        "The parameter since must be a number, which \"abc\" is not; it counts as not"
                                + " given.",
                        "The parameter epoch must be a number, which \"\" is not; it counts as not"
                                + " given.",
                        "There is no session \"nobody\".");
    }

    @Test
    void hugeAndDeepMessagesAreErrorsToo() {
        assertThat(parse(messages.answer("[".repeat(4000))).get("type").asText())
                .isEqualTo("error");
        assertThat(parse(messages.answer("x".repeat(5_000_000))).get("message").asText())
                .isEqualTo("A message is at most 4096 characters long.");
    }
}
