package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.control.Problem;
import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.FolderException;
import com.aqwacloud.sandbox.core.Generate;
import com.aqwacloud.sandbox.core.Generated;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** {@code /sandbox/generate}: many files that are on no disk, for tests of scale. */
final class GenerateEndpoint {

    private static final Set<String> FIELDS =
            Set.of("cloud", "account", "count", "folders", "size", "prefix", "parent");
    private static final long MOST_BYTES = 250L * 1024 * 1024 * 1024;

    private final AccountRegistry registry;

    GenerateEndpoint(AccountRegistry registry) {
        this.registry = registry;
    }

    Reply handle(Call call) throws IOException {
        try {
            return switch (call.method()) {
                case "GET" -> list(call);
                case "POST" -> generate(call);
                case "DELETE" -> remove(call);
                default -> Problem.notAllowed("GET, POST, DELETE");
            };
        } catch (IllegalArgumentException e) {
            return Problem.reply(e);
        } catch (FolderException e) {
            return Problem.field("parent", e.getMessage()).reply();
        }
    }

    private Reply list(Call call) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode sets = node.putArray("generated");
        for (Generated set : folder(call.query("cloud"), call.query("account")).generated()) {
            sets.add(json(set));
        }
        return Reply.ok(node);
    }

    private Reply generate(Call call) throws IOException {
        ControlCall given = ControlCall.of(call, FIELDS);
        CloudFolder folder = folder(given.text("cloud"), given.text("account"));
        String parent = given.text("parent").filter(id -> !id.equals("root")).orElse("");
        String prefix = given.text("prefix").orElse("generated-");
        if (!prefix.matches("[\\p{L}\\p{N} _.-]{1,100}") || prefix.startsWith(" ")) {
            throw new IllegalArgumentException(
                    "prefix: up to 100 letters, digits, spaces, dots, hyphens and underscores");
        }
        Generate spec =
                new Generate(
                        parent.isEmpty() ? folder.root().id() : parent,
                        prefix,
                        (int) given.number("count", -1, Generate.MOST),
                        (int) given.number("folders", 0, Generate.MOST),
                        given.number("size", 1024, MOST_BYTES));
        return Reply.json(201, json(folder.generate(spec)));
    }

    /** One set, or all of them where none is named. */
    private Reply remove(Call call) throws IOException {
        CloudFolder folder = folder(call.query("cloud"), call.query("account"));
        Optional<String> id = call.query("id");
        if (id.isPresent()) {
            return folder.removeGenerated(id.get())
                    ? Reply.empty(204)
                    : Problem.reply(404, "id: there is no such set");
        }
        for (Generated set : folder.generated()) {
            folder.removeGenerated(set.id());
        }
        return Reply.empty(204);
    }

    private CloudFolder folder(Optional<String> cloud, Optional<String> account) {
        return registry.cloud(cloud.orElse(""))
                .orElseThrow(
                        () -> new IllegalArgumentException("cloud: google or onedrive is needed"))
                .folder(account.orElse(Owner.DEFAULT))
                .orElseThrow(
                        () -> new IllegalArgumentException("account: there is none of that name"));
    }

    private static ObjectNode json(Generated set) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", set.id());
        node.put("parent", set.spec().parentId());
        node.put("prefix", set.spec().prefix());
        node.put("count", set.spec().count());
        node.put("folders", set.spec().folders());
        node.put("size", set.spec().size());
        node.put("untouched", set.left());
        return node;
    }
}
