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
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies within the drive, which run on after the answer and are watched at a monitor address. */
final class CopyEndpoint implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CopyEndpoint.class);
    private static final String PATH = "/onedrive/monitor/";
    private static final int SECONDS_TO_END = 10;

    private final CloudFolder folder;
    private final Items items;
    private final ItemJson json;
    private final Parents parents;
    private final Owner owner;
    private final Settings settings;
    private final Clock clock;
    private final Operations operations;
    private volatile boolean closing;
    private final ExecutorService workers =
            Executors.newFixedThreadPool(
                    2,
                    task -> {
                        Thread thread = new Thread(task, "sandbox-copy");
                        thread.setDaemon(true);
                        return thread;
                    });

    CopyEndpoint(
            CloudFolder folder,
            Items items,
            ItemJson json,
            Parents parents,
            Owner owner,
            Settings settings,
            Clock clock,
            Operations operations) {
        this.clock = clock;
        this.parents = parents;
        this.operations = operations;
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
        Optional<Item> named = parents.of(body.at("parentReference"));
        if (item.parentId() == null) {
            throw GraphError.invalid("The root can't be copied.");
        }
        Item parent = named.isPresent() ? named.get() : items.byId(item.parentId());
        String name = body.text("name").orElse(item.name());
        items.checkMove(item, parent, name);
        call.checkRoom(folder.sizeOf(item));
        Conflict conflict =
                json.kind() == DriveKind.PERSONAL
                        ? Conflict.FAIL
                        : body.conflict(call, Conflict.FAIL);
        operations.forgetOld();
        Operation begun = Operation.running(UUID.randomUUID().toString(), clock.instant());
        operations.put(begun);
        Meta target = Meta.named(parent.id(), name).by(call.client());
        workers.execute(() -> run(begun, item, target, conflict));
        return Reply.empty(202).with("Location", owner.inscribe(call.base() + PATH + begun.id()));
    }

    private void run(Operation begun, Item item, Meta target, Conflict conflict) {
        try {
            operations.put(outcome(begun, item, target, conflict));
        } catch (IOException e) {
            LOG.warn("What came of copying {} could not be written down", item.id(), e);
        }
    }

    private Operation outcome(Operation begun, Item item, Meta target, Conflict conflict) {
        try {
            return begun.done(copy(item, target, conflict).id());
        } catch (FolderException e) {
            boolean taken = e.reason() == FolderException.Reason.NAME_TAKEN;
            return begun.failed(taken ? "nameAlreadyExists" : "itemNotFound");
        } catch (CancellationException e) {
            LOG.debug("Copying {} ends with the sandbox", item.id());
        } catch (IOException | RuntimeException e) {
            LOG.warn("Copying {} failed", item.id(), e);
        }
        return begun.failed("generalException");
    }

    private Item copy(Item item, Meta target, Conflict conflict) throws IOException {
        if (closing) {
            throw new CancellationException();
        }
        Meta meta = target.times(item.modified(), item.created());
        if (item.folder()) {
            // Taken before the copy is made, which may lie within.
            var children = folder.children(item.id());
            Item made = folder.createFolder(meta, conflict).item();
            for (Item child : children) {
                if (!child.id().equals(made.id())) {
                    copy(child, target.place(made.id(), child.name()), Conflict.FAIL);
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
        GraphError.requireGet(call);
        call.operation("monitor");
        Operation state = operations.find(id).orElseThrow(GraphError::notFound);
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

    /** What has begun ends between two files: an interrupt would close the files of others. */
    @Override
    public void close() {
        closing = true;
        workers.shutdown();
        try {
            if (!workers.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
