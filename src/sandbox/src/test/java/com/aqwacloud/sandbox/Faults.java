package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;

/** Rules made and looked at over HTTP, as a user makes them. */
final class Faults {

    private final Clouds clouds;

    Faults(Clouds clouds) {
        this.clouds = clouds;
    }

    /**
     * @param rule in JSON, with single quotes
     * @return its id
     */
    String add(String rule) {
        HttpResponse<byte[]> made =
                clouds.send(
                        clouds.bare("/sandbox/faults")
                                .header("Content-Type", "application/json")
                                .POST(
                                        java.net.http.HttpRequest.BodyPublishers.ofString(
                                                rule.replace('\'', '"'))));
        assertThat(made.statusCode()).as(new String(made.body())).isEqualTo(201);
        return Clouds.json(made).get("id").asText();
    }

    JsonNode get(String id) {
        return clouds.getJson("/sandbox/faults/" + id);
    }

    void clear() {
        clouds.send(clouds.bare("/sandbox/faults").DELETE());
    }

    void assertFired(String id, int times) {
        assertThat(get(id).get("fired").asInt()).as("fired").isEqualTo(times);
    }

    /** That the connection breaks before the answer has come, or in the middle of it. */
    static void assertCut(Runnable request) {
        assertThat(catchThrowable(request::run)).isInstanceOf(UncheckedIOException.class);
    }
}
