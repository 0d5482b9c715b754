package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.camel.component.microsoft.onedrive.MicrosoftOneDriveConstants;
import com.aqwacloud.camel.component.microsoft.onedrive.OneDriveException;
import com.aqwacloud.camel.component.microsoft.onedrive.PreAuthenticatedUrl;
import com.aqwacloud.camel.component.microsoft.onedrive.ServiceUnavailableException;
import com.aqwacloud.camel.component.microsoft.onedrive.ThrottledException;
import com.aqwacloud.sync.internal.account.EncryptedSecrets;
import com.aqwacloud.sync.internal.account.EncryptedSecrets.Name;
import com.aqwacloud.sync.internal.account.SecretStore;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.route.ComponentNames;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Upload sessions at the destination that nobody goes on with: the file was changed, deleted or
 * given up before they were complete. Their addresses stay among the secrets until they are
 * cancelled there, so that a crash leaves none behind. Thread-safe.
 *
 * <p>What cannot be cancelled is tried again, at growing intervals of up to an hour, unless the
 * service refuses it for good: then it is left to its expiry.
 */
public final class AbandonedUploads {
    private static final String OF_JOB = "upload-";
    private static final String OF_NONE = "abandoned-";
    private static final String IN_HAND = "AqwaAbandoned";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 9;
    private static final Logger LOG = LoggerFactory.getLogger(AbandonedUploads.class);

    private final Database database;
    private final EncryptedSecrets secrets;
    private final ComponentNames names;
    private final Clock clock;
    private final Jobs jobs = new Jobs();
    private final Map<Name, Postponed> postponed = new ConcurrentHashMap<>();

    /** How often it could not be cancelled, and when that is tried again. */
    private record Postponed(int times, Instant next) {}

    public AbandonedUploads(
            Database database, EncryptedSecrets secrets, ComponentNames names, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.names = names;
        this.clock = clock;
    }

    /** Under which name the address of a job's upload session is kept. */
    static String ofJob(long job) {
        return OF_JOB + job;
    }

    /** The job is about to open another upload session: the one before is to be cancelled. */
    static void abandon(SecretStore secrets, String account, long job) {
        secrets.get(account, ofJob(job)).ifPresent(url -> setAside(secrets, account, url));
    }

    private static Name setAside(SecretStore secrets, String account, String url) {
        var name = new Name(account, OF_NONE + UUID.randomUUID());
        secrets.put(account, name.name(), url);
        return name;
    }

    /** Those that are to be cancelled now. */
    public List<Name> find() {
        List<Name> all =
                Stream.concat(
                                secrets.names(OF_NONE).stream(),
                                secrets.names(OF_JOB).stream().filter(this::isOver))
                        .toList();
        postponed.keySet().retainAll(all);
        return all.stream().filter(this::isDue).toList();
    }

    private boolean isOver(Name name) {
        return database.read(tx -> isOver(tx, name));
    }

    private boolean isOver(Tx tx, Name name) {
        return !jobs.isOpen(tx, Long.parseLong(name.name().substring(OF_JOB.length())));
    }

    private boolean isDue(Name name) {
        Postponed known = postponed.get(name);
        return known == null || !known.next().isAfter(clock.instant());
    }

    /**
     * Puts into headers what it takes to cancel the one in the body; no address if its job goes on
     * after all.
     */
    public void address(Exchange exchange) {
        Message message = exchange.getMessage();
        Name found = message.getBody(Name.class);
        exchange.setProperty(IN_HAND, found);
        Optional<Name> name = found.name().startsWith(OF_JOB) ? take(found) : Optional.of(found);
        name.ifPresent(each -> exchange.setProperty(IN_HAND, each));
        message.setHeader(AqwaHeaders.ONEDRIVE, names.oneDrive(found.account()));
        message.setHeader(
                MicrosoftOneDriveConstants.UPLOAD_URL,
                name.flatMap(each -> secrets.get(each.account(), each.name()))
                        .map(PreAuthenticatedUrl::of)
                        .orElse(null));
    }

    /** As a change of the store, so that nobody retries the job meanwhile and goes on with it. */
    private Optional<Name> take(Name ofJob) {
        var taken = new AtomicReference<Name>();
        database.change(
                tx -> {
                    if (isOver(tx, ofJob)) {
                        secrets.get(ofJob.account(), ofJob.name())
                                .map(url -> setAside(secrets, ofJob.account(), url))
                                .ifPresent(taken::set);
                        secrets.remove(ofJob.account(), ofJob.name());
                    }
                });
        return Optional.ofNullable(taken.get());
    }

    /** The one in hand is cancelled. */
    public void forget(Exchange exchange) {
        forget(inHand(exchange));
    }

    private void forget(Name name) {
        secrets.remove(name.account(), name.name());
        postponed.remove(name);
    }

    /** The one in hand could not be cancelled. */
    public void failed(Exchange exchange) {
        Name name = inHand(exchange);
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (isRefused(cause)) {
            LOG.info(
                    "An upload session of account {} is left to its expiry: {}",
                    name.account(),
                    cause.getMessage());
            forget(name);
            return;
        }
        Postponed now =
                postponed.merge(name, postponed(0), (last, first) -> postponed(last.times() + 1));
        if (now.times() == 0) {
            LOG.warn(
                    "An upload session of account {} could not be cancelled, which is tried again"
                            + " from time to time: {}",
                    name.account(),
                    cause.getMessage());
        }
    }

    private Postponed postponed(int times) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS));
        return new Postponed(
                times,
                clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause));
    }

    private static boolean isRefused(Exception cause) {
        return cause instanceof OneDriveException answer
                && !(answer instanceof ThrottledException)
                && !(answer instanceof ServiceUnavailableException)
                && answer.getStatus() >= 400
                && answer.getStatus() < 500;
    }

    private static Name inHand(Exchange exchange) {
        return exchange.getProperty(IN_HAND, Name.class);
    }
}
