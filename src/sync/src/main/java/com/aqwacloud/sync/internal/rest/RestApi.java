package com.aqwacloud.sync.internal.rest;

import com.aqwacloud.sync.api.Accounts;
import com.aqwacloud.sync.api.ConflictFilter;
import com.aqwacloud.sync.api.ConflictState;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.Conflicts;
import com.aqwacloud.sync.api.Deciders;
import com.aqwacloud.sync.api.InvalidValueException;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.NotFoundException;
import com.aqwacloud.sync.api.RouteCatalog;
import com.aqwacloud.sync.api.RouteFile;
import com.aqwacloud.sync.api.RouteInfo;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.SessionSpec;
import com.aqwacloud.sync.api.Sessions;
import com.aqwacloud.sync.api.Status;
import com.aqwacloud.sync.api.SyncException;
import com.aqwacloud.sync.api.Transfers;
import com.aqwacloud.sync.api.WrongStateException;
import com.aqwacloud.sync.internal.event.JsonFormat;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answers of the REST API, as JSON; refusals as problem+json (RFC 9457). Thread-safe. */
public final class RestApi {
    private static final Logger LOG = LoggerFactory.getLogger(RestApi.class);
    private static final int USUAL_LIMIT = 200;
    private static final int MOST = 1000;
    private static final int RETRY_AFTER_SECONDS = 1;

    private final String version;
    private final Sessions sessions;
    private final Transfers transfers;
    private final Conflicts conflicts;
    private final RouteCatalog routes;
    private final Accounts accounts;
    private final Status status;
    private final BooleanSupplier up;
    private final Supplier<List<String>> problems;

    /**
     * @param up whether all that is to run runs; false while the engine starts
     * @param problems one sentence for each thing that keeps the engine from working as configured
     */
    public RestApi(
            String version,
            Sessions sessions,
            Transfers transfers,
            Conflicts conflicts,
            RouteCatalog routes,
            Accounts accounts,
            Status status,
            BooleanSupplier up,
            Supplier<List<String>> problems) {
        this.version = version;
        this.sessions = sessions;
        this.transfers = transfers;
        this.conflicts = conflicts;
        this.routes = routes;
        this.accounts = accounts;
        this.status = status;
        this.up = up;
        this.problems = problems;
    }

