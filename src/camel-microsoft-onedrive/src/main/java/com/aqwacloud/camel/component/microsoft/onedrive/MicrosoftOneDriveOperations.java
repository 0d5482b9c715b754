package com.aqwacloud.camel.component.microsoft.onedrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The calls that take and give JSON. Thread-safe. */
final class MicrosoftOneDriveOperations {

    /** What the service takes in one batch. */
    private static final int MAX_BATCH = 20;

    private final GraphTransport transport;
    private final URI base;
    private final Duration timeout;

    MicrosoftOneDriveOperations(GraphTransport transport, URI base, Duration timeout) {
        this.transport = transport;
        this.base = base;
        this.timeout = timeout;
    }

    DriveAddress in(String driveId) {
        return new DriveAddress(base, driveId);
    }

    Drive drive(DriveAddress at) throws Exception {
        return GraphJson.drive(json(call(RequestKind.DRIVE, "GET", at.drive())));
    }

    DriveItem get(DriveAddress at, ItemPath path, ListQuery query) throws Exception {
        URI uri = at.item(path, query.onlyProperties().parameters());
        return GraphJson.driveItem(json(call(RequestKind.GET, "GET", uri)));
    }

    DriveItemPage children(DriveAddress at, ItemPath folder, ListQuery query) throws Exception {
        URI uri = at.sub(folder, "children", query.parameters());
        return GraphJson.page(json(call(RequestKind.CHILDREN, "GET", uri)));
    }

    DriveItemPage moreChildren(String nextLink) throws Exception {
        return GraphJson.page(json(call(RequestKind.CHILDREN, "GET", Links.parse(nextLink))));
    }

    /**
     * The first page of changes.
     *
     * @param token {@code latest} or another one of the service's; null for a full enumeration
     */
    DriveItemPage delta(
            DriveAddress at, ItemPath folder, String token, ListQuery query, boolean excludeParents)
            throws Exception {
        List<String> parameters = new ArrayList<>();
        if (token != null) {
            parameters.add("token=" + ItemPath.escape(token).replace("+", "%2B"));
        }
        parameters.addAll(query.withoutOrder().parameters());
        RequestKind kind = token == null ? RequestKind.DELTA_START : RequestKind.DELTA;
        return deltaPage(call(kind, "GET", at.sub(folder, "delta", parameters)), excludeParents);
    }

    DriveItemPage moreDelta(String link, boolean excludeParents) throws Exception {
        return deltaPage(call(RequestKind.DELTA, "GET", Links.parse(link)), excludeParents);
    }

    private DriveItemPage deltaPage(HttpCall call, boolean excludeParents) throws Exception {
        return GraphJson.page(
                json(call.header("deltaExcludeParent", excludeParents ? "true" : null)));
    }

    DriveItem createFolder(
            DriveAddress at, ItemPath target, ConflictBehavior behavior, FileTimes times)
            throws Exception {
        ObjectNode body = GraphJson.object();
        body.put("name", target.name().orElseThrow());
        body.putObject("folder");
        body.put(GraphJson.CONFLICT_BEHAVIOR, behavior.name());
        GraphJson.putTimes(body, times);
        URI uri = at.sub(target.parent().orElseThrow(), "children", List.of());
        return GraphJson.driveItem(
                json(call(RequestKind.CREATE_FOLDER, "POST", uri).json(GraphJson.bytes(body))));
    }

    DriveItem update(DriveAddress at, ItemPath path, ItemChange change, String ifMatch)
            throws Exception {
        ObjectNode body = GraphJson.object();
        putPlace(body, change);
        GraphJson.putTimes(body, change.times());
        return GraphJson.driveItem(
                json(
                        call(RequestKind.UPDATE, "PATCH", at.item(path, List.of()))
                                .header("If-Match", ifMatch)
                                .json(GraphJson.bytes(body))));
    }

    void delete(DriveAddress at, ItemPath path, String ifMatch) throws Exception {
        transport
                .authorized(
                        call(RequestKind.DELETE, "DELETE", at.item(path, List.of()))
                                .header("If-Match", ifMatch))
                .orThrow(RequestKind.DELETE);
    }

    /** Ends an upload session and drops its bytes; one that is gone already is gone. */
    void cancelUpload(PreAuthenticatedUrl url) throws Exception {
        RequestKind kind = RequestKind.UPLOAD_CANCEL;
        HttpAnswer answer = transport.anonymous(call(kind, "DELETE", url.uri()));
        if (!answer.isSuccess()) {
            OneDriveException failure = answer.failure(kind);
            if (!(failure instanceof UploadSessionGoneException)) {
                throw failure;
            }
        }
    }

    /**
     * Takes an item out of the recycle bin, into the folder and to the name that it had or to
     * others.
     */
    DriveItem restore(DriveAddress at, ItemPath path, ItemChange to) throws Exception {
        ObjectNode body = GraphJson.object();
        putPlace(body, to);
        URI uri = at.sub(path, "restore", List.of());
        return GraphJson.driveItem(
                json(call(RequestKind.RESTORE, "POST", uri).json(GraphJson.bytes(body))));
    }

