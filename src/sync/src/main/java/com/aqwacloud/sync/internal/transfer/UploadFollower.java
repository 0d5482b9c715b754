package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.camel.component.microsoft.onedrive.MicrosoftOneDriveConstants;
import com.aqwacloud.camel.component.microsoft.onedrive.PreAuthenticatedUrl;
import com.aqwacloud.camel.component.microsoft.onedrive.UploadListener;
import com.aqwacloud.sync.internal.account.SecretStore;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.JobUploads;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Message;

/**
 * Keeps how far an upload is, so that a restart goes on with its session, and shows its progress.
 */
final class UploadFollower implements UploadListener {
    private final Database database;
    private final SecretStore secrets;
    private final KeptDigests digests;
    private final TransferProgress progress;
    private final Run run;
    private final JobUploads uploads = new JobUploads();

    UploadFollower(
            Database database,
            SecretStore secrets,
            KeptDigests digests,
            TransferProgress progress,
            Run run) {
        this.database = database;
        this.secrets = secrets;
        this.digests = digests;
        this.progress = progress;
        this.run = run;
    }

    /** Has the upload that this message asks for be followed, and go on where one was cut off. */
    void attach(Message message) {
        message.setHeader(MicrosoftOneDriveConstants.UPLOAD_LISTENER, this);
        Job.OpenUpload upload = run.job().upload();
        if (upload != null && upload.isOf(run.work().source())) {
            address()
                    .ifPresent(
                            url ->
                                    message.setHeader(
                                            MicrosoftOneDriveConstants.UPLOAD_URL,
                                            PreAuthenticatedUrl.of(url)));
        }
    }

    /** Forgets the session's address: the session has become a file. */
    void forget() {
        digests.forget(run.job().id());
        secrets.remove(account(), name());
    }

    @Override
    public void sessionCreated(PreAuthenticatedUrl uploadUrl, Instant expires) {
        AbandonedUploads.abandon(secrets, account(), run.job().id());
        secrets.put(account(), name(), uploadUrl.value());
        database.change(tx -> uploads.opened(tx, run.job().id(), run.work().source().revision()));
    }

    @Override
    public void accepted(long bytes) {
        long id = run.job().id();
        if (bytes < run.content().length() && bytes <= run.content().hashed()) {
            RunningHashes.State state = run.content().hashState();
            digests.keep(id, state);
            database.change(tx -> uploads.accepted(tx, id, bytes, state.quickXor()));
        }
        progress.advanced(run.job(), bytes);
    }

    @Override
    public void sent(long bytes) {
        progress.advanced(run.job(), bytes);
    }

    private Optional<String> address() {
        return secrets.get(account(), name());
    }

    private String account() {
        return run.session().destination();
    }

    private String name() {
        return AbandonedUploads.ofJob(run.job().id());
    }
}
