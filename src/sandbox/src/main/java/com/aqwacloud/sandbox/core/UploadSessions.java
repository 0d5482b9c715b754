package com.aqwacloud.sandbox.core;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Open upload sessions, kept on disk with the bytes they have. Thread-safe. */
public final class UploadSessions {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIFE = Duration.ofDays(7);

    /** How long one that is complete still answers that it is. */
    private static final Duration AFTERLIFE = Duration.ofDays(1);

    /** So many that are complete are known at most; from then on only the younger half of them. */
    private static final int MOST_COMPLETE = 10_000;

    private static final int BUFFER_BYTES = 64 * 1024;

    /** What is done at the end of a session. */
    @FunctionalInterface
    public interface Ending<T> {
        T run() throws IOException;
    }

    /** Google keeps what it has of a cut request in units of this many bytes. */
    private static final long PART_BYTES = 256 * 1024;

    private final Function<String, Optional<Item>> byKey;
    private final Path records;
    private final Path incoming;
    private final Clock clock;
    private final DiskState.Reader disk;
    private final int mostComplete;
    private final Map<String, UploadSession> sessions = new ConcurrentHashMap<>();

    /**
     * @param byKey finds the item that a file has become
     */
    UploadSessions(Layout layout, Clock clock, Function<String, Optional<Item>> byKey)
            throws IOException {
        this(layout, clock, byKey, MOST_COMPLETE);
    }

    UploadSessions(
            Layout layout, Clock clock, Function<String, Optional<Item>> byKey, int mostComplete)
            throws IOException {
        this.mostComplete = mostComplete;
        this.byKey = byKey;
        this.records = layout.sessions();
        this.incoming = layout.incoming();
        this.clock = clock;
        this.disk = layout.disk();
        try (var files = Files.newDirectoryStream(records)) {
            for (Path file : files) {
                if (file.toString().endsWith(".json")) {
                    UploadSession session = load(JSON.readTree(file.toFile()));
                    sessions.put(session.id(), session);
                } else {
                    Files.delete(file);
                }
            }
        }
    }

    /**
     * Opens a session.
     *
     * @param total bytes in all; -1 if unknown yet
     * @param keepsParts whether the bytes of a request that is cut count
     */
    public UploadSession open(Map<String, Object> attributes, long total, boolean keepsParts)
            throws IOException {
        forgetOld();
        String id = UUID.randomUUID().toString().replace("-", "");
        Path data = Files.createFile(incoming.resolve(id));
        UploadSession session =
                new UploadSession(
                        id,
                        keepsParts,
                        Map.copyOf(attributes),
                        data,
                        disk.look(data).orElseThrow().key(),
                        clock.instant().plus(LIFE),
                        total,
                        0,
                        null);
        save(session);
        sessions.put(id, session);
        return session;
    }

    /** Drops those that no one will ask for any more. */
    private void forgetOld() throws IOException {
        List<UploadSession> complete = new ArrayList<>();
        for (UploadSession each : sessions.values()) {
            if (outlived(each)) {
                cancel(each);
            } else if (each.itemId() != null) {
                complete.add(each);
            }
        }
        if (complete.size() > mostComplete) {
            complete.sort(Comparator.comparing(UploadSession::expires));
            for (UploadSession old : complete.subList(0, complete.size() - mostComplete / 2)) {
                cancel(old);
            }
        }
    }

    /** Empty if there is none, or it has expired. */
    public Optional<UploadSession> find(String id) {
        return Optional.ofNullable(sessions.get(id))
                .filter(session -> session.expires().isAfter(clock.instant()));
    }

    /**
     * The size became known.
     *
     * @return whether it is the one that was known before, if one was
     */
    public boolean setTotal(UploadSession session, long total) throws IOException {
        synchronized (session) {
            if (session.total() < 0) {
                session.total(total);
                save(session);
            }
            return session.total() == total;
        }
    }

    /**
     * Takes the bytes of one request.
     *
     * @param start where they begin, by what the session had received when the request was checked
     * @param length bytes to come; -1 to read to the end
     * @return bytes taken
     * @throws FolderException if the session is gone, has gone on from there, or a later request
     *     took over; no bytes of this one count then but those that were kept before
     * @throws IOException if the stream ends early; the session then counts what it kept
     */
    public long append(UploadSession session, long start, InputStream content, long length)
            throws IOException {
        int turn;
        FileChannel out;
        synchronized (session) {
            turn = session.takeTurn(start);
            out = FileChannel.open(session.data(), StandardOpenOption.WRITE);
        }
        long at = start;
        try (out) {
            byte[] buffer = new byte[BUFFER_BYTES];
            int count;
            while ((count = read(content, buffer, length < 0 ? -1 : start + length - at)) > 0) {
                synchronized (session) {
                    session.requireTurn(turn);
                    ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
                    while (bytes.hasRemaining()) {
                        at += out.write(bytes, at);
                    }
                    if (session.keepsParts()) {
                        session.received(Math.max(start, at - at % PART_BYTES));
                    }
                }
            }
            if (length >= 0 && at - start < length) {
                throw new IOException("The request ended early");
            }
            synchronized (session) {
                session.requireTurn(turn);
                session.received(at);
                if (!session.keepsParts()) {
                    session.expires(clock.instant().plus(LIFE));
                }
            }
        } finally {
            save(session);
        }
        return at - start;
    }

