package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.camel.component.microsoft.onedrive.InsufficientStorageException;
import com.aqwacloud.camel.component.microsoft.onedrive.NameConflictException;
import com.aqwacloud.camel.component.microsoft.onedrive.OneDriveException;
import com.aqwacloud.camel.component.microsoft.onedrive.ServiceUnavailableException;
import com.aqwacloud.camel.component.microsoft.onedrive.ThrottledException;
import com.aqwacloud.camel.component.microsoft.onedrive.UnauthorizedException;
import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.internal.plan.Settlement;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.HeldContent;
import com.aqwacloud.sync.internal.store.HeldContents;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.JobTargets;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredSession;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the destination holds already is not sent again: notes which file holds which content, has
 * the destination copy it, and checks what came of that. Content is the same if Google Drive gives
 * the same SHA-256 and size for it; the copy is the same if OneDrive gives the same hash as for the
 * original when that was verified. Thread-safe; each exchange is one job.
 */
public final class CopySteps {
    private static final Logger LOG = LoggerFactory.getLogger(CopySteps.class);
    private static final String EXPECTED = "AqwaExpectedHash";

    /** Later attempts of a job upload, so that a cloud that can't copy holds up nothing. */
    private static final int ATTEMPTS = 2;

    /** How many files are looked at for one that still holds the content. */
    private static final int LOOKED_AT = 5;

    private final Database database;
    private final Settlement settlement;
    private final HeldContents contents = new HeldContents();
    private final StoredSessions sessions = new StoredSessions();
    private final Items items = new Items();
    private final Jobs jobs = new Jobs();
    private final JobTargets targets = new JobTargets();

    public CopySteps(Database database, Clock clock) {
        this.database = database;
        this.settlement = new Settlement(clock);
    }

    /**
     * Looks for a file at the destination that holds the content of the file to be created, and
     * names it in the header {@link AqwaHeaders#ORIGINAL}. If there is one, the store says from now
     * on that a copy of it may be at the target, so that a restart finds it there.
     */
    public void find(Exchange exchange) {
        Run run = Run.of(exchange);
        HeldContent original =
                mayCopy(run) ? database.write(tx -> aimAtCopy(tx, run).orElse(null)) : null;
        exchange.setProperty(EXPECTED, original == null ? null : original.hash());
        exchange.getMessage()
                .setHeader(AqwaHeaders.ORIGINAL, original == null ? null : original.itemId());
    }

    private static boolean mayCopy(Run run) {
        return run.work().action() == Action.CREATE
                && run.work().keepAs() == null
                && run.work().source().sha256() != null
                && run.job().upload() == null
                && run.job().attempts() <= ATTEMPTS;
    }

    private Optional<HeldContent> aimAtCopy(Tx tx, Run run) {
        Item source = run.work().source();
        Optional<HeldContent> found =
                sessionsOfDestination(tx, run).stream()
                        .flatMap(session -> intact(tx, session, source).stream())
                        .findFirst();
        found.ifPresent(
                original ->
                        targets.aim(
                                tx,
                                run.job().id(),
                                new Job.Target(
                                        run.work().parentId(),
                                        run.work().name(),
                                        source.size(),
                                        original.hash())));
        return found;
    }

    /** The job's own session, and all others to the same drive. */
    private List<String> sessionsOfDestination(Tx tx, Run run) {
        var all = new ArrayList<>(List.of(run.job().session()));
        sessions.list(tx).stream()
                .map(StoredSession::session)
                .filter(other -> other.destination().equals(run.session().destination()))
                .filter(other -> !other.id().equals(run.job().session()))
                .forEach(other -> all.add(other.id()));
        return all;
    }

    /** A file that, by all that is known, still holds what it held when that was verified. */
    private Optional<HeldContent> intact(Tx tx, String session, Item source) {
        for (HeldContent held :
                contents.of(tx, session, source.sha256(), source.size(), LOOKED_AT)) {
            Item there =
                    items.find(tx, session, Side.DESTINATION, held.itemId())
                            .filter(item -> item.present() && item.isFile())
                            .orElse(null);
            if (there != null && there.size() == held.size() && held.hash().equals(there.hash())) {
                return Optional.of(held);
            }
            contents.remove(tx, session, held.itemId());
        }
        return Optional.empty();
    }