    public void health(Exchange exchange) {
        boolean complete = up.getAsBoolean();
        if (!complete) {
            exchange.getMessage().setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        answer(
                exchange,
                complete ? 200 : 503,
                () -> {
                    var health = new LinkedHashMap<String, Object>();
                    health.put("status", complete ? "up" : "starting");
                    health.put("version", version);
                    health.put("routes", routes.routes().size());
                    health.put("problems", problems.get());
                    return health;
                });
    }

    public void stats(Exchange exchange) {
        answer(exchange, 200, status::stats);
    }

    public void sessions(Exchange exchange) {
        answer(exchange, 200, sessions::list);
    }

    public void session(Exchange exchange) {
        answer(exchange, 200, () -> existing(id(exchange)));
    }

    public void createSession(Exchange exchange) {
        answer(exchange, 201, () -> sessions.create(spec(body(exchange))));
    }

    public void configureSession(Exchange exchange) {
        answer(exchange, 200, () -> sessions.configure(id(exchange), changes(body(exchange))));
    }

    public void deleteSession(Exchange exchange) {
        answer(
                exchange,
                204,
                () -> {
                    sessions.delete(id(exchange));
                    return null;
                });
    }

    public void startSession(Exchange exchange) {
        answer(exchange, 200, () -> sessions.start(id(exchange)));
    }

    public void stopSession(Exchange exchange) {
        answer(exchange, 200, () -> sessions.stop(id(exchange)));
    }

    public void transfers(Exchange exchange) {
        answer(
                exchange,
                200,
                () ->
                        transfers.list(
                                choice(exchange, "state", JobState.class),
                                query(exchange, "session"),
                                before(exchange),
                                limit(exchange)));
    }

    public void cancelTransfer(Exchange exchange) {
        answer(
                exchange,
                200,
                () -> transfers.cancel(number("transfer", id(exchange)), Deciders.API));
    }

    public void retryTransfer(Exchange exchange) {
        answer(exchange, 200, () -> transfers.retry(number("transfer", id(exchange))));
    }

    public void conflicts(Exchange exchange) {
        answer(
                exchange,
                200,
                () ->
                        conflicts.list(
                                conflictState(exchange), before(exchange), limit(exchange, MOST)));
    }

    public void countConflicts(Exchange exchange) {
        answer(
                exchange,
                200,
                () ->
                        conflicts.count(
                                new ConflictFilter(
                                        query(exchange, "session"),
                                        choice(exchange, "type", ConflictType.class),
                                        query(exchange, "path"))));
    }

    public void resolveConflict(Exchange exchange) {
        answer(
                exchange,
                200,
                () -> {
                    long id = number("conflict", id(exchange));
                    JsonNode body = body(exchange);
                    refuseUnknown(body, Set.of("resolution"));
                    return conflicts.resolve(id, ConflictChoice.resolution(body), Deciders.API);
                });
    }

    public void undoConflict(Exchange exchange) {
        answer(exchange, 200, () -> conflicts.undo(number("conflict", id(exchange)), Deciders.API));
    }

    public void resolveConflicts(Exchange exchange) {
        answer(
                exchange,
                200,
                () -> {
                    JsonNode body = body(exchange);
                    refuseUnknown(body, ConflictChoice.MEMBERS);
                    ConflictChoice choice = ConflictChoice.of(body);
                    return choice.ids() != null
                            ? conflicts.resolve(choice.ids(), choice.resolution(), Deciders.API)
                            : conflicts.resolve(choice.filter(), choice.resolution(), Deciders.API);
                });
    }

    public void routes(Exchange exchange) {
        record Pipeline(List<RouteInfo> routes, List<RouteFile> files) {}
        answer(exchange, 200, () -> new Pipeline(routes.routes(), routes.files()));
    }

    public void accounts(Exchange exchange) {
        answer(exchange, 200, accounts::list);
    }

    private Object existing(String id) {
        return sessions.find(id).orElseThrow(() -> new NotFoundException("session", id));
    }

    private static SessionSpec spec(JsonNode body) {
        refuseUnknown(body, Set.of("name", "source", "destination", "options"));
        return new SessionSpec(
                text(body, "name"), text(body, "source"), text(body, "destination"), options(body));
    }

    private static Map<String, String> options(JsonNode body) {
        var options = new LinkedHashMap<String, String>();
        JsonNode given = body.get("options");
        if (given != null && !given.isNull()) {
            if (!given.isObject()) {
                throw new InvalidValueException("options", "must be an object");
            }
            given.properties()
                    .forEach(
                            option ->
                                    options.put(
                                            option.getKey(),
                                            value(option.getKey(), option.getValue())));
        }
        return options;
    }

    private static Map<String, String> changes(JsonNode body) {
        refuseUnknown(body, Set.of("options"));
        Map<String, String> options = options(body);
        if (options.isEmpty()) {
            throw new InvalidValueException("options", "must hold what is to be changed");
        }
        return options;
    }

    /** Options are texts; numbers, flags and lists of texts are taken as people mean them. */
    private static String value(String key, JsonNode value) {
        if (value.isArray()) {
            var parts = new ArrayList<String>();
            value.forEach(part -> parts.add(single(key, part)));
            return SessionOptions.join(key, parts);
        }
        return single(key, value);
    }

    private static String single(String key, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            return value.asText();
        }
        throw new InvalidValueException(key, "must be a text, a number, true or false");
    }

    static JsonNode body(Exchange exchange) {
        try {
            String text = exchange.getMessage().getBody(String.class);
            JsonNode body = JsonFormat.mapper().readTree(text == null ? "" : text);
            if (body == null || !body.isObject()) {
                throw new InvalidValueException("body", "must be a JSON object");
            }
            return body;
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new InvalidValueException(
                    "body",
                    "is not valid JSON"
                            + (at == null
                                    ? ""
                                    : " at line "
                                            + at.getLineNr()
                                            + ", column "
                                            + at.getColumnNr()));
        }
    }

