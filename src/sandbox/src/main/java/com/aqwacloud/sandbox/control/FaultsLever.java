package com.aqwacloud.sandbox.control;

import com.aqwacloud.sandbox.fault.FaultBook;
import com.aqwacloud.sandbox.fault.Rule;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** The rules by which faults are made. */
final class FaultsLever implements Lever {

    private final FaultBook faults;

    FaultsLever(FaultBook faults) {
        this.faults = faults;
    }

    @Override
    public Reply handle(Call call, List<String> rest) throws IOException {
        if (rest.isEmpty()) {
            return all(call);
        }
        Rule rule =
                faults.find(rest.get(0))
                        .filter(found -> rest.size() == 1)
                        .orElseThrow(() -> Problem.of(404, "There is no such rule"));
        return switch (call.method()) {
            case "GET" -> Reply.ok(RuleJson.of(rule));
            case "DELETE" -> {
                faults.remove(rule.id());
                yield Reply.empty(204);
            }
            default -> Problem.notAllowed("GET, DELETE");
        };
    }

    private Reply all(Call call) throws IOException {
        return switch (call.method()) {
            case "GET" -> {
                ObjectNode node = JsonNodeFactory.instance.objectNode();
                ArrayNode rules = node.putArray("faults");
                faults.all().forEach(rule -> rules.add(RuleJson.of(rule)));
                yield Reply.ok(node);
            }
            case "POST" -> {
                Rule rule = RuleJson.add(faults, Given.of(call));
                yield Reply.json(201, RuleJson.of(rule))
                        .with("Location", call.base() + "/sandbox/faults/" + rule.id());
            }
            case "DELETE" -> {
                faults.clear();
                yield Reply.empty(204);
            }
            default -> Problem.notAllowed("GET, POST, DELETE");
        };
    }
}
