package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.FolderException;
import com.aqwacloud.sandbox.core.Guard;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.core.Meta;
import com.aqwacloud.sandbox.core.Staged;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SharePoint's habit of writing its own properties into Office files and pages soon after they were
 * uploaded, so that size, hash, cTag and eTag are not those of what was sent. Off unless set.
 * Thread-safe.
 */
final class OfficeRewriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OfficeRewriter.class);
    private static final Set<String> PACKAGES = Set.of("docx", "xlsx", "pptx");
    private static final Set<String> PAGES = Set.of("html", "htm", "aspx");

    private static final byte[] NOTE =
            "\n<!-- SharePoint was here -->\n".getBytes(StandardCharsets.UTF_8);

    /** Larger ones are left alone: they are held in memory meanwhile. */
    private static final long LARGEST_BYTES = 64L << 20;

    private final CloudFolder folder;
    private final Settings settings;
    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "sandbox-office");
                        thread.setDaemon(true);
                        return thread;
                    });

    OfficeRewriter(CloudFolder folder, Settings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /**
     * An item has been given content by a client.
     *
     * @return the item as the answer to the client is to tell it: without a delay, rewritten
     */
    Item uploaded(Item item) {
        Settings.Values now = settings.now();
        if (!now.rewritesOfficeFiles() || item.size() == 0 || item.size() > LARGEST_BYTES) {
            return item;
        }
        if (!concerns(item)) {
            return item;
        }
        if (now.rewriteDelay().isZero()) {
            rewrite(item);
            return folder.find(item.id()).orElse(item);
        }
        try {
            worker.schedule(
                    () -> rewrite(item), now.rewriteDelay().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} stays as it is: the sandbox closes", item.name());
        }
        return item;
    }

    private static boolean concerns(Item item) {
        return PACKAGES.contains(extension(item)) || PAGES.contains(extension(item));
    }

    private static String extension(Item item) {
        return item.name().substring(item.name().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private void rewrite(Item uploaded) {
        // Its times may have been set since.
        Item item = folder.find(uploaded.id()).orElse(uploaded);
        Guard untouched =
                current -> {
                    boolean same =
                            current.filter(now -> now.contentVersion() == uploaded.contentVersion())
                                    .isPresent();
                    if (!same) {
                        throw new ChangedMeanwhileException();
                    }
                };
        try (FileChannel channel = folder.read(item);
                Staged staged = folder.stage()) {
            Optional<byte[]> fresh = rewritten(item, Channels.newInputStream(channel));
            if (fresh.isEmpty()) {
                return;
            }
            staged.fill(new ByteArrayInputStream(fresh.get()));
            // The service's own doing: it stays the work of whoever changed the file last.
            Meta meta = new Meta(null, null, null, item.modified(), null, null, item.changedBy());
            folder.replaceFile(item.id(), meta, untouched, staged);
        } catch (ChangedMeanwhileException | FolderException e) {
            LOG.debug("{} has changed meanwhile", item.name());
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} could not be rewritten", item.name(), e);
        }
    }

    /** Empty if it is not what its name says: that is left alone. */
    private static Optional<byte[]> rewritten(Item item, InputStream content) throws IOException {
        byte[] bytes = content.readAllBytes();
        if (PACKAGES.contains(extension(item))) {
            return OfficePackage.withProperties(bytes);
        }
        ByteArrayOutputStream page = new ByteArrayOutputStream(bytes.length + NOTE.length);
        page.write(bytes);
        page.write(NOTE);
        return Optional.of(page.toByteArray());
    }

    private static final class ChangedMeanwhileException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
