package com.aqwacloud.sync.internal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.derby.jdbc.EmbeddedDataSource;

/**
 * A store with the usual schema for one piece of work, in a temporary folder: on the disk, as a
 * drive may be larger than the memory. It is gone when it is closed. Thread-safe.
 */
public final class ScratchStore implements AutoCloseable {
    private static final String CLOSED = "08006";

    private final String id;
    private final Path folder;
    private final Database database;
    private final AtomicLong source = new AtomicLong();
    private final AtomicLong destination = new AtomicLong();

    /**
     * @param id unique among the scratch stores of the process
     */
    ScratchStore(String id) {
        this.id = id;
        try {
            folder = Files.createTempDirectory("aqwa-scratch-");
        } catch (IOException e) {
            throw new StoreException(
                    "There is no place for a temporary store: " + e.getMessage(), e);
        }
        var derby = derby();
        derby.setCreateDatabase("create");
        database = new Database(derby);
    }

    private EmbeddedDataSource derby() {
        var derby = new EmbeddedDataSource();
        derby.setDatabaseName(folder.resolve("store").toString());
        return derby;
    }

    /** What {@link ScratchStores#find} knows it by. */
    public String id() {
        return id;
    }

    public Database database() {
        return database;
    }

    /** Says that so many more items of a side were told. */
    public void told(Side side, int items) {
        counter(side).addAndGet(items);
    }

    /** Says that the items of a side are told from the beginning. */
    public void untold(Side side) {
        counter(side).set(0);
    }

    /** How many items of a side were told so far. */
    public long told(Side side) {
        return counter(side).get();
    }

    private AtomicLong counter(Side side) {
        return side == Side.SOURCE ? source : destination;
    }

    @Override
    public void close() {
        database.close();
        var derby = derby();
        derby.setShutdownDatabase("shutdown");
        try {
            derby.getConnection().close();
        } catch (SQLException e) {
            // Derby says in this way that it did.
            if (!CLOSED.equals(e.getSQLState())) {
                throw new StoreException("A temporary store was not closed: " + e.getMessage(), e);
            }
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
