package com.aqwacloud.sync.internal.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.api.client.util.DateTime;
import com.google.api.services.drive.model.Change;
import com.google.api.services.drive.model.File;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Google Drive as far as histories need it: names may occur twice, trash is a flag. */
final class SourceDrive {
    static final String ROOT = "drive-root";

    /** A folder that no session sees. */
    static final String OUTSIDE = "outside";

    private static final String FOLDER = "application/vnd.google-apps.folder";

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private long clock;

    static final class Node {
        final String id;
        final boolean folder;
        String parent;
        String name;
        String content;
        Instant modified;
        Instant created;
        boolean trashed;
        boolean purged;

        /** Whether it was deleted for good where no session sees: that may be lost access, too. */
        boolean purgedOutOfSight;

        long revision;

        /** The hashes of what it held when a conflict about it was decided for the destination. */
        final Set<String> decidedAgainst = new HashSet<>();

        long changed;
        long told;

        /** Name, folder and time as the feed last told. */
        String toldName;

        String toldParent;
        Instant toldModified;

        private Node(String id, boolean folder) {
            this.id = id;
            this.folder = folder;
        }

        @Override
        public String toString() {
            return id + " " + parent + "/" + name + (folder ? "/" : " =" + content);
        }
    }

    Node create(String parent, String name, String content, Instant now) {
        var node = new Node("s" + (nodes.size() + 1), content == null);
        node.parent = parent;
        node.name = name;
        node.content = content;
        node.modified = now;
        node.created = now;
        nodes.put(node.id, node);
        changed(node);
        return node;
    }

    void edit(Node file, String content, Instant now) {
        file.content = content;
        file.modified = now;
        file.revision++;
        changed(file);
    }

    void changed(Node node) {
        node.changed = ++clock;
    }

    /** What is said of what is in a folder if something is said of the folder. */
    void changedWithin(Node folder) {
        all().stream().filter(node -> isWithin(node, folder.id)).forEach(this::changed);
    }

    void purge(Node node) {
        node.purged = true;
        node.purgedOutOfSight = isWithin(node, OUTSIDE);
        changed(node);
        for (Node inner : all()) {
            if (inner.parent.equals(node.id) && !inner.purged) {
                purge(inner);
            }
        }
    }

    List<Node> all() {
        return List.copyOf(nodes.values());
    }

    Node node(String id) {
        return nodes.get(id);
    }

    boolean isWithin(Node node, String folder) {
        for (Node at = node; at != null; at = nodes.get(at.parent)) {
            if (at.parent.equals(folder)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is neither in the trash nor gone, nor is a folder that it is in. */
    boolean isLive(Node node) {
        for (Node at = node; at != null; at = nodes.get(at.parent)) {
            if (at.trashed || at.purged) {
                return false;
            }
        }
        return true;
    }

    /** Whether a session of the whole drive has it. */
    boolean isInScope(Node node) {
        return isLive(node) && isWithin(node, ROOT);
    }

    /** What changed since then, each item as it is now, in the order of its last change. */
    List<Node> since(long then) {
        return all().stream()
                .filter(node -> node.changed > then)
                .sorted(Comparator.comparingLong(node -> node.changed))
                .toList();
    }

    long position() {
        return clock;
    }

    /** Up to where each item was told. */
    Map<String, Long> told() {
        return all().stream().collect(Collectors.toMap(node -> node.id, node -> node.told));
    }

    /** What was told after that was lost. */
    void wasTold(Map<String, Long> then) {
        all().forEach(node -> node.told = then.getOrDefault(node.id, 0L));
    }

    /** Whether the last of an item was told, and of all that it is in. */
    boolean isTold(Node node) {
        for (Node at = node; at != null; at = nodes.get(at.parent)) {
            if (at.told != at.changed) {
                return false;
            }
        }
        return true;
    }

    Change change(Node node) {
        var change = new Change().setChangeType("file").setFileId(node.id);
        node.told = node.changed;
        return node.purged ? change.setRemoved(true) : change.setRemoved(false).setFile(file(node));
    }

    File file(Node node) {
        node.told = node.changed;
        node.toldName = node.name;
        node.toldParent = node.parent;
        node.toldModified = node.modified;
        var file =
                new File()
                        .setId(node.id)
                        .setName(node.name)
                        .setParents(List.of(node.parent))
                        .setMimeType(node.folder ? FOLDER : "text/plain")
                        .setTrashed(!isLive(node))
                        .setExplicitlyTrashed(node.trashed)
                        .setModifiedTime(new DateTime(node.modified.toEpochMilli()))
                        .setCreatedTime(new DateTime(node.created.toEpochMilli()));
        return node.folder
                ? file
                : file.setSize((long) node.content.length())
                        .setMd5Checksum(md5(node.content))
                        .setHeadRevisionId(node.id + "-" + node.revision);
    }

    static String md5(String content) {
        try {
            var digest = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(digest.digest(content.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
