package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.camel.component.microsoft.onedrive.MicrosoftOneDriveConstants;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SyncException;
import com.aqwacloud.sync.internal.account.SecretStore;
import com.aqwacloud.sync.internal.plan.Rewriting;
import com.aqwacloud.sync.internal.plan.Settlement;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.JobAttempts;
import com.aqwacloud.sync.internal.store.JobUploads;
import com.aqwacloud.sync.internal.store.SentContent;
import com.aqwacloud.sync.internal.store.Tx;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a file's content from the source to the destination, and the proof that it is the same
 * there. Thread-safe.
 */
final class ContentTransfer {
    private static final Logger LOG = LoggerFactory.getLogger(ContentTransfer.class);

    /**
     * So many bytes at most are read once more after a restart, so that the source's own hash can
     * be compared: a line needs minutes for them. Beyond, damage of what was read before the
     * restart is not known.
     */
    private static final long MOST_READ_AGAIN = 256L << 20;

    private final Database database;
    private final TransferQueue queue;
    private final Function<Session, SourceReader> readers;
    private final SecretStore secrets;
    private final TransferProgress progress;
    private final Clock clock;
    private final Settlement settlement;
    private final KeptDigests digests = new KeptDigests();
    private final JobUploads uploads = new JobUploads();
    private final JobAttempts attempts = new JobAttempts();

    ContentTransfer(
            Database database,
            TransferQueue queue,
            Function<Session, SourceReader> readers,
            SecretStore secrets,
            TransferProgress progress,
            Clock clock) {
        this.database = database;
        this.queue = queue;
        this.readers = readers;
        this.secrets = secrets;
        this.progress = progress;
        this.clock = clock;
        this.settlement = new Settlement(clock);
    }

    /** What the work reads at the source; hashed from where an upload was cut off. */
    HashedContent of(Begun.Work begun) {
        Item source = begun.work().source();
        String path = begun.job().path();
        return new HashedContent(
                readers.apply(begun.stored().session()).content(begun.origin(), source.size()),
                hashes(begun.job(), source),
                whole -> judge(whole, source, path));
    }

    private RunningHashes hashes(Job job, Item source) {
        var kind =
                source.sha256() == null ? HashedContent.Digest.MD5 : HashedContent.Digest.SHA_256;
        Job.OpenUpload upload = job.upload();
        String before = upload != null && upload.isOf(source) ? upload.hashState() : null;
        if (before == null) {
            return RunningHashes.begin(kind);
        }
        MessageDigest digest = digests.of(job.id(), before).orElse(null);
        return digest == null && job.bytesDone() <= MOST_READ_AGAIN
                ? RunningHashes.again(kind, before)
                : RunningHashes.resume(before, digest);
    }

    /**
     * Opens the file at the source.
     *
     * @throws SourceChangedException if an upload is to go on whose beginning is of another version
     */
    void open(Run run) throws IOException {
        if (run.content().hashed() > 0) {
            checkStill(run);
        }
        run.content().connect(run.content().isRead() ? 0 : run.content().hashed());
        if (!run.work().source().isSizeKnown()) {
            measured(run);
        }
    }

    private void measured(Run run) {
        long id = run.job().id();
        database.change(tx -> uploads.measured(tx, id, run.content().length()));
        queue.find(id).ifPresent(job -> progress.started(job, run.work()));
    }

    /**
     * Follows the upload that this message asks for, so that a restart can go on with it, and knows
     * what it replaced a file with even if no answer tells.
     */
    void follow(Run run, Message message) {
        boolean replaces = message.getHeader(AqwaHeaders.DESTINATION_ID) != null;
        if (run.aimedBefore() || replaces) {
            Instant given =
                    message.getHeader(MicrosoftOneDriveConstants.LAST_MODIFIED, Instant.class);
            run.content().onceRead(hash -> database.change(tx -> sends(tx, run, hash, given)));
        }
        follower(run).attach(message);
    }

    private void sends(Tx tx, Run run, String hash, Instant given) {
        long size = run.content().length();
        attempts.sends(
                tx,
                run.job().id(),
                hash,
                given != null
                        ? SentContent.timed(size, given)
                        : SentContent.untimed(size, clock.instant()));
    }