    /** Starts a copy; gives where to see how far it is. */
    PreAuthenticatedUrl copy(
            DriveAddress at, ItemPath path, ItemChange to, ConflictBehavior behavior)
            throws Exception {
        ObjectNode body = GraphJson.object();
        putPlace(body, to);
        URI uri = at.sub(path, "copy", List.of(conflictParameter(behavior)));
        HttpAnswer answer =
                transport
                        .authorized(call(RequestKind.COPY, "POST", uri).json(GraphJson.bytes(body)))
                        .orThrow(RequestKind.COPY);
        String location =
                answer.header("Location").orElseThrow(() -> answer.failure(RequestKind.COPY));
        return PreAuthenticatedUrl.of(Links.resolve(uri, location).toString());
    }

    static String conflictParameter(ConflictBehavior behavior) {
        return GraphJson.CONFLICT_BEHAVIOR + "=" + behavior.name();
    }

    private static void putPlace(ObjectNode body, ItemChange change) {
        if (change.name() != null) {
            body.put("name", change.name());
        }
        if (change.parentId() != null) {
            ObjectNode parent = body.putObject("parentReference");
            if (change.driveId() != null) {
                parent.put("driveId", change.driveId());
            }
            parent.put("id", change.parentId());
        }
    }

    /** The answers in the order of the requests. */
    List<BatchResponse> batch(List<BatchRequest> requests) throws Exception {
        check(requests);
        ObjectNode body = GraphJson.object();
        ArrayNode parts = body.putArray("requests");
        requests.forEach(request -> parts.add(part(request)));
        HttpCall call =
                call(RequestKind.BATCH, "POST", URI.create(base + "/$batch"))
                        .counted(requests.size(), ResourceUnits.of(requests))
                        .json(GraphJson.bytes(body));
        HttpAnswer answer =
                transport
                        .authorized(call, MicrosoftOneDriveOperations::longestPause)
                        .orThrow(RequestKind.BATCH);
        Map<String, BatchResponse> byId = new HashMap<>();
        for (JsonNode part : answer.json(RequestKind.BATCH).path("responses")) {
            BatchResponse response = response(part);
            byId.put(response.id(), response);
        }
        List<BatchResponse> ordered = new ArrayList<>();
        for (BatchRequest request : requests) {
            BatchResponse response = byId.get(request.id());
            if (response == null) {
                throw new OneDriveException(
                        GraphError.ofStatus(answer.status(), ""),
                        "OneDrive left a request of the batch unanswered");
            }
            ordered.add(response);
        }
        return List.copyOf(ordered);
    }

    private static void check(List<BatchRequest> requests) {
        if (requests.isEmpty() || requests.size() > MAX_BATCH) {
            throw new IllegalArgumentException(
                    "A batch holds 1 to " + MAX_BATCH + " requests, not " + requests.size());
        }
        Set<String> ids = new HashSet<>();
        for (BatchRequest request : requests) {
            if (!ids.add(request.id())) {
                throw new IllegalArgumentException(
                        "The batch holds two requests with the id " + request.id());
            }
        }
    }

    private static JsonNode part(BatchRequest request) {
        ObjectNode part = GraphJson.object();
        part.put("id", request.id()).put("method", request.method()).put("url", request.url());
        ObjectNode headers = GraphJson.object();
        request.headers().forEach(headers::put);
        if (request.body() != null) {
            part.set("body", GraphJson.tree(request.body()));
            if (request.headers().keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
                headers.put("Content-Type", "application/json");
            }
        }
        if (!headers.isEmpty()) {
            part.set("headers", headers);
        }
        if (!request.dependsOn().isEmpty()) {
            request.dependsOn().forEach(part.putArray("dependsOn")::add);
        }
        return part;
    }

    private static BatchResponse response(JsonNode part) {
        int status = part.path("status").asInt();
        JsonNode body = part.path("body");
        Map<String, String> headers = headers(part);
        Optional<OneDriveException> failure = Optional.empty();
        if (status < 200 || status > 399) {
            failure =
                    Optional.of(
                            GraphErrorTable.exceptionFor(
                                    RequestKind.BATCH,
                                    GraphError.of(
                                            status,
                                            body,
                                            null,
                                            pause(headers).orElse(null),
                                            header(headers, "Location").orElse(null))));
        }
        return new BatchResponse(part.path("id").asText(), status, headers, body, failure);
    }

    private static Map<String, String> headers(JsonNode part) {
        Map<String, String> headers = new HashMap<>();
        part.path("headers")
                .properties()
                .forEach(field -> headers.put(field.getKey(), field.getValue().asText()));
        return headers;
    }

    private static Optional<String> header(Map<String, String> headers, String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Optional<Duration> pause(Map<String, String> headers) {
        return header(headers, "Retry-After")
                .map(text -> RetryAfter.parse(text, Clock.systemUTC()));
    }

    private static Optional<Duration> longestPause(HttpAnswer answer) {
        Optional<Duration> longest = Optional.empty();
        for (JsonNode part : GraphJson.parseLeniently(answer.bytes()).path("responses")) {
            Optional<Duration> pause = pause(headers(part));
            if (pause.isPresent()
                    && (longest.isEmpty() || pause.get().compareTo(longest.get()) > 0)) {
                longest = pause;
            }
        }
        return longest;
    }

    private HttpCall call(RequestKind kind, String method, URI uri) {
        return HttpCall.of(kind, method, uri, timeout).counted(1, ResourceUnits.of(kind, uri));
    }

    private JsonNode json(HttpCall call) throws Exception {
        return transport.authorized(call).orThrow(call.kind()).json(call.kind());
    }
}
