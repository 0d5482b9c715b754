package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.account.DriveKind;
import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Conflict;
import com.aqwacloud.sandbox.core.FolderException;
import com.aqwacloud.sandbox.core.Guard;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.core.Meta;
import com.aqwacloud.sandbox.core.Staged;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies within the drive, which run on after the answer and are watched at a monitor address. */
final class CopyEndpoint implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CopyEndpoint.class);
    private static final String PATH = "/onedrive/monitor/";

    private final CloudFolder folder;
    private final Items items;
    private final ItemJson json;
    private final Owner owner;
    private final Settings settings;
    private final Map<String, State> running = new ConcurrentHashMap<>();
    private final ExecutorService workers =
            Executors.newFixedThreadPool(
                    2,
                    task -> {
                        Thread thread = new Thread(task, "sandbox-copy");
                        thread.setDaemon(true);
                        return thread;
                    });

    /** One of both is {@code null}, and both are while it runs. */
    private record State(String itemId, String errorCode) {}

    CopyEndpoint(CloudFolder folder, Items items, ItemJson json, Owner owner, Settings settings) {
        this.settings = settings;
        this.owner = owner;
        this.folder = folder;
        this.items = items;
        this.json = json;
    }

    Reply copy(Call call, Address address) throws IOException {
        call.operation("copy");
        Item item = items.find(address);
        Body body = Body.of(call);
        Body reference = body.at("parentReference");
        if (reference
                .text("driveId")
                .filter(id -> !id.equalsIgnoreCase(json.driveId()))
                .isPresent()) {
            throw GraphError.of(400, "notSupported", "There is no such drive.");
        }
        Item parent =
                items.byId(
                        reference
                                .text("id")
                                .orElse(item.parentId() == null ? "root" : item.parentId()));
        if (!parent.folder() || item.parentId() == null) {
            throw GraphError.invalid("The copy can't go there.");
        }
        String name = body.text("name").orElse(item.name());
        items.checkName(parent, name);
        call.checkRoom(folder.sizeOf(item));
        Conflict conflict =
                json.kind() == DriveKind.PERSONAL
                        ? Conflict.FAIL
                        : body.conflict(call, Conflict.FAIL);
        String id = UUID.randomUUID().toString();
        running.put(id, new State(null, null));
        workers.execute(() -> run(id, item, parent, name, conflict));
        return Reply.empty(202).with("Location", owner.inscribe(call.base() + PATH + id));
    }

    private void run(String id, Item item, Item parent, String name, Conflict conflict) {
        try {
            running.put(id, new State(copy(item, parent, name, conflict).id(), null));
        } catch (FolderException e) {
            boolean taken = e.reason() == FolderException.Reason.NAME_TAKEN;
            running.put(id, new State(null, taken ? "nameAlreadyExists" : "itemNotFound"));
        } catch (IOException | RuntimeException e) {
            LOG.warn("Copying {} failed", item.id(), e);
            running.put(id, new State(null, "generalException"));
        }
    }

    private Item copy(Item item, Item parent, String name, Conflict conflict) throws IOException {
        Meta meta = Meta.named(parent.id(), name).times(item.modified(), item.created());
        if (item.folder()) {
            // Taken before the copy is made, which may lie within.
            var children = folder.children(item.id());
            Item made = folder.createFolder(meta, conflict).item();
            for (Item child : children) {
                if (!child.id().equals(made.id())) {
                    copy(child, made, child.name(), Conflict.FAIL);
                }
            }
            return made;
        }
        try (Staged staged = folder.stage();
                FileChannel content = folder.read(item)) {
            staged.fill(Channels.newInputStream(content));
            return folder.putFile(meta, conflict, Guard.NONE, staged).item();
        }
    }

    Reply monitor(Call call, String id) {
        call.operation("monitor");
        State state = Optional.ofNullable(running.get(id)).orElseThrow(GraphError::notFound);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("operation", "ItemCopy");
        if (state.itemId() != null) {
            node.put("percentageComplete", 100.0);
            node.put("resourceId", state.itemId());
            node.put("status", "completed");
            boolean redirects = settings.now().monitorRedirects();
            return Reply.json(redirects ? 303 : 200, node)
                    .with(
                            redirects ? "Location" : "Content-Location",
                            call.base()
                                    + "/v1.0/drives/"
                                    + json.driveId()
                                    + "/items/"
                                    + state.itemId());
        }
        if (state.errorCode() != null) {
            node.put("percentageComplete", 0.0);
            node.put("status", "failed");
            node.set(
                    "error",
                    GraphError.body(state.errorCode(), null, "The copy failed.").get("error"));
            return Reply.ok(node);
        }
        node.put("percentageComplete", 0.0);
        node.put("status", "inProgress");
        return Reply.json(202, node);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
