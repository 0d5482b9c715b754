package com.aqwacloud.sync.internal.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Answers what clients send over the event socket. Safe for use by several threads. */
public final class ClientMessages {
    /** The parameters of the address. */
    public static final String SINCE = "since";

    public static final String EPOCH = "epoch";
    public static final String SESSION = "session";

    private static final int LONGEST = 4096;
    private static final int LONGEST_QUOTED = 40;

    private final EventHub hub;
    private final Predicate<String> knownSession;

    /**
     * @param hub for the numbers in the answers
     * @param knownSession whether there is a session of that id
     */
    public ClientMessages(EventHub hub, Predicate<String> knownSession) {
        this.hub = hub;
        this.knownSession = knownSession;
    }

    /** Never throws: whatever it does not understand it answers with an {@code error} message. */
    public Answer answer(String text) {
        if (text == null || text.length() > LONGEST) {
            return error("A message is at most " + LONGEST + " characters long.");
        }
        JsonNode message;
        try {
            message = JsonFormat.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            return error("The message is no JSON object.");
        }
        if (message == null || !message.isObject()) {
            return error("The message is no JSON object.");
        }
        JsonNode type = message.path("type");
        if (!type.isTextual()) {
            return error("The message needs a member \"type\": ping or subscribe.");
        }
        return switch (type.asText()) {
            case "ping" -> ping(message);
            case "subscribe" -> subscribe(message);
            default ->
                    error(
                            "The type "
                                    + quoted(type.asText())
                                    + " is not known; known are ping and subscribe.");
        };
    }

    /**
     * An {@code error} message for each parameter that makes no sense in the address by which a
     * client came.
     */
    public List<String> complaints(Map<String, String> query) {
        var complaints = new ArrayList<String>();
        for (String name : List.of(SINCE, EPOCH)) {
            String value = query.get(name);
            if (value != null && number(value).isEmpty()) {
                complaints.add(
                        error(
                                        "The parameter "
                                                + name
                                                + " must be a number, which "
                                                + quoted(value)
                                                + " is not; it counts as not given.")
                                .json());
            }
        }
        String session = query.get(SESSION);
        if (session != null && !session.isEmpty() && !knownSession.test(session)) {
            complaints.add(noSession(session).json());
        }
        return complaints;
    }

    /** A number of an event or epoch; empty if the text is null or no number. */
    public static Optional<Long> number(String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Answer ping(JsonNode message) {
        String stranger = stranger(message, Set.of("type"));
        return stranger != null
                ? error("A ping has no member " + quoted(stranger) + ".")
                : new Answer(hub.message(null, "pong", json -> {}), false, null);
    }

    private Answer subscribe(JsonNode message) {
        String stranger = stranger(message, Set.of("type", "session"));
        if (stranger != null) {
            return error("A subscribe has no member " + quoted(stranger) + ".");
        }
        JsonNode session = message.get("session");
        if (session == null || !session.isNull() && !session.isTextual()) {
            return error(
                    "A subscribe needs a member \"session\": the id of a session, or null for all.");
        }
        String id = session.isNull() ? null : session.asText();
        if (id != null && !knownSession.test(id)) {
            return noSession(id);
        }
        return new Answer(hub.message(id, "subscribed", json -> {}), true, id);
    }

    private Answer noSession(String id) {
        return error("There is no session " + quoted(id) + ".");
    }

    private Answer error(String sentence) {
        return new Answer(
                hub.message(null, "error", json -> json.put("message", sentence)), false, null);
    }

    private static String stranger(JsonNode message, Set<String> known) {
        Iterable<String> names = message::fieldNames;
        return StreamSupport.stream(names.spliterator(), false)
                .filter(name -> !known.contains(name))
                .findFirst()
                .orElse(null);
    }

    private static String quoted(String text) {
        return '"'
                + (text.length() > LONGEST_QUOTED ? text.substring(0, LONGEST_QUOTED) + "…" : text)
                + '"';
    }
}