    /**
     * Says in the header {@link AqwaHeaders#SAME} whether the destination's item, as it was last
     * told, holds the content in hand, without reading either.
     */
    public void compare(Exchange exchange) {
        Run run = Run.of(exchange);
        Item source = run.work().source();
        Item there = run.work().destination();
        boolean same =
                there != null
                        && there.hash() != null
                        && there.size() == source.size()
                        && source.sha256() != null
                        && database.read(
                                tx ->
                                        contents.hashOf(tx, source.sha256(), source.size())
                                                .filter(there.hash()::equals)
                                                .isPresent());
        exchange.getMessage().setHeader(AqwaHeaders.SAME, same);
    }

    /** Notes what the file holds that was just verified, so that it need not be sent again. */
    public void note(Exchange exchange) {
        Run run = Run.of(exchange);
        Item source = run.work().source();
        Item there = run.arrived(exchange);
        boolean whole = there.size() == source.size();
        if (source.sha256() != null && there.hash() != null && whole) {
            var held = new HeldContent(there.id(), source.sha256(), source.size(), there.hash());
            database.change(
                    tx -> {
                        if (jobs.find(tx, run.job().id()).isPresent()) {
                            contents.put(tx, run.job().session(), held);
                        }
                    });
        }
    }

    /**
     * Compares the copy in the body with what it was to be, and says in the header {@link
     * AqwaHeaders#SAME} whether it is that. A wrong one is ours all the same: the headers name it
     * as what an upload is to replace, now or, after a crash, by the next plan.
     *
     * @return false if the destination does not tell its hash yet
     * @throws MisplacedCopyException if the destination chose another name for it, as drives may
     *     that know no conflict behaviour; it is ours, so the next attempt puts it in its place
     */
    public boolean check(Exchange exchange) throws MisplacedCopyException {
        Run run = Run.of(exchange);
        Item copy = run.arrived(exchange);
        if (!copy.name().equals(run.work().name())) {
            replace(exchange, run, copy);
            throw new MisplacedCopyException(run.job().path(), copy.name());
        }
        if (copy.hash() == null) {
            return false;
        }
        boolean same =
                copy.hash().equals(exchange.getProperty(EXPECTED, String.class))
                        && copy.size() == run.work().source().size();
        exchange.getMessage().setHeader(AqwaHeaders.SAME, same);
        if (!same) {
            LOG.info(
                    "{} is uploaded: what it was copied from in OneDrive had changed",
                    run.job().path());
            replace(exchange, run, copy);
        }
        return true;
    }

    /** The destination tells no hash of the copy in the body: it can only be replaced. */
    public void distrust(Exchange exchange) {
        Run run = Run.of(exchange);
        LOG.info("{} is uploaded: OneDrive gives no hash for its copy", run.job().path());
        replace(exchange, run, run.arrived(exchange));
    }

    private void replace(Exchange exchange, Run run, Item copy) {
        database.change(
                tx -> {
                    if (jobs.find(tx, run.job().id()).isPresent()) {
                        settlement.wrong(tx, run.job(), copy);
                    }
                });
        exchange.getMessage().setHeader(AqwaHeaders.DESTINATION_ID, copy.id());
        exchange.getMessage().setHeader(AqwaHeaders.KNOWN_PARENT_ID, copy.parentId());
        exchange.getMessage().setHeader(AqwaHeaders.KNOWN_NAME, copy.name());
        exchange.getMessage().setHeader(AqwaHeaders.ETAG, copy.etag());
    }

    /**
     * OneDrive made no copy: an upload takes its place, unless that would meet the same refusal.
     *
     * @throws Exception what was caught, in that case
     */
    public void giveWay(Exchange exchange) throws Exception {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Throwable refusal = caught;
        while (!(refusal instanceof OneDriveException) && refusal.getCause() != null) {
            refusal = refusal.getCause();
        }
        if (refusal instanceof NameConflictException
                || refusal instanceof ServiceUnavailableException
                || refusal instanceof ThrottledException
                || refusal instanceof UnauthorizedException
                || refusal instanceof InsufficientStorageException) {
            throw caught;
        }
        Run run = Run.of(exchange);
        LOG.info("{} is uploaded: {}", run.job().path(), refusal.getMessage());
    }
}
