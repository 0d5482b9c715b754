package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.account.DriveKind;
import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** {@code /subscriptions}: who is told of changes. */
final class SubscriptionEndpoint implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(42_300);
    private static final int LONGEST_STATE = 128;

    private final CloudFolder folder;
    private final Items items;
    private final ItemJson json;
    private final AccountEndpoint account;
    private final Clock clock;
    private final Notifier notifier = new Notifier();
    private final Subscriptions subscriptions;

    SubscriptionEndpoint(
            CloudFolder folder,
            Items items,
            ItemJson json,
            AccountEndpoint account,
            Clock clock,
            Records records)
            throws IOException {
        this.account = account;
        this.folder = folder;
        this.items = items;
        this.json = json;
        this.clock = clock;
        this.subscriptions = new Subscriptions(folder, clock, notifier, records);
    }

    /**
     * @param id empty for all of them
     */
    Reply handle(Call call, String id) throws IOException {
        String method = call.method().equals("HEAD") ? "GET" : call.method();
        return switch (method + (id.isEmpty() ? "" : " one")) {
            case "GET" -> list(call);
            case "POST" -> create(call);
            case "GET one" -> {
                call.operation("subscription.get");
                yield Reply.ok(known(id).json(userId()));
            }
            case "PATCH one" -> renew(call, id);
            case "DELETE one" -> {
                call.operation("subscription.delete");
                known(id);
                subscriptions.remove(id);
                yield Reply.empty(204);
            }
            default ->
                    throw id.isEmpty()
                            ? GraphError.notAllowed("GET", "HEAD", "POST")
                            : GraphError.notAllowed("GET", "HEAD", "PATCH", "DELETE");
        };
    }

    private String userId() {
        return json.user().at("/user/id").asText();
    }

    private Subscription known(String id) {
        return subscriptions
                .find(id)
                .orElseThrow(
                        () ->
                                GraphError.of(
                                        404,
                                        "ResourceNotFound",
                                        "The subscription was not found."));
    }

    private Reply list(Call call) {
        call.operation("subscription.list");
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        var value = node.putArray("value");
        subscriptions.live().forEach(each -> value.add(each.json(userId())));
        return Reply.ok(node);
    }

    private Reply create(Call call) throws IOException {
        call.operation("subscription.create");
        Body body = Body.of(call);
        if (!body.text("changeType").filter("updated"::equals).isPresent()) {
            throw refused("changeType: drives know 'updated' only.");
        }
        String state = body.text("clientState").orElse(null);
        if (state != null && state.length() > LONGEST_STATE) {
            throw refused("clientState: at most 128 characters.");
        }
        String resource =
                body.text("resource").orElseThrow(() -> refused("resource: is required."));
        Item item = folderOf(resource);
        Instant expires = expires(body);
        URI notify =
                address(
                        body.text("notificationUrl")
                                .orElseThrow(() -> refused("notificationUrl: is required.")));
        URI lifecycle = null;
        if (body.text("lifecycleNotificationUrl").isPresent()) {
            lifecycle = address(body.text("lifecycleNotificationUrl").get());
        }
        greet(notify);
        if (lifecycle != null) {
            greet(lifecycle);
        }
        Subscription made =
                new Subscription(
                        UUID.randomUUID().toString(),
                        resource,
                        item.id(),
                        notify,
                        lifecycle,
                        state,
                        expires,
                        folder.cursor());
        subscriptions.put(made);
        return Reply.json(201, made.json(userId()));
    }

    private Reply renew(Call call, String id) throws IOException {
        call.operation("subscription.renew");
        known(id);
        Instant expires = expires(Body.of(call));
        return Reply.ok(
                subscriptions.renew(id, expires).orElseThrow(GraphError::notFound).json(userId()));
    }

    private Instant expires(Body body) {
        Instant expires = body.time("expirationDateTime");
        Instant now = clock.instant();
        if (expires == null || !expires.isAfter(now) || expires.isAfter(now.plus(LONGEST))) {
            throw refused("expirationDateTime: must be within 42300 minutes from now.");
        }
        return expires;
    }

    private Item folderOf(String resource) throws IOException {
        Address address =
                DriveAddress.find(resource.replaceFirst("^/", ""))
                        .filter(account::isHere)
                        .flatMap(found -> Address.parse(found.rest()))
                        .filter(found -> found.action().isEmpty())
                        .orElseThrow(() -> refused("resource: it is no item of this drive."));
        Item item = items.find(address);
        boolean takes =
                item.parentId() == null || json.kind() == DriveKind.PERSONAL && item.folder();
        if (!takes) {
            throw refused("resource: only the root, or on personal drives a folder.");
        }
        return item;
    }

    /** Plain HTTP only to this machine, for tests. */
    private static URI address(String given) {
        try {
            URI uri = new URI(given);
            boolean secure = "https".equalsIgnoreCase(uri.getScheme());
            boolean plain = "http".equalsIgnoreCase(uri.getScheme());
            if (uri.getHost() != null && (secure || plain && isLoopback(uri.getHost()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw refused("notificationUrl: is malformed.");
        }
        throw refused("notificationUrl: must be https, or http to this machine.");
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private void greet(URI address) throws IOException {
        try {
            if (!notifier.isWilling(address)) {
                throw refused("Subscription validation request failed.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The sandbox is closing");
        }
    }

    private static RuntimeException refused(String message) {
        return GraphError.of(400, "InvalidRequest", message);
    }

    @Override
    public void close() {
        subscriptions.close();
    }
}
