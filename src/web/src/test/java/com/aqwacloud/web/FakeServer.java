package com.aqwacloud.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/**
 * Speaks REST and events as the engine does, from what a test puts into it, and serves the page
 * under a strict policy. Keeps its port over {@link #stop} and {@link #start}. Its state is guarded
 * by itself.
 */
final class FakeServer implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final org.eclipse.jetty.websocket.api.Callback SENT =
            org.eclipse.jetty.websocket.api.Callback.NOOP;
    private static final String POLICY = "default-src 'self'; frame-ancestors 'none'";

    /** A call of the page. */
    record Call(String method, String path, String body) {}

    /** An answer to be given instead of the usual one. */
    record Answer(int status, JsonNode body) {}

    final Map<String, ObjectNode> sessions = new LinkedHashMap<>();
    final Map<Long, ObjectNode> transfers = new LinkedHashMap<>();
    final Map<Long, ObjectNode> conflicts = new LinkedHashMap<>();
    final Map<Long, ObjectNode> decided = new LinkedHashMap<>();
    final List<ObjectNode> routes = new ArrayList<>();
    final List<ObjectNode> files = new ArrayList<>();
    final List<ObjectNode> accounts = new ArrayList<>();
    final List<String> problems = new ArrayList<>();
    ObjectNode stats = Sample.stats();
    ObjectNode report = Sample.report();

    /** Entries of the report, by kind. */
    final Map<String, List<ObjectNode>> entries = new LinkedHashMap<>();

    volatile ObjectNode verification;
    volatile ObjectNode plan;

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<String> sinces = new CopyOnWriteArrayList<>();
    private final List<Session> clients = new CopyOnWriteArrayList<>();
    private final List<ObjectNode> events = new ArrayList<>();
    private final Map<String, Answer> refusals = new LinkedHashMap<>();
    private String epoch = "first";
    private long seq;
    private int port;
    private Server server;

    /** Listens; on the port of before, if there was one. */
    void start() {
        server = new Server();
        var connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setReuseAddress(true);
        server.addConnector(connector);
        var container = ServerWebSocketContainer.ensure(server);
        var page = new ResourceHandler();
        page.setBaseResource(ResourceFactory.of(server).newClassLoaderResource("page/"));
        page.setWelcomeFiles(List.of("index.html"));
        server.setHandler(
                new Handler.Sequence(new Policy(), new Events(container), new Rest(), page));
        LifeCycle.start(server);
        port = connector.getLocalPort();
    }

    void stop() {
        LifeCycle.stop(server);
        clients.clear();
    }

    /** As after a new start of the engine: other epoch, numbers from the beginning. */
    synchronized void forgetEvents() {
        epoch = "second";
        seq = 0;
        events.clear();
    }

    /** As when the buffer has become too small: only the newest event is left. */
    synchronized void keepOnlyNewestEvent() {
        events.subList(0, events.size() - 1).clear();
    }

    @Override
    public void close() {
        stop();
    }

    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    /** Calls that change something, oldest first. */
    List<Call> changingCalls() {
        return calls.stream().filter(call -> !call.method().equals("GET")).toList();
    }

    List<Call> callsOf(String path) {
        return calls.stream().filter(call -> call.path().equals(path)).toList();
    }

    /** The {@code since} of each socket so far, "" where it had none. */
    List<String> sinces() {
        return List.copyOf(sinces);
    }

    /** The next call of that method and path gets this answer. */
    synchronized void refuseNext(String method, String path, int status, ObjectNode body) {
        refusals.put(method + " " + path, new Answer(status, body));
    }

    synchronized void sessionEvent(String state, ObjectNode session) {
        publish("session", event -> event.put("state", state).set("detail", session));
    }

    /** Stores the transfer as REST gives it and publishes it. */
    synchronized void transferEvent(String state, ObjectNode transfer) {
        transfers.put(transfer.get("id").asLong(), transfer);
        publish("transfer", event -> event.put("state", state).set("transfer", transfer));
    }

    synchronized void progressEvent(ObjectNode transfer) {
        transfers.put(transfer.get("id").asLong(), transfer);
        publish("progress", event -> event.set("transfer", transfer));
    }

    synchronized void conflictEvent(String state, ObjectNode conflict) {
        conflicts.put(conflict.get("id").asLong(), conflict);
        publish("conflict", event -> event.put("state", state).set("conflict", conflict));
    }

    synchronized void changeEvent(String side, String path, String kind, String reason) {
        var change = JSON.createObjectNode().put("side", side).put("path", path);
        change.put("kind", kind).put("reason", reason);
        publish("file-change", event -> event.set("change", change));
    }

    synchronized void routeFileEvent(ObjectNode file) {
        files.removeIf(known -> known.get("name").equals(file.get("name")));
        files.add(file);
        publish("routes", event -> event.set("file", file));
    }

    synchronized void statsEvent() {
        publish("stats", event -> event.set("stats", stats));
    }

    private void publish(String type, Function<ObjectNode, Object> content) {
        ObjectNode event = common(type);
        event.put("seq", ++seq);
        content.apply(event);
        events.add(event);
        String text = event.toString();
        for (Session client : clients) {
            client.sendText(text, SENT);
        }
    }

    private ObjectNode common(String type) {
        var event = JSON.createObjectNode();
        event.put("seq", seq).put("time", Sample.now().toString()).putNull("session");
        return event.put("type", type);
    }

    private synchronized void join(Session client, String since) {
        sinces.add(since);
        var welcome = common("welcome").put("version", "0.1.0").put("epoch", epoch);
        welcome.put("oldest", events.isEmpty() ? 1 : events.get(0).get("seq").asLong());
        boolean missed = !since.isEmpty() && !reaches(Long.parseLong(since));
        welcome.put("missed", missed);
        client.sendText(welcome.toString(), SENT);
        if (!since.isEmpty()) {
            for (ObjectNode event : events) {
                if (event.get("seq").asLong() > Long.parseLong(since)) {
                    client.sendText(event.toString(), SENT);
                }
            }
        }
        clients.add(client);
    }

    private boolean reaches(long since) {
        return since <= seq && (events.isEmpty() || since >= events.get(0).get("seq").asLong() - 1);
    }

    private synchronized Answer answer(Call call, Map<String, String> query) {
        Answer refusal = refusals.remove(call.method() + " " + call.path());
        if (refusal != null) {
            return refusal;
        }
        String[] parts = call.path().substring("/api/".length()).split("/");
        String what = call.method() + " " + parts[0] + (parts.length > 2 ? "/" + parts[2] : "");
        var none = JSON.createObjectNode();
        if (call.path().equals("/api/conflicts/count")) {
            var found = matching(query.get("path"));
            none.put("count", found.size());
            found.stream().max(Long::compare).ifPresent(newest -> none.put("newest", newest));
            return new Answer(200, none);
        }
        return switch (what) {
            case "GET health" -> {
                none.put("status", "up").put("version", "0.1.0").put("routes", routes.size());
                problems.forEach(none.putArray("problems")::add);
                yield new Answer(200, none);
            }
            case "GET stats" -> new Answer(200, stats);
            case "GET routes" -> {
                none.set("routes", array(routes));
                none.set("files", array(files));
                yield new Answer(200, none);
            }
            case "POST sessions" -> created(call.body());
            case "GET sessions/report" -> new Answer(200, report(query));
            case "POST sessions/plan" -> {
                plan = Sample.plan("running");
                yield new Answer(202, plan);
            }
            case "GET sessions/plan" ->
                    plan == null ? new Answer(204, none) : new Answer(200, plan);
            case "POST sessions/verify" -> {
                verification = Sample.verification("running");
                yield new Answer(202, verification);
            }
            case "GET sessions/verify" ->
                    verification == null ? new Answer(204, none) : new Answer(200, verification);
            case "POST sessions/start" -> state(parts[1], "running");
            case "POST sessions/stop" -> state(parts[1], "stopped");
            case "PATCH sessions" -> {
                var session = sessions.get(parts[1]);
                session.withObject("/options")
                        .setAll((ObjectNode) read(call.body()).get("options"));
                yield new Answer(200, session);
            }
            case "DELETE sessions" -> {
                sessions.remove(parts[1]);
                yield new Answer(204, none);
            }
            case "POST transfers/cancel" -> {
                var transfer = transfers.get(Long.parseLong(parts[1]));
                transfer.put("state", "cancelled").put("error", "It was given up by the API.");
                transfer.put("retriable", true);
                yield new Answer(200, transfer.put("finishedAt", Sample.now().toString()));
            }
            case "POST transfers/retry" -> {
                var transfer = transfers.get(Long.parseLong(parts[1]));
                transfer.put("state", "pending").put("attempts", 0).putNull("error");
                transfer.put("retriable", false);
                yield new Answer(200, transfer.putNull("startedAt").putNull("finishedAt"));
            }
            case "POST conflicts/resolve" ->
                    new Answer(200, decide(Long.parseLong(parts[1]), read(call.body())));
            case "POST conflicts/undo" -> {
                var conflict = decided.get(Long.parseLong(parts[1]));
                conflict.put("undoneBy", "api").put("undoneAt", Sample.now().toString());
                yield new Answer(200, conflict);
            }
            case "POST conflicts" -> {
                var body = read(call.body());
                var decided = JSON.createArrayNode();
                List<Long> ids = new ArrayList<>();
                if (body.has("ids")) {
                    body.get("ids").forEach(id -> ids.add(id.asLong()));
                } else {
                    long newest = body.path("newest").asLong(Long.MAX_VALUE);
                    matching(body.path("path").asText(null)).stream()
                            .filter(id -> id <= newest)
                            .forEach(ids::add);
                }
                ids.forEach(id -> decided.add(decide(id, body)));
                yield new Answer(200, decided);
            }
            case "GET sessions" -> list(sessions.values());
            case "GET conflicts" ->
                    page(
                            "decided".equals(query.get("state")) ? decided : conflicts,
                            conflict -> true,
                            query);
            case "GET accounts" -> list(accounts);
            case "GET transfers" ->
                    page(transfers, t -> t.get("state").asText().equals(query.get("state")), query);
            default -> new Answer(404, Sample.problem(404, "There is no such thing.", null));
        };
    }

    /** Ids of the conflicts below a folder, given as {@code /folder/**}, or of all. */
    private List<Long> matching(String path) {
        return conflicts.entrySet().stream()
                .filter(
                        each ->
                                path == null
                                        || each.getValue()
                                                .get("path")
                                                .asText()
                                                .startsWith(path.replace("**", "")))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The report with a page of the entries of a kind, if one is asked for. */
    private ObjectNode report(Map<String, String> query) {
        var all = entries.getOrDefault(query.getOrDefault("kind", ""), List.of());
        int from = Integer.parseInt(query.getOrDefault("after", "0"));
        int to = Math.min(all.size(), from + Integer.parseInt(query.get("limit")));
        var page = report.deepCopy();
        page.set("entries", array(all.subList(from, to)));
        return page.put("next", to < all.size() ? Integer.toString(to) : null);
    }

    private ObjectNode decide(long id, ObjectNode body) {
        var conflict = conflicts.remove(id);
        conflict.put("resolution", body.get("resolution").asText());
        return conflict.put("resolvedBy", "someone").put("resolvedAt", Sample.now().toString());
    }

    private Answer created(String body) {
        var spec = read(body);
        String id = "s" + (sessions.size() + 1);
        var session = Sample.session(id, spec.get("name").asText(), "stopped");
        sessions.put(id, session);
        return new Answer(201, session);
    }

    private Answer state(String id, String state) {
        var session = sessions.get(id).put("state", state).putNull("message");
        return new Answer(200, session);
    }

    private static ObjectNode read(String body) {
        try {
            return (ObjectNode) JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ArrayNode array(Iterable<ObjectNode> items) {
        var array = JSON.createArrayNode();
        items.forEach(array::add);
        return array;
    }

    /** The newest first, those before an id alone if one is given. */
    private static Answer page(
            Map<Long, ObjectNode> items, Predicate<ObjectNode> chosen, Map<String, String> query) {
        long before = Long.parseLong(query.getOrDefault("before", "" + Long.MAX_VALUE));
        return list(
                items.entrySet().stream()
                        .filter(each -> each.getKey() < before)
                        .sorted(Map.Entry.<Long, ObjectNode>comparingByKey().reversed())
                        .map(Map.Entry::getValue)
                        .filter(chosen)
                        .limit(Long.parseLong(query.get("limit")))
                        .toList());
    }

    private static Answer list(Iterable<ObjectNode> items) {
        return new Answer(200, array(items));
    }

    /** Puts the policy on every answer and leaves the rest to the others. */
    private static final class Policy extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put("Content-Security-Policy", POLICY);
            response.getHeaders().put("X-Content-Type-Options", "nosniff");
            return false;
        }
    }

    private final class Events extends Handler.Abstract {
        private final ServerWebSocketContainer container;

        Events(ServerWebSocketContainer container) {
            this.container = container;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            if (!Request.getPathInContext(request).equals("/events")) {
                return false;
            }
            return container.upgrade(
                    (upgrade, answer, done) -> new Client(sinceOf(upgrade)),
                    request,
                    response,
                    callback);
        }

        private String sinceOf(ServerUpgradeRequest upgrade) {
            String since = Request.extractQueryParameters(upgrade).getValue("since");
            return since == null ? "" : since;
        }
    }

    /** One browser's socket. Jetty wants the class public. */
    public final class Client implements Session.Listener.AutoDemanding {
        private final String since;

        private Client(String since) {
            this.since = since;
        }

        @Override
        public void onWebSocketOpen(Session session) {
            session.setMaxOutgoingFrames(-1);
            join(session, since);
        }

        @Override
        public void onWebSocketError(Throwable cause) {
            // A browser that leaves its page does not say goodbye.
            clients.removeIf(client -> !client.isOpen());
        }
    }

    private final class Rest extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback)
                throws Exception {
            String path = Request.getPathInContext(request);
            if (!path.startsWith("/api/")) {
                return false;
            }
            var query = new LinkedHashMap<String, String>();
            Request.extractQueryParameters(request)
                    .forEach(f -> query.put(f.getName(), f.getValue()));
            String body = Content.Source.asString(request, StandardCharsets.UTF_8);
            var call = new Call(request.getMethod(), path, body);
            calls.add(call);
            Answer answer = answer(call, query);
            response.setStatus(answer.status());
            if (answer.status() == 204) {
                callback.succeeded();
                return true;
            }
            response.getHeaders()
                    .put(
                            HttpHeader.CONTENT_TYPE,
                            answer.status() < 400
                                    ? "application/json"
                                    : "application/problem+json");
            Content.Sink.write(response, true, answer.body().toString(), callback);
            return true;
        }
    }
}
