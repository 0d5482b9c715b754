package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.CancelledDeletes;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.JobAttempts;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.Tx;
import com.aqwacloud.sync.internal.store.Unplaced;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What work that was done at the destination means for the baseline, and who is to be planned again
 * because of it. Thread-safe; each call is part of the caller's transaction.
 */
public final class Settlement {
    private final Clock clock;
    private final Items items = new Items();
    private final Baselines baselines = new Baselines();
    private final Jobs jobs = new Jobs();
    private final JobAttempts attempts = new JobAttempts();
    private final Authorship authorship = new Authorship();
    private final Unplaced unplaced = new Unplaced();
    private final CancelledDeletes cancelledDeletes = new CancelledDeletes();
    private final FreedNames names = new FreedNames();

    public Settlement(Clock clock) {
        this.clock = clock;
    }

    /**
     * An item of the destination is now as the work wanted it.
     *
     * @param between the entity tag that the work gave it before its last step, or null
     */
    public void arrived(Tx tx, Job job, Decision.Work work, Item arrived, String between) {
        settle(tx, job, work, arrived, between, UnaryOperator.identity());
    }

    private void settle(
            Tx tx,
            Job job,
            Decision.Work work,
            Item arrived,
            String between,
            UnaryOperator<Baseline> agreed) {
        String session = job.session();
        Baseline before = baselines.byDestination(tx, session, arrived.id()).orElse(null);
        boolean overtaken = keep(tx, session, work, before, arrived, between);
        Baseline now = agreed.apply(work.agreed(before, arrived));
        boolean perhapsDeleted =
                before != null && before.isPerhapsDeleted() && !isHeardOf(work, arrived);
        put(tx, session, perhapsDeleted ? now.perhapsDeleted() : now);
        if (before != null && work.place()) {
            names.freed(tx, session, before);
            names.left(tx, session, work.destination());
            unplaced.soil(tx, session, !arrived.isFolder());
        }
        if (NameRule.isCut(arrived.name(), work.source().name())) {
            unplaced.add(tx, session, now.sourceId(), false);
        }
        boolean timeDue = !work.content() && Changes.timeAtSource(work.source(), now);
        // Where a person put it meanwhile, its name may be free.
        boolean elsewhere = work.place() && !Objects.equals(work.parentId(), arrived.parentId());
        if (overtaken
                || work.aside()
                || timeDue
                || elsewhere
                || Changes.placeAtSource(work.source(), now)) {
            items.soil(tx, session, Side.SOURCE, now.sourceId());
        }
        if (arrived.isFolder() && job.attempts() > 1) {
            items.soilChildren(tx, session, Side.SOURCE, work.source().id());
        }
    }

    /**
     * Whether the work changed an item; what was only compared with what was told before may be
     * gone.
     */
    private static boolean isHeardOf(Decision.Work work, Item arrived) {
        return work.destination() == null
                || !Objects.equals(work.destination().etag(), arrived.etag());
    }

    /**
     * Keeps an item as the work left it, unless the feed has told of it what is neither that, nor
     * what the work began with, nor what it had done by then: that may have come after. If it did
     * not, the feed will tell of the work, too.
     *
     * @return whether the feed may have been ahead
     */
    private boolean keep(
            Tx tx,
            String session,
            Decision.Work work,
            Baseline before,
            Item arrived,
            String between) {
        Item known = items.find(tx, session, Side.DESTINATION, arrived.id()).orElse(null);
        boolean gone = known != null && !known.present();
        boolean overtaken = gone || known != null && isNews(known, work, before, arrived, between);
        if (gone || !overtaken) {
            items.put(tx, session, Side.DESTINATION, gone ? arrived.gone() : arrived, false);
        }
        return overtaken;
    }

    private static boolean isNews(
            Item known, Decision.Work work, Baseline before, Item arrived, String between) {
        if (known.etag() == null || arrived.etag() == null) {
            return false;
        }
        boolean older =
                work.destination() != null && known.etag().equals(work.destination().etag())
                        || before != null && known.etag().equals(before.destinationEtag())
                        || known.etag().equals(between);
        return !older && !known.etag().equals(arrived.etag());
    }

    /** What a job brought is ours, but not what it should be: the next plan replaces it. */
    public void wrong(Tx tx, Job job, Item arrived) {
        items.put(tx, job.session(), Side.DESTINATION, arrived, false);
        put(tx, job.session(), Baseline.wrong(job.sourceId(), arrived));
    }