    private static int read(InputStream from, byte[] buffer, long left) throws IOException {
        if (left == 0) {
            return -1;
        }
        int most = left < 0 ? buffer.length : (int) Math.min(left, buffer.length);
        return from.read(buffer, 0, most);
    }

    /**
     * Lets one request at a time end a session: of two that come at once, the second finds it as
     * the first has left it.
     *
     * @throws FolderException if it is gone
     */
    public <T> T end(UploadSession session, Ending<T> ending) throws IOException {
        session.end().lock();
        try {
            session.requireThere();
            return ending.run();
        } finally {
            session.end().unlock();
        }
    }

    /** Cuts off bytes beyond what counts, before the whole is put in its place. */
    public Staged complete(UploadSession session) throws IOException {
        try (FileChannel out = FileChannel.open(session.data(), StandardOpenOption.WRITE)) {
            out.truncate(session.received());
        }
        return session.staged();
    }

    /**
     * Its bytes have become an item. A session of the kind that keeps parts goes on to answer that
     * it is complete; others are gone.
     */
    public void finish(UploadSession session, String itemId) throws IOException {
        session.done(itemId);
        if (session.keepsParts()) {
            save(session);
        } else {
            cancel(session);
        }
    }

    private boolean outlived(UploadSession session) {
        Instant end =
                session.itemId() == null
                        ? session.expires()
                        : session.expires().minus(LIFE).plus(AFTERLIFE);
        return end.isBefore(clock.instant());
    }

    /**
     * Ends it and drops its bytes, once no one is about to make an item of them.
     *
     * @return whether it was there until now
     */
    public boolean cancel(UploadSession session) throws IOException {
        session.end().lock();
        try {
            synchronized (session) {
                boolean there = !session.isGone();
                session.go();
                sessions.remove(session.id());
                Files.deleteIfExists(record(session));
                Files.deleteIfExists(session.data());
                return there;
            }
        } finally {
            session.end().unlock();
        }
    }

    void close() {
        sessions.values().forEach(UploadSession::endTurn);
    }

    boolean owns(Path file) {
        return sessions.containsKey(file.getFileName().toString());
    }

    void recover() throws IOException {
        for (UploadSession session : sessions.values()) {
            boolean expired = outlived(session);
            boolean open = session.itemId() == null;
            if (expired) {
                cancel(session);
            } else if (open && !Files.exists(session.data(), LinkOption.NOFOLLOW_LINKS)) {
                Optional<Item> item = byKey.apply(session.diskKey());
                if (item.isPresent()) {
                    finish(session, item.get().id());
                } else {
                    cancel(session);
                }
            } else if (open && session.keepsParts()) {
                long size = Files.size(session.data());
                session.received(Math.max(session.received(), size - size % PART_BYTES));
            }
        }
    }

    private void save(UploadSession session) throws IOException {
        ObjectNode node = JSON.createObjectNode();
        synchronized (session) {
            if (session.isGone()) {
                return;
            }
            node.put("id", session.id());
            node.put("keepsParts", session.keepsParts());
            node.set("attributes", JSON.valueToTree(session.attributes()));
            node.put("key", session.diskKey());
            node.put("expires", session.expires().toEpochMilli());
            node.put("total", session.total());
            node.put("received", session.received());
            node.put("item", session.itemId());
            Path fresh = Files.createTempFile(records, "session", ".new");
            Files.write(fresh, JSON.writeValueAsBytes(node));
            Files.move(
                    fresh,
                    record(session),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private UploadSession load(JsonNode node) {
        String id = node.required("id").asText();
        return new UploadSession(
                id,
                node.required("keepsParts").asBoolean(),
                JSON.convertValue(
                        node.required("attributes"), new TypeReference<Map<String, Object>>() {}),
                incoming.resolve(id),
                node.required("key").textValue(),
                Instant.ofEpochMilli(node.required("expires").asLong()),
                node.required("total").asLong(),
                node.required("received").asLong(),
                node.required("item").textValue());
    }

    private Path record(UploadSession session) {
        return records.resolve(session.id() + ".json");
    }
}
