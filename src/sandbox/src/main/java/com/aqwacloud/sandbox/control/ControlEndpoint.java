package com.aqwacloud.sandbox.control;

import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Levers;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is under {@code /sandbox/}: the levers behind the clouds. */
public final class ControlEndpoint {

    private static final String ROOT = "/sandbox/";

    private final Gate gate;
    private final Map<String, Named> levers = new LinkedHashMap<>();

    private record Named(String about, Lever lever) {}

    /**
     * @param folders where each cloud's files are
     * @param host that the sandbox listens on
     */
    public ControlEndpoint(Levers behind, Map<String, String> folders, String host) {
        gate = new Gate(host);
        add("health", "GET: whether it is up, and where the folders are.", health(folders));
        add(
                "requests",
                "GET (?last=N): what the clouds were asked for. DELETE: counts from zero.",
                new RequestsLever(behind.log()));
        add(
                "shape",
                "GET, POST: how slow the lines to the clouds are.",
                new ShapeLever(behind.shape()));
        add(
                "faults",
                "GET, POST, DELETE, and GET, DELETE of /{id}: what is to go wrong.",
                new FaultsLever(behind.faults()));
        add(
                "quotas",
                "GET, PUT: what the accounts may use, and what they have used.",
                new QuotasLever(behind.quotas()));
    }

    /** One more thing under {@code /sandbox/}; to be called before the first request. */
    public void add(String name, String about, Lever lever) {
        levers.put(name, new Named(about, lever));
    }

    public Reply handle(Call call) throws IOException {
        gate.check(call);
        List<String> segments = List.of(call.rawPath().substring(ROOT.length()).split("/", -1));
        if (segments.get(0).isEmpty() && segments.size() == 1) {
            return call.method().equals("GET") ? index() : Problem.notAllowed("GET");
        }
        Named found = levers.get(segments.get(0));
        return found == null
                ? Problem.reply(404, "There is nothing here; GET /sandbox/ tells what there is")
                : found.lever().handle(call, segments.subList(1, segments.size()));
    }

    private Reply index() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        levers.forEach((name, named) -> node.put(ROOT + name, named.about()));
        return Reply.ok(node);
    }

    private static Lever health(Map<String, String> folders) {
        return (call, rest) -> {
            if (!rest.isEmpty()) {
                return Problem.reply(404, "There is nothing below health");
            }
            if (!call.method().equals("GET")) {
                return Problem.notAllowed("GET");
            }
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("status", "up");
            ObjectNode clouds = node.putObject("folders");
            folders.forEach(clouds::put);
            return Reply.ok(node);
        };
    }
}