    static void refuseUnknown(JsonNode body, Set<String> known) {
        body.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                throw new InvalidValueException(
                                        name,
                                        "is not known here; known are "
                                                + String.join(", ", new TreeSet<>(known)));
                            }
                        });
    }

    static String text(JsonNode body, String name) {
        JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new InvalidValueException(name, "must be a text");
        }
        return value.asText();
    }

    static String id(Exchange exchange) {
        return exchange.getMessage().getHeader("id", String.class);
    }

    private static long number(String kind, String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw new NotFoundException(kind, id);
        }
    }

    static String query(Exchange exchange, String name) {
        String value = exchange.getMessage().getHeader(name, String.class);
        return value == null || value.isBlank() ? null : value;
    }

    private static boolean flag(Exchange exchange, String name) {
        String value = query(exchange, name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw new InvalidValueException(name, "must be true or false");
    }

    /** Null stands for all. */
    private static ConflictState conflictState(Exchange exchange) {
        ConflictState state = choice(exchange, "state", ConflictState.class);
        if (!flag(exchange, "all")) {
            return state == null ? ConflictState.OPEN : state;
        }
        if (state != null) {
            throw new InvalidValueException(
                    "all", "is for all states, so give one of the two only");
        }
        return null;
    }

    private static Long before(Exchange exchange) {
        String value = query(exchange, "before");
        if (value == null) {
            return null;
        }
        if (value.matches("\\d{1,18}")) {
            return Long.valueOf(value);
        }
        throw new InvalidValueException("before", "must be the id of the last one that was listed");
    }

    static int limit(Exchange exchange) {
        return limit(exchange, USUAL_LIMIT);
    }

    private static int limit(Exchange exchange, int usual) {
        String value = query(exchange, "limit");
        if (value == null) {
            return usual;
        }
        try {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw new InvalidValueException("limit", "must be a whole number from 1 to " + MOST);
        }
        throw new InvalidValueException("limit", "must be a whole number from 1 to " + MOST);
    }

    static <E extends Enum<E>> E choice(Exchange exchange, String name, Class<E> type) {
        String value = query(exchange, name);
        return value == null ? null : constant(name, value, type);
    }

    static <E extends Enum<E>> E constant(String name, String word, Class<E> type) {
        try {
            return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException(name, "must be one of " + words(type));
        }
    }

    static <E extends Enum<E>> String words(Class<E> type) {
        var words = new ArrayList<String>();
        for (E constant : type.getEnumConstants()) {
            words.add(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return String.join(", ", words);
    }

    static void answer(Exchange exchange, int status, Supplier<Object> work) {
        attempt(exchange, () -> write(exchange, status, "application/json", work.get()));
    }

    /** Answers that there is nothing to tell. */
    static void nothing(Exchange exchange) {
        write(exchange, 204, "application/json", null);
    }

    /** Does the work; what is refused becomes the problem that it is. */
    static void attempt(Exchange exchange, Runnable work) {
        try {
            work.run();
        } catch (InvalidValueException e) {
            problem(exchange, 400, "Bad Request", e.getMessage(), e.field());
        } catch (NotFoundException e) {
            problem(exchange, 404, "Not Found", e.getMessage(), null);
        } catch (WrongStateException e) {
            problem(exchange, 409, "Conflict", e.getMessage(), null);
        } catch (SyncException e) {
            LOG.warn("A request to the API failed", e);
            problem(exchange, 503, "Service Unavailable", e.getMessage(), null);
        }
    }

    private static void problem(
            Exchange exchange, int status, String title, String detail, String field) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail);
        if (field != null) {
            problem.put("field", field);
        }
        write(exchange, status, "application/problem+json", problem);
    }

    private static void write(Exchange exchange, int status, String type, Object result) {
        Message message = exchange.getMessage();
        try {
            message.setBody(result == null ? null : JsonFormat.mapper().writeValueAsString(result));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer could not be written as JSON", e);
        }
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, type);
        message.setHeader("Cache-Control", "no-store");
    }
}