    /**
     * An item of the destination is gone, with all that was in it. If a person brought it back, as
     * the feed may have told before, it is that person's.
     */
    public void deleted(Tx tx, Job job, Item deleted) {
        Optional<Baseline> left = baselines.bySource(tx, job.session(), job.sourceId());
        boolean back = isBack(tx, job.session(), left.orElse(null), deleted);
        left.ifPresent(agreed -> names.freed(tx, job.session(), agreed));
        names.left(tx, job.session(), deleted);
        forgetTree(tx, job.session(), deleted, back, new HashSet<>());
        unplaced.soil(tx, job.session(), true);
        // The feed may have told before that what was in it is gone.
        left.ifPresent(agreed -> forgetGone(tx, job.session(), agreed));
    }

    /**
     * What a cut-off job was about to delete is gone: so it is as if the job had ended, and what
     * the source has brought back since is new.
     */
    void wasDeleted(Tx tx, Job job) {
        baselines
                .bySource(tx, job.session(), job.sourceId())
                .filter(agreed -> isGone(tx, job.session(), agreed))
                .ifPresent(
                        agreed -> {
                            names.freed(tx, job.session(), agreed);
                            unplaced.soil(tx, job.session(), true);
                            forgetGone(tx, job.session(), agreed);
                        });
    }

    /**
     * Both sides let go of an item. What was in a folder is decided by itself: if the source has it
     * still, it is to go into whatever stands for the folder then.
     *
     * @return the items of the source that were in it
     */
    public List<String> forget(Tx tx, String session, String sourceId) {
        Baseline agreed = baselines.bySource(tx, session, sourceId).orElse(null);
        if (agreed == null) {
            return List.of();
        }
        names.freed(tx, session, agreed);
        return letGo(tx, session, agreed);
    }

    /**
     * Another item of the source has taken the place of one that is gone, and all that the
     * destination has there.
     */
    public void replaced(Tx tx, String session, String sourceId) {
        baselines
                .bySource(tx, session, sourceId)
                .ifPresent(
                        gone -> {
                            letGo(tx, session, gone);
                            // A deletion that was planned, or a conflict, is about nothing now.
                            items.soil(tx, session, Side.SOURCE, sourceId);
                        });
    }

    /** Both sides agree as they are. */
    public void agreed(Tx tx, String session, Decision.Agree agree) {
        if (agree.replacedSourceId() != null) {
            replaced(tx, session, agree.replacedSourceId());
        }
        put(tx, session, agree.agreed());
    }

    /** Keeps what was agreed; nothing else of the source stands for the same from now on. */
    private void put(Tx tx, String session, Baseline agreed) {
        baselines
                .byDestination(tx, session, agreed.destinationId())
                .map(Baseline::sourceId)
                .filter(holder -> !holder.equals(agreed.sourceId()))
                .ifPresent(holder -> replaced(tx, session, holder));
        baselines.put(tx, session, agreed, clock.instant());
    }

    /**
     * A job is about to take the place of an item that is gone, or has moved on. Whatever its
     * attempt does there, even unheard, is no edit of what the other left.
     */
    public void takesOver(Tx tx, Job job, Decision.Work work) {
        String session = job.session();
        String replaced = work.replacedSourceId();
        Baseline held = baselines.bySource(tx, session, replaced).orElseThrow();
        boolean perhapsDeleted =
                jobs.open(tx, session, replaced)
                        .filter(gone -> gone.action() == Action.DELETE)
                        .filter(gone -> jobs.wasBegun(tx, gone))
                        .isPresent();
        boolean nameDue =
                work.place()
                        || work.aside()
                        || work.keepAs() != null
                        || work.action() == Action.ADOPT;
        Item named = nameDue ? work.destination() : work.source();
        Baseline inherited = held.inheritedBy(work.source(), named.name());
        replaced(tx, session, replaced);
        baselines.put(
                tx,
                session,
                perhapsDeleted ? inherited.perhapsDeleted() : inherited,
                clock.instant());
    }

    private List<String> letGo(Tx tx, String session, Baseline agreed) {
        String sourceId = agreed.sourceId();
        baselines.remove(tx, session, sourceId);
        if (agreed.folder()) {
            // What is just on its way into it is not among those that were in sync there.
            items.soilChildren(tx, session, Side.SOURCE, sourceId);
        }
        List<String> children = baselines.inFolder(tx, session, sourceId);
        for (String child : children) {
            baselines
                    .bySource(tx, session, child)
                    .filter(inner -> agreed.destinationId().equals(inner.destinationParentId()))
                    .ifPresent(
                            inner ->
                                    baselines.put(
                                            tx, session, inner.withoutFolder(), clock.instant()));
            items.soil(tx, session, Side.SOURCE, child);
        }
        return children;
    }

