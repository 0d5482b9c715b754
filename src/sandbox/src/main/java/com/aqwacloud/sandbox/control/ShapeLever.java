package com.aqwacloud.sandbox.control;

import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.aqwacloud.sandbox.http.Shape;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** How slow the lines are made. */
final class ShapeLever implements Lever {

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
                Given given = Given.of(call);
                long latency = given.whole("latencyMillis", 0, 600_000).orElse(0L);
                long rate = given.whole("bytesPerSecond", 0, Long.MAX_VALUE).orElse(0L);
                given.nothingElse();
                shape.set(Duration.ofMillis(latency), rate);
                yield Reply.ok(json());
            }
            default -> Problem.notAllowed("GET, POST");
        };
    }

    private ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("latencyMillis", shape.latency().toMillis());
        node.put("bytesPerSecond", shape.bytesPerSecond());
        return node;
    }
}
