package com.aqwacloud.sync.internal.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.aqwacloud.camel.component.microsoft.onedrive.DriveItem;
import com.aqwacloud.camel.component.microsoft.onedrive.OneDriveException;
import com.aqwacloud.camel.component.microsoft.onedrive.QuickXorHash;
import com.aqwacloud.camel.component.microsoft.onedrive.Refusals;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * OneDrive as far as histories need it: one item to a name whatever its case, entity tags, a
 * recycle bin, and a memory of who did what.
 */
final class DestinationDrive {
    static final String ROOT = "onedrive-root";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private long clock;

    /** Who did something. */
    enum Actor {
        PERSON("the-web"),
        ENGINE("aqwacloud");

        /** Through which application it is done, as the drive tells it. */
        final String application;

        Actor(String application) {
            this.application = application;
        }
    }

    /** What a file held before. */
    record Version(String content, Instant modified) {}

    static final class Node {
        final String id;
        final boolean folder;
        String parent;
        String name;
        String content;
        final List<Version> earlier = new ArrayList<>();
        Instant modified;
        Instant created;
        long tag;
        boolean deleted;
        long changed;
        long told;
        String toldParent;
        String toldName;

        /**
         * Whether a person moved it into a folder, or out of it, that the engine then deleted
         * before any feed told: a race that no call can win.
         */
        boolean overtaken;

        /** Whether it is a folder that was to go, and stayed for what was in it then. */
        boolean stayed;

        boolean stoodFor;
        boolean everStoodFor;

        /** The item of the source for which it last stood, or null. */
        String stoodForLast;

        /** Who made, changed, filled, dated, named, placed and deleted it last. */
        Actor maker;

        Actor changer;
        Actor author;
        Actor dater;
        Actor namer;
        Actor placer;
        Actor remover;

        /** The name that a person last gave it, or null; another may bear a mark of the engine. */
        String personsName;

        /** What was there with it when it was deleted. */
        long deletion;

        /** What the source held when the engine last made this the same, or null. */
        String agreedContent;

        /** What arrived of it, which may have been damaged on its way. */
        String arrivedContent;

        String agreedName;
        String agreedParent;

        /** When what the source held was modified, as this was, too, at that time. */
        Instant agreedModified;

        /** The first item of the source that this stood for, or null. */
        String stoodForFirst;

        final Actor creator;

        private Node(String id, boolean folder, Actor creator) {
            this.id = id;
            this.folder = folder;
            this.creator = creator;
        }

        String etag() {
            return id + "," + tag;
        }

        @Override
        public String toString() {
            return id + " " + parent + "/" + name + (folder ? "/" : " =" + content);
        }
    }

    List<Node> all() {
        return List.copyOf(nodes.values());
    }

    List<Node> live() {
        return nodes.values().stream().filter(node -> !node.deleted).toList();
    }

    Node node(String id) {
        return nodes.get(id);
    }

    List<Node> children(String folder) {
        return live().stream().filter(node -> node.parent.equals(folder)).toList();
    }