    /**
     * A folder that was to go stays: what changed in it, or left it, meanwhile counted for nothing,
     * and is planned again.
     */
    void stays(Tx tx, String session, String folderId) {
        items.soilBelow(tx, session, Side.SOURCE, folderId);
        for (String agreed : below(tx, session, folderId)) {
            items.soil(tx, session, Side.SOURCE, agreed);
            items.soilBelow(tx, session, Side.SOURCE, agreed);
        }
    }

    /** The items that were in sync in a folder, at any depth. */
    private Set<String> below(Tx tx, String session, String folderId) {
        Set<String> found = new LinkedHashSet<>();
        var next = new ArrayDeque<>(List.of(folderId));
        while (!next.isEmpty()) {
            baselines.inFolder(tx, session, next.poll()).stream()
                    .filter(found::add)
                    .forEach(next::add);
        }
        return found;
    }

    /**
     * Where attempts that heard no answer were to bring an item, it is: nobody else put it there.
     */
    void wasBrought(Tx tx, String session, String sourceId) {
        Baseline agreed = baselines.bySource(tx, session, sourceId).orElse(null);
        if (agreed == null) {
            return;
        }
        items.find(tx, session, Side.DESTINATION, agreed.destinationId())
                .filter(Item::present)
                .filter(item -> Changes.placeAtDestination(item, agreed))
                .flatMap(item -> brought(tx, session, agreed, item))
                .ifPresent(brought -> baselines.put(tx, session, brought, clock.instant()));
    }

    private Optional<Baseline> brought(Tx tx, String session, Baseline agreed, Item item) {
        String id = agreed.sourceId();
        if (attempts.perhapsPlaced(tx, session, id, item)) {
            return Optional.of(agreed.broughtTo(item));
        }
        boolean moved = !Objects.equals(item.parentId(), agreed.destinationParentId());
        return moved
                        && attempts.perhapsPlaced(
                                tx, session, id, item.parentId(), agreed.destinationName())
                ? Optional.of(agreed.broughtInto(item.parentId()))
                : Optional.empty();
    }

    /**
     * What the destination's file holds was sent by an attempt that never heard of its arrival: so
     * nobody else changed it. That is so, too, of what was damaged on its way: it is replaced.
     */
    void wasSent(Tx tx, String session, String sourceId) {
        Baseline agreed = baselines.bySource(tx, session, sourceId).orElse(null);
        Item source = items.find(tx, session, Side.SOURCE, sourceId).orElse(null);
        if (agreed == null || source == null) {
            return;
        }
        items.find(tx, session, Side.DESTINATION, agreed.destinationId())
                .filter(Item::present)
                .filter(there -> Changes.atDestination(there, agreed))
                .flatMap(there -> filled(tx, session, agreed, source, there))
                .ifPresent(filled -> baselines.put(tx, session, filled, clock.instant()));
    }

    /** The baseline of a file that an attempt filled; empty if a person did. */
    private Optional<Baseline> filled(
            Tx tx, String session, Baseline agreed, Item source, Item there) {
        boolean known =
                there.hash() != null
                        && attempts.perhapsSent(tx, session, source.id(), there.hash());
        if (!known
                && attempts.perhapsLeft(tx, session, source.id(), there).stream()
                        .noneMatch(sent -> authorship.isPerhaps(tx, session, there, sent))) {
            return Optional.empty();
        }
        return Optional.of(
                known || there.hash() == null
                        ? agreed.filledBy(source, there)
                        : agreed.damagedBy(there));
    }

    /**
     * An item that a job was to delete is to stay. An attempt of the job may have deleted it all
     * the same; the next plan knows.
     */
    public void staysUnlessDeleted(Tx tx, Job job) {
        stays(tx, job.session(), job.sourceId());
        items.soil(tx, job.session(), Side.SOURCE, job.sourceId());
        doubt(tx, job.session(), job.sourceId());
    }

    /**
     * A person gave a job up. What it was to delete stays, whatever changes there, until that is in
     * the source again.
     */
    public void givenUp(Tx tx, Job job) {
        if (job.action() == Action.DELETE) {
            cancelledDeletes.put(tx, job.session(), job.sourceId());
            perhapsDeleted(tx, job);
        }
    }

