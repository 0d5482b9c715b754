package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.camel.component.microsoft.onedrive.MicrosoftOneDriveConstants;
import com.aqwacloud.camel.component.microsoft.onedrive.PreAuthenticatedUrl;
import com.aqwacloud.sync.internal.account.EncryptedSecrets;
import com.aqwacloud.sync.internal.account.EncryptedSecrets.Name;
import com.aqwacloud.sync.internal.account.SecretStore;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.route.ComponentNames;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Jobs;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Upload sessions at the destination that nobody goes on with: the file was changed, deleted or
 * given up before they were complete. Their addresses stay among the secrets until they are
 * cancelled there, so that a crash leaves none behind. Thread-safe.
 */
public final class AbandonedUploads {
    private static final String OF_JOB = "upload-";
    private static final String OF_NONE = "abandoned-";
    private static final String IN_HAND = "AqwaAbandoned";

    private final Database database;
    private final EncryptedSecrets secrets;
    private final ComponentNames names;
    private final Jobs jobs = new Jobs();

    public AbandonedUploads(Database database, EncryptedSecrets secrets, ComponentNames names) {
        this.database = database;
        this.secrets = secrets;
        this.names = names;
    }

    /** Under which name the address of a job's upload session is kept. */
    static String ofJob(long job) {
        return OF_JOB + job;
    }

    /** The job is about to open another upload session: the one before is to be cancelled. */
    static void abandon(SecretStore secrets, String account, long job) {
        secrets.get(account, ofJob(job))
                .ifPresent(url -> secrets.put(account, OF_NONE + UUID.randomUUID(), url));
    }

    /** Those that there are now. */
    public List<Name> find() {
        return Stream.concat(
                        secrets.names(OF_NONE).stream(),
                        secrets.names(OF_JOB).stream().filter(this::isOver))
                .toList();
    }

    private boolean isOver(Name name) {
        long id = Long.parseLong(name.name().substring(OF_JOB.length()));
        return !database.read(tx -> jobs.isOpen(tx, id));
    }

    /** Puts into headers what it takes to cancel the one in the body. */
    public void address(Exchange exchange) {
        Message message = exchange.getMessage();
        Name name = message.getBody(Name.class);
        Optional<String> url = secrets.get(name.account(), name.name());
        message.setHeader(AqwaHeaders.ONEDRIVE, names.oneDrive(name.account()));
        message.setHeader(
                MicrosoftOneDriveConstants.UPLOAD_URL,
                url.map(PreAuthenticatedUrl::of).orElse(null));
        exchange.setProperty(IN_HAND, name);
    }

    /** The one in hand is cancelled. */
    public void forget(Exchange exchange) {
        Name name = exchange.getProperty(IN_HAND, Name.class);
        secrets.remove(name.account(), name.name());
    }
}
