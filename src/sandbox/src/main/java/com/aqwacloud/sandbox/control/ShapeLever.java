package com.aqwacloud.sandbox.control;

import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.LineForm;
import com.aqwacloud.sandbox.http.Reply;
import com.aqwacloud.sandbox.http.Shape;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How slow the lines are made. */
final class ShapeLever implements Lever {

    private static final long LONGEST_MILLIS = 600_000;

    private final Shape shape;

    ShapeLever(Shape shape) {
        this.shape = shape;
    }

    @Override
    public Reply handle(Call call, List<String> rest) throws IOException {
        if (!rest.isEmpty()) {
            return Problem.reply(404, "There is nothing below shape");
        }
        return switch (call.method()) {
            case "GET" -> Reply.ok(json());
            case "POST" -> {
                set(Given.of(call));
                yield Reply.ok(json());
            }
            default -> Problem.notAllowed("GET, POST");
        };
    }

    private void set(Given given) {
        LineForm all = form(given);
        Map<String, LineForm> clouds = new LinkedHashMap<>();
        for (String cloud : List.of("google", "onedrive")) {
            given.object(cloud)
                    .ifPresent(
                            own -> {
                                clouds.put(cloud, form(own));
                                own.nothingElse();
                            });
        }
        given.nothingElse();
        shape.set(all, clouds);
    }

    private static LineForm form(Given given) {
        return new LineForm(
                millis(given, "latencyMillis"),
                millis(given, "requestLatencyMillis"),
                millis(given, "jitterMillis"),
                given.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE).orElse(1L),
                given.whole("bytesPerSecond", 0, Long.MAX_VALUE).orElse(0L));
    }

    private static Duration millis(Given given, String name) {
        return Duration.ofMillis(given.whole(name, 0, LONGEST_MILLIS).orElse(0L));
    }

    private ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        put(node, shape.all());
        shape.clouds().forEach((cloud, form) -> put(node.putObject(cloud), form));
        return node;
    }

    private static void put(ObjectNode node, LineForm form) {
        node.put("latencyMillis", form.latency().toMillis());
        node.put("requestLatencyMillis", form.requestLatency().toMillis());
        node.put("jitterMillis", form.jitter().toMillis());
        node.put("seed", form.seed());
        node.put("bytesPerSecond", form.bytesPerSecond());
    }
}