    Node named(String folder, String name) {
        return children(folder).stream()
                .filter(node -> node.name.equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    boolean isFolder(String id) {
        return isLive(id) && (id.equals(ROOT) || nodes.get(id).folder);
    }

    boolean isLive(String id) {
        return id.equals(ROOT) || nodes.containsKey(id) && !nodes.get(id).deleted;
    }

    boolean isWithin(String id, String folder) {
        for (Node at = nodes.get(id); at != null; at = nodes.get(at.parent)) {
            if (at.id.equals(folder)) {
                return true;
            }
        }
        return false;
    }

    /** All that is in a folder, at any depth. */
    List<Node> within(Node folder) {
        return live().stream()
                .filter(node -> node != folder && isWithin(node.id, folder.id))
                .toList();
    }

    // ---- calls

    Node create(String parent, String name, String content, Instant now, Actor who)
            throws OneDriveException {
        if (!isFolder(parent)) {
            throw Refusals.of(404);
        }
        if (named(parent, name) != null) {
            throw Refusals.of(409);
        }
        var node = new Node("d" + (nodes.size() + 1), content == null, who);
        node.parent = parent;
        node.name = name;
        node.content = content;
        node.created = now.truncatedTo(ChronoUnit.SECONDS);
        node.modified = node.created;
        node.maker = who;
        node.author = who;
        node.dater = who;
        node.namer = who;
        node.placer = who;
        node.personsName = who == Actor.PERSON ? name : null;
        nodes.put(node.id, node);
        changed(node, who);
        return node;
    }

    Node replace(String id, String etag, String content, Instant now, Actor who)
            throws OneDriveException {
        Node node = present(id, etag);
        node.earlier.add(0, new Version(node.content, node.modified));
        node.content = content;
        node.modified = now.truncatedTo(ChronoUnit.SECONDS);
        node.author = who;
        node.dater = who;
        changed(node, who);
        return node;
    }

    /** Gives a node a folder and a name; what is null stays as it is. */
    Node arrange(String id, String etag, String newParent, String newName, Actor who)
            throws OneDriveException {
        Node node = present(id, etag);
        String parent = newParent == null ? node.parent : newParent;
        String name = newName == null ? node.name : newName;
        if (!isFolder(parent)) {
            throw Refusals.of(404);
        }
        if (isWithin(parent, id)) {
            throw Refusals.of(400);
        }
        Node there = named(parent, name);
        if (there != null && there != node) {
            throw Refusals.of(409);
        }
        if (who == Actor.PERSON && node.name.equals(name) && node.parent.equals(parent)) {
            return node;
        }
        if (!node.name.equals(name)) {
            node.name = name;
            node.namer = who;
            if (who == Actor.PERSON) {
                node.personsName = name;
            }
        }
        if (!node.parent.equals(parent)) {
            node.parent = parent;
            node.placer = who;
        }
        changed(node, who);
        return node;
    }

    Node setTimes(String id, String etag, Instant created, Instant modified, Actor who)
            throws OneDriveException {
        Node node = present(id, etag);
        node.created = created == null ? node.created : created.truncatedTo(ChronoUnit.SECONDS);
        node.modified = modified == null ? node.modified : modified.truncatedTo(ChronoUnit.SECONDS);
        node.dater = who;
        changed(node, who);
        return node;
    }

    void delete(String id, String etag, Actor who) throws OneDriveException {
        Node node = present(id, etag);
        var gone = new ArrayList<>(List.of(node));
        gone.addAll(within(node));
        long deletion = clock + 1;
        for (Node each : gone) {
            each.deleted = true;
            each.remover = who;
            each.deletion = deletion;
            changed(each, who);
        }
    }

    /**
     * A person takes something out of the recycle bin; it comes back with all that went along.
     *
     * @param through whose application does it
     * @param known whether the engine knows that it deleted an item: only then can it tell that the
     *     item came back, and must leave it
     */
    void restore(Node node, String parent, String name, Actor through, Predicate<Node> known) {
        for (Node each : all()) {
            if (each.deleted && each.deletion == node.deletion && isWithin(each.id, node.id)) {
                each.deleted = false;
                each.maker = Actor.PERSON;
                if (each.remover == Actor.ENGINE && known.test(each)) {
                    each.agreedContent = null;
                    each.arrivedContent = null;
                }
                changed(each, through);
            }
        }
        if (!node.parent.equals(parent)) {
            node.parent = parent;
            node.placer = Actor.PERSON;
        }
        if (!node.name.equals(name)) {
            node.name = name;
            node.namer = Actor.PERSON;
            node.personsName = name;
        }
    }

    /** The engine brings an earlier content back, for a person. */
    Node restoreVersion(String id, String etag, String content, Instant now)
            throws OneDriveException {
        Node node = replace(id, etag, content, now, Actor.PERSON);
        node.changer = Actor.ENGINE;
        return node;
    }

    DriveItem get(String id) throws OneDriveException {
        return item(present(id, null));
    }

    DriveItem get(String parent, String name) throws OneDriveException {
        Node node = isFolder(parent) ? named(parent, name) : null;
        if (node == null) {
            throw Refusals.of(404);
        }
        return get(node.id);
    }

    private Node present(String id, String etag) throws OneDriveException {
        Node node = nodes.get(id);
        if (node == null || node.deleted) {
            throw Refusals.of(404);
        }
        if (etag != null && !etag.equals(node.etag())) {
            throw Refusals.of(412);
        }
        return node;
    }

    private void changed(Node node, Actor who) {
        node.changer = who;
        node.tag++;
        node.changed = ++clock;
    }

    // ---- what is told

    void told(Node node) {
        node.told = node.changed;
        node.toldParent = node.parent;
        node.toldName = node.name;
    }

    /** Up to where each item was told. */
    Map<String, Long> told() {
        return all().stream().collect(Collectors.toMap(node -> node.id, node -> node.told));
    }

    /** What was told after that was lost. */
    void wasTold(Map<String, Long> then) {
        all().forEach(node -> node.told = then.getOrDefault(node.id, 0L));
    }

    List<Node> since(long then) {
        return all().stream()
                .filter(node -> node.changed > then)
                .sorted(Comparator.comparingLong(node -> node.changed))
                .toList();
    }

    long position() {
        return clock;
    }

    DriveItem item(Node node) {
        told(node);
        if (node.deleted) {
            return new DriveItem(
                    node.id, null, -1, null, null, null, null, null, null, null, null, null, null,
                    null, null, true, false, false, false, null, null, null, null);
        }
        return new DriveItem(
                node.id,
                node.name,
                node.folder ? 0 : node.content.length(),
                node.etag(),
                null,
                node.parent,
                "drive",
                null,
                node.created,
                node.modified,
                node.created,
                node.modified,
                node.folder
                        ? null
                        : new DriveItem.FileFacet(
                                "text/plain", new DriveItem.Hashes(hash(node.content), null, null)),
                node.folder ? new DriveItem.FolderFacet(0) : null,
                null,
                false,
                false,
                false,
                false,
                null,
                "someone",
                node.creator.application,
                node.changer.application);
    }

    /** The same as the service writes it. */
    JsonNode json(Node node) {
        told(node);
        var json =
                JSON.createObjectNode()
                        .put("id", node.id)
                        .put("name", node.name)
                        .put("size", node.content.length())
                        .put("eTag", node.etag());
        json.putObject("parentReference").put("id", node.parent).put("driveId", "drive");
        json.putObject("createdBy").putObject("application").put("id", node.creator.application);
        json.putObject("lastModifiedBy")
                .putObject("application")
                .put("id", node.changer.application);
        json.putObject("fileSystemInfo")
                .put("createdDateTime", node.created.toString())
                .put("lastModifiedDateTime", node.modified.toString());
        json.putObject("file")
                .put("mimeType", "text/plain")
                .putObject("hashes")
                .put("quickXorHash", hash(node.content));
        return json;
    }

    static String hash(String content) {
        var hash = new QuickXorHash();
        byte[] bytes = content.getBytes(UTF_8);
        hash.update(bytes, 0, bytes.length);
        return hash.digestBase64();
    }
}