    /** The upload session has become a file. */
    void forgetUpload(Run run) {
        follower(run).forget();
    }

    private UploadFollower follower(Run run) {
        return new UploadFollower(database, secrets, digests, progress, run);
    }

    /**
     * Reads the file at the source and says whether the destination holds the same content.
     *
     * @return empty if the destination tells no hash
     */
    Optional<Boolean> isThere(Run run) throws IOException {
        run.content().readToEnd();
        checkVersion(run);
        return isSame(run, run.work().destination());
    }

    /** Whether the destination's item has the content that was read; empty if it has no hash. */
    private static Optional<Boolean> isSame(Run run, Item there) {
        return Optional.ofNullable(there.hash()).map(run.content().quickXorHash()::equals);
    }

    /** The same of the item as it is now; without a hash its size and time have to do. */
    boolean isLikely(Run run, Item there) {
        Item source = run.work().source();
        return isSame(run, there)
                .orElseGet(
                        () ->
                                there.size() == run.content().length()
                                        && Objects.equals(
                                                seconds(there.modifiedAt()),
                                                seconds(source.modifiedAt())));
    }

    /** OneDrive keeps whole seconds. */
    private static Instant seconds(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Compares the destination's hash with that of the bytes that were read.
     *
     * @return false if the destination does not tell its hash yet
     * @throws VerificationException if it is another
     * @throws SourceChangedException if what was read is not what was planned
     */
    boolean verify(Run run, Item arrived) throws IOException {
        try {
            run.content().readToEnd();
            checkVersion(run);
        } catch (IOException e) {
            damaged(run, arrived);
            throw e;
        }
        if (arrived.hash() == null) {
            return false;
        }
        if (!arrived.hash().equals(run.content().quickXorHash()) && !isRewritten(run, arrived)) {
            damaged(run, arrived);
            throw VerificationException.written(run.job().path());
        }
        return true;
    }

    /** What was rewritten by the time of the answer has another size; what is damaged has not. */
    private static boolean isRewritten(Run run, Item arrived) {
        return Rewriting.concerns(arrived.name())
                && run.scope().isInLibrary()
                && arrived.size() != run.content().length();
    }

    /**
     * What was read from its beginning on is known by the source's own hash before the last of it
     * is sent: so nothing that was damaged on its way here, or is another version, becomes a file.
     */
    private static void judge(HashedContent whole, Item planned, String path) throws IOException {
        if (whole.isOtherThanBefore()) {
            throw VerificationException.read(path);
        }
        Optional<String> read = whole.digestHex();
        if (planned.hash() == null || read.isEmpty()) {
            return;
        }
        String expected = planned.sha256() == null ? planned.hash() : planned.sha256();
        if (!read.get().equalsIgnoreCase(expected)) {
            throw isStill(planned, whole)
                    ? VerificationException.read(path)
                    : new SourceChangedException(path);
        }
    }

    /** Whether the source holds what was planned; taken for so where it cannot be asked now. */
    private static boolean isStill(Item planned, HashedContent content) throws IOException {
        try {
            return planned.hash().equalsIgnoreCase(content.md5OfSource());
        } catch (SyncException e) {
            LOG.debug("Google Drive cannot be asked for the hash of {}", planned.id(), e);
            return true;
        }
    }

    /** Of an upload that went on after a restart, only the source can say what it began with. */
    private static void checkVersion(Run run) throws IOException {
        judge(run.content(), run.work().source(), run.job().path());
        if (run.content().digestHex().isEmpty()) {
            checkStill(run);
        }
    }

    private static void checkStill(Run run) throws IOException {
        Item planned = run.work().source();
        if (planned.hash() != null
                && !planned.hash().equalsIgnoreCase(run.content().md5OfSource())) {
            throw new SourceChangedException(run.job().path());
        }
    }

    /** What arrived is ours, but wrong: the next attempt replaces it. */
    private void damaged(Run run, Item arrived) {
        database.change(tx -> settlement.wrong(tx, run.job(), arrived));
    }
}
