package com.aqwacloud.sandbox.core;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second sandbox, of this process or another, from a cloud's state: two would write over
 * each other. It ends with the process, however that ends.
 */
final class FolderLock implements Closeable {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @throws IOException if another has it
     */
    static FolderLock of(Path folder, Path state) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        state.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isOurs(channel)) {
            return new FolderLock(channel);
        }
        channel.close();
        throw new IOException("The folder " + folder + " is in use by another sandbox");
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
