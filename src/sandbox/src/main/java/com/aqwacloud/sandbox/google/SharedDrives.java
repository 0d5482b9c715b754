package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Conflict;
import com.aqwacloud.sandbox.core.FileKeys;
import com.aqwacloud.sandbox.core.Guard;
import com.aqwacloud.sandbox.core.Names;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The shared drives of an account: each a folder, all in one place. A folder that a person makes
 * there is a new shared drive, one renamed or taken away is renamed or gone. Thread-safe.
 */
public final class SharedDrives implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_NANOS = Duration.ofMillis(200).toNanos();

    private final Path place;
    private final Path state;
    private final Opening opening;
    private final Clock clock;
    private final FileKeys keys;

    /** By id. Guarded by this; replaced, never changed, so that readers need no lock. */
    private volatile Map<String, Entry> entries = Map.of();

    /** Those that are gone, oldest first. Guarded by this; replaced, never changed. */
    private volatile List<Gone> gone = List.of();

    /** When the place was last looked at. Guarded by this. */
    private volatile long looked = System.nanoTime() - LOOK_NANOS;

    /** Opens a folder as a cloud. */
    public interface Opening {
        CloudFolder open(Path folder, Path state) throws IOException;
    }

    /**
     * One that was there.
     *
     * @param time when it was deleted or missed
     */
    record Gone(String id, Instant time) {}

    private record Entry(
            String name, Path folder, String key, String stateName, CloudFolder files) {
        String id() {
            return files.root().id();
        }
    }

    /**
     * @param place where the folders are; looked into once it is there
     * @param state where to keep what they can't, on the same file system; made if need be
     * @param clock tells when a drive is gone
     */
    public SharedDrives(Path place, Path state, Opening opening, Clock clock) throws IOException {
        this.place = place;
        this.state = state;
        this.opening = opening;
        this.clock = clock;
        keys = FileKeys.on(Files.createDirectories(state));
        load();
        look();
    }

    /** All there are, in order of ids. */
    List<Volume> all() {
        if (System.nanoTime() - looked >= LOOK_NANOS) {
            try {
                look();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return entries.values().stream()
                .map(e -> new Volume(Volume.Kind.SHARED_DRIVE, e.files(), null, e.name()))
                .toList();
    }

    /** Those that are gone, oldest first. */
    List<Gone> gone() {
        return gone;
    }

    synchronized Volume create(String name) throws IOException {
        Path folder = place.resolve(free(name));
        Files.createDirectories(folder);
        Entry made = open(name, folder, UUID.randomUUID().toString());
        put(made);
        save();
        return new Volume(Volume.Kind.SHARED_DRIVE, made.files(), null, name);
    }

    /** Gives a drive another name, and its folder, too. */
    synchronized void rename(String id, String name) throws IOException {
        Entry old = entries.get(id);
        if (old == null || old.name().equals(name)) {
            return;
        }
        Path folder = place.resolve(free(name));
        old.files().close();
        try {
            Files.move(old.folder(), folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // It goes on under its old name.
            put(open(old.name(), old.folder(), old.stateName()));
            throw e;
        }
        renamed(open(name, folder, old.stateName()));
        save();
    }

    /**
     * Deletes a drive, and with it what lies in its folder and is no part of it.
     *
     * @return whether it is gone; not if something is on its way into it
     */
    synchronized boolean delete(String id) throws IOException {
        Entry old = entries.get(id);
        if (old == null) {
            return true;
        }
        if (!old.files().isBare()) {
            return false;
        }
        old.files().delete();
        forget(old);
        save();
        return true;
    }

    @Override
    public synchronized void close() throws IOException {
        for (Entry entry : entries.values()) {
            entry.files().close();
        }
        entries = Map.of();
    }

    private synchronized void look() throws IOException {
        looked = System.nanoTime();
        Map<String, Path> there = there();
        boolean changed = false;
        for (Entry entry : entries.values()) {
            Path now = there.remove(entry.key());
            if (now == null) {
                entry.files().close();
                forget(entry);
                changed = true;
            } else if (!now.equals(entry.folder())) {
                entry.files().close();
                renamed(open(now.getFileName().toString(), now, entry.stateName()));
                changed = true;
            }
        }
        for (Path fresh : there.values()) {
            put(open(fresh.getFileName().toString(), fresh, UUID.randomUUID().toString()));
            changed = true;
        }
        if (changed) {
            save();
        }
    }

    /** The folders in the place, by what identifies them across renames. */
    private Map<String, Path> there() throws IOException {
        Map<String, Path> found = new LinkedHashMap<>();
        if (!Files.isDirectory(place)) {
            return found;
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(place)) {
            for (Path each : stream) {
                boolean hidden = each.getFileName().toString().startsWith(".");
                if (!hidden && Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    found.put(key(each), each);
                }
            }
        }
        return found;
    }

    private String key(Path folder) throws IOException {
        BasicFileAttributes seen =
                Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return keys.of(seen).orElseGet(() -> folder.getFileName().toString());
    }

    private Entry open(String name, Path folder, String stateName) throws IOException {
        CloudFolder files = opening.open(folder, state.resolve(stateName));
        return new Entry(name, folder, key(folder), stateName, files);
    }

    /** The drive's feed tells of its new name. */
    private void renamed(Entry entry) throws IOException {
        entry.files()
                .update(
                        entry.id(),
                        Community.with(Map.of("name", entry.name())),
                        Conflict.DUPLICATE,
                        Guard.NONE);
        put(entry);
    }

    private void put(Entry entry) {
        Map<String, Entry> more = new TreeMap<>(entries);
        more.put(entry.id(), entry);
        entries = more;
    }

    private void forget(Entry entry) {
        Map<String, Entry> fewer = new TreeMap<>(entries);
        fewer.values().removeIf(each -> each.stateName().equals(entry.stateName()));
        entries = fewer;
        miss(entry.id());
    }

    private void miss(String id) {
        List<Gone> more = new ArrayList<>(gone);
        more.add(new Gone(id, Instant.ofEpochMilli(clock.millis())));
        gone = List.copyOf(more);
    }

    /** A folder name that is free; the drive keeps the name it was given. */
    private String free(String name) {
        // What begins with a dot is no drive.
        return Names.onDisk(
                name.replaceFirst("^\\.", "_"),
                candidate -> Files.exists(place.resolve(candidate), LinkOption.NOFOLLOW_LINKS));
    }

    private Path file() {
        return state.resolve("drives.json");
    }

    private void load() throws IOException {
        if (!Files.exists(file())) {
            return;
        }
        JsonNode all = JSON.readTree(file().toFile());
        List<Gone> lost = new ArrayList<>();
        for (JsonNode node : all.path("gone")) {
            lost.add(
                    new Gone(
                            node.path("id").asText(),
                            Instant.ofEpochMilli(node.path("time").asLong())));
        }
        gone = List.copyOf(lost);
        Map<String, Path> there = there();
        boolean missed = false;
        for (JsonNode node : all.path("drives")) {
            Path folder = there.get(node.path("key").asText());
            if (folder == null) {
                miss(node.path("id").asText());
                missed = true;
                continue;
            }
            boolean renamed = !folder.getFileName().toString().equals(node.path("folder").asText());
            String name = renamed ? folder.getFileName().toString() : node.path("name").asText();
            put(open(name, folder, node.path("state").asText()));
        }
        if (missed) {
            save();
        }
    }

    private void save() throws IOException {
        ObjectNode all = JSON.createObjectNode();
        ArrayNode list = all.putArray("drives");
        for (Entry entry : entries.values()) {
            ObjectNode node = list.addObject();
            node.put("id", entry.id());
            node.put("name", entry.name());
            node.put("folder", entry.folder().getFileName().toString());
            node.put("key", entry.key());
            node.put("state", entry.stateName());
        }
        ArrayNode lost = all.putArray("gone");
        gone.forEach(
                each ->
                        lost.addObject()
                                .put("id", each.id())
                                .put("time", each.time().toEpochMilli()));
        Path fresh = file().resolveSibling("drives.json.new");
        Files.write(fresh, JSON.writeValueAsBytes(all));
        Files.move(
                fresh, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    Optional<Volume> find(String id) {
        return all().stream().filter(volume -> volume.key().equals(id)).findFirst();
    }
}
