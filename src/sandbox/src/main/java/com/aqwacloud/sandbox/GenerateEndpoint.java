package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.control.Given;
import com.aqwacloud.sandbox.control.Lever;
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
import java.util.List;
import java.util.Optional;

/** {@code /sandbox/generate}: many files that are on no disk, for tests of scale. */
final class GenerateEndpoint implements Lever {

    private static final long MOST_BYTES = 250L * 1024 * 1024 * 1024;

    private final AccountRegistry registry;

    GenerateEndpoint(AccountRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Reply handle(Call call, List<String> rest) throws IOException {
        if (!rest.isEmpty()) {
            return Problem.reply(404, "There is nothing below generate");
        }
        try {
            return switch (call.method()) {
                case "GET" -> list(call);
                case "POST" -> generate(Given.of(call));
                case "DELETE" -> remove(call);
                default -> Problem.notAllowed("GET, POST, DELETE");
            };
        } catch (FolderException e) {
            throw Problem.field("parent", e.getMessage());
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

    private Reply generate(Given given) throws IOException {
        CloudFolder folder = folder(given.text("cloud"), given.text("account"));
        String parent = given.text("parent").filter(id -> !id.equals("root")).orElse("");
        String prefix = given.text("prefix").orElse("generated-");
        if (!prefix.matches("[\\p{L}\\p{N} _.-]{1,100}") || prefix.startsWith(" ")) {
            throw given.field(
                    "prefix", "up to 100 letters, digits, spaces, dots, hyphens and underscores");
        }
        int count =
                given.whole("count", 0, Generate.MOST)
                        .map(Long::intValue)
                        .orElseThrow(() -> given.field("count", "is needed"));
        int folders = given.whole("folders", 0, Generate.MOST).orElse(0L).intValue();
        long size = given.whole("size", 0, MOST_BYTES).orElse(1024L);
        given.nothingElse();
        try {
            Generate spec =
                    new Generate(
                            parent.isEmpty() ? folder.root().id() : parent,
                            prefix,
                            count,
                            folders,
                            size);
            return Reply.json(201, json(folder.generate(spec)));
        } catch (IllegalArgumentException e) {
            return Problem.reply(400, e.getMessage());
        }
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
                .orElseThrow(() -> Problem.field("cloud", "google or onedrive is needed"))
                .folder(account.orElse(Owner.DEFAULT))
                .orElseThrow(() -> Problem.field("account", "there is none of that name"));
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