    /** What a person gave up is to be done after all, or its item is in the source again. */
    public void notGivenUp(Tx tx, String session, String sourceId) {
        if (cancelledDeletes.remove(tx, session, sourceId)) {
            stays(tx, session, sourceId);
        }
    }

    /**
     * What a job was to delete is to be something else. An attempt of the job may have deleted it
     * all the same, without hearing of it.
     */
    public void perhapsDeleted(Tx tx, Job job) {
        if (job.action() == Action.DELETE && jobs.wasBegun(tx, job)) {
            doubt(tx, job.session(), job.sourceId());
        }
    }

    private void doubt(Tx tx, String session, String sourceId) {
        Stream.concat(Stream.of(sourceId), below(tx, session, sourceId).stream())
                .flatMap(id -> baselines.bySource(tx, session, id).stream())
                .filter(agreed -> agreed.folder() || agreed.destinationHash() != null)
                .forEach(
                        agreed ->
                                baselines.put(
                                        tx, session, agreed.perhapsDeleted(), clock.instant()));
    }

    private boolean isGone(Tx tx, String session, Baseline agreed) {
        return items.find(tx, session, Side.DESTINATION, agreed.destinationId())
                .filter(Item::present)
                .isEmpty();
    }

    private boolean isStillIn(Tx tx, String session, Baseline agreed) {
        return items.find(tx, session, Side.SOURCE, agreed.sourceId())
                .filter(item -> Objects.equals(item.parentId(), agreed.sourceParentId()))
                .isPresent();
    }

    /** Whether an item was last told to be in a folder of the destination. */
    private boolean wentWith(Tx tx, String session, Baseline inner, Baseline folder) {
        return items.find(tx, session, Side.DESTINATION, inner.destinationId())
                .filter(item -> folder.destinationId().equals(item.parentId()))
                .isPresent();
    }

    private void forgetGone(Tx tx, String session, Baseline agreed) {
        baselines.remove(tx, session, agreed.sourceId());
        items.soil(tx, session, Side.SOURCE, agreed.sourceId());
        for (String child : baselines.inFolder(tx, session, agreed.sourceId())) {
            // What a person took out of the folder before did not go with it.
            items.soil(tx, session, Side.SOURCE, child);
            baselines
                    .bySource(tx, session, child)
                    .filter(inner -> isGone(tx, session, inner))
                    .filter(
                            inner ->
                                    isStillIn(tx, session, inner)
                                            || wentWith(tx, session, inner, agreed))
                    .ifPresent(inner -> forgetGone(tx, session, inner));
        }
    }

    /** It was deleted as the work knew it: whatever else was told of it came after that. */
    private boolean isBack(Tx tx, String session, Baseline before, Item deleted) {
        return items.find(tx, session, Side.DESTINATION, deleted.id())
                .filter(Item::present)
                .filter(known -> known.etag() != null && deleted.etag() != null)
                .filter(known -> !known.etag().equals(deleted.etag()))
                .filter(known -> before == null || !known.etag().equals(before.destinationEtag()))
                .isPresent();
    }

    /** The way is what was forgotten before: as its feed was read, a folder may be in itself. */
    private void forgetTree(Tx tx, String session, Item item, boolean back, Set<String> way) {
        if (item.isFolder() && way.add(item.id())) {
            for (Item child : items.children(tx, session, Side.DESTINATION, item.id())) {
                forgetTree(tx, session, child, back, way);
            }
        }
        baselines
                .byDestination(tx, session, item.id())
                .ifPresent(
                        agreed -> {
                            baselines.remove(tx, session, agreed.sourceId());
                            // A person may have put it there, and the source has it elsewhere.
                            items.soil(tx, session, Side.SOURCE, agreed.sourceId());
                            // What a person took out of the folder before did not go with it.
                            baselines
                                    .inFolder(tx, session, agreed.sourceId())
                                    .forEach(left -> items.soil(tx, session, Side.SOURCE, left));
                        });
        if (!back) {
            items.put(tx, session, Side.DESTINATION, item.gone(), false);
        }
    }

    /**
     * A file is there with its content, but without its times yet: whatever happens now, the
     * content is not sent again.
     */
    public void contentArrived(Tx tx, Job job, Decision.Work work, Item arrived, String between) {
        settle(tx, job, work, arrived, between, Baseline::withoutTime);
    }

    /** The same, and its times are to be planned by themselves. */
    public void timesAreDue(Tx tx, Job job, Decision.Work work, Item arrived, String between) {
        contentArrived(tx, job, work, arrived, between);
        items.soil(tx, job.session(), Side.SOURCE, job.sourceId());
    }
}
