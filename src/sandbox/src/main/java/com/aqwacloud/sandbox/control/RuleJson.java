package com.aqwacloud.sandbox.control;

import com.aqwacloud.sandbox.fault.Fault;
import com.aqwacloud.sandbox.fault.FaultBook;
import com.aqwacloud.sandbox.fault.FaultKind;
import com.aqwacloud.sandbox.fault.Match;
import com.aqwacloud.sandbox.fault.PathPattern;
import com.aqwacloud.sandbox.fault.Rule;
import com.aqwacloud.sandbox.fault.Schedule;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Rules as JSON, one flat object each. */
final class RuleJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> CLOUDS = List.of("google", "onedrive");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7E]*");

    private RuleJson() {}

    /** Adds the rule that is told. */
    static Rule add(FaultBook faults, Given given) {
        FaultKind kind = kind(given);
        Match match = match(given, kind);
        Schedule schedule = schedule(given);
        Fault fault = new Fault(kind, parameters(given, kind));
        given.nothingElse();
        return faults.add(match, schedule, fault);
    }

    private static FaultKind kind(Given given) {
        List<String> kinds = Arrays.stream(FaultKind.values()).map(FaultKind::id).toList();
        return given.word("kind", kinds)
                .flatMap(FaultKind::of)
                .orElseThrow(
                        () ->
                                given.field(
                                        "kind",
                                        "one of " + String.join(", ", kinds) + " is needed"));
    }

    private static Match match(Given given, FaultKind kind) {
        Optional<String> cloud = given.word("cloud", CLOUDS);
        if (cloud.isPresent()
                && kind.cloud().filter(only -> !only.equals(cloud.get())).isPresent()) {
            throw given.field("cloud", "this kind is of " + kind.cloud().get() + " only");
        }
        Optional<PathPattern> glob = given.text("path").map(PathPattern::glob);
        Optional<PathPattern> regex = given.text("pathRegex").map(text -> regex(given, text));
        if (glob.isPresent() && regex.isPresent()) {
            throw given.field("pathRegex", "not together with path");
        }
        return new Match(
                cloud.orElse(null),
                given.text("account").orElse(null),
                given.text("method").orElse(null),
                glob.or(() -> regex).orElse(null),
                given.text("operation").orElse(null));
    }

    private static PathPattern regex(Given given, String text) {
        try {
            return PathPattern.regex(text);
        } catch (PatternSyntaxException e) {
            throw given.field("pathRegex", "no regular expression: " + e.getDescription());
        }
    }

    private static Schedule schedule(Given given) {
        long most = Long.MAX_VALUE;
        Optional<Long> nth = given.whole("nth", 1, most);
        Optional<Long> from = given.whole("from", 1, most);
        Optional<Long> every = given.whole("every", 1, most);
        if (nth.isPresent() && (from.isPresent() || every.isPresent())) {
            throw given.field("nth", "not together with from or every");
        }
        return new Schedule(
                nth.orElse(0L),
                from.orElse(1L),
                every.orElse(1L),
                given.whole("times", 1, most).orElse(most),
                given.share("probability").orElse(1.0),
                given.whole("seed", Long.MIN_VALUE, most).orElse(1L));
    }

    private static Map<String, Object> parameters(Given given, FaultKind kind) {
        Map<String, Object> found = new LinkedHashMap<>();
        for (String name : kind.parameters()) {
            parameter(given, kind, name).ifPresent(value -> found.put(name, value));
        }
        if (kind == FaultKind.REFUSE && !found.containsKey("status")) {
            throw given.field("status", "is needed: from 400 to 599");
        }
        return found;
    }

    private static Optional<?> parameter(Given given, FaultKind kind, String name) {
        return switch (name) {
            case "status" -> status(given, kind);
            case "code" ->
                    kind == FaultKind.EXPIRE_DELTA_LINK
                            ? given.word(name, FaultKind.RESYNC_CODES)
                            : given.text(name);
            case "headers" -> headers(given);
            case "millis" -> given.whole(name, 0, 600_000);
            case "retryAfterSeconds" -> given.whole(name, 0, 86_400);
            case "items", "bytes" -> given.whole(name, 1, Long.MAX_VALUE);
            case "afterBytes", "atByte" -> given.whole(name, 0, Long.MAX_VALUE);
            case "ranges" -> ranges(given);
            default -> given.text(name);
        };
    }

    private static Optional<Long> status(Given given, FaultKind kind) {
        Optional<Long> status = given.whole("status", 400, 599);
        List<Long> allowed = kind.statuses();
        if (status.isPresent() && !allowed.isEmpty() && !allowed.contains(status.get())) {
            throw given.field("status", "one of " + allowed + " is needed");
        }
        return status;
    }

    private static Optional<Map<String, String>> headers(Given given) {
        Optional<Map<String, String>> headers = given.map("headers");
        headers.orElse(Map.of())
                .forEach(
                        (name, value) -> {
                            if (!HEADER_NAME.matcher(name).matches()
                                    || !HEADER_VALUE.matcher(value).matches()) {
                                throw given.field("headers." + name, "no header can be so");
                            }
                        });
        return headers;
    }

    private static Optional<List<String>> ranges(Given given) {
        Optional<List<String>> ranges = given.texts("ranges");
        if (!ranges.orElse(List.of()).stream().allMatch(each -> each.matches("\\d+-\\d*"))) {
            throw given.field("ranges", "each has to be as 0-99 or 100-");
        }
        return ranges;
    }

    static ObjectNode of(Rule rule) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", rule.id());
        node.put("kind", rule.fault().kind().id());
        Match match = rule.match();
        put(node, "cloud", match.cloud());
        put(node, "account", match.account());
        put(node, "method", match.method());
        put(node, "operation", match.operation());
        if (match.path() != null) {
            node.put(match.path().isGlob() ? "path" : "pathRegex", match.path().text());
        }
        Schedule schedule = rule.schedule();
        if (schedule.nth() > 0) {
            node.put("nth", schedule.nth());
        } else {
            node.put("from", schedule.from());
            node.put("every", schedule.every());
        }
        if (schedule.times() < Long.MAX_VALUE) {
            node.put("times", schedule.times());
        }
        if (schedule.probability() < 1) {
            node.put("probability", schedule.probability());
            node.put("seed", schedule.seed());
        }
        rule.fault().parameters().forEach((name, value) -> node.set(name, JSON.valueToTree(value)));
        node.put("matched", rule.matched());
        node.put("fired", rule.fired());
        return node;
    }

    private static void put(ObjectNode node, String name, String value) {
        if (value != null) {
            node.put(name, value);
        }
    }
}
