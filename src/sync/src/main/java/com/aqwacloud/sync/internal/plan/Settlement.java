package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.Tx;
import com.aqwacloud.sync.internal.store.Unplaced;
import java.time.Clock;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What work that was done at the destination means for the baseline, and who is to be planned again
 * because of it. Thread-safe; each call is part of the caller's transaction.
 */
public final class Settlement {
    private final Clock clock;
    private final Items items = new Items();
    private final Baselines baselines = new Baselines();
    private final Unplaced unplaced = new Unplaced();

    public Settlement(Clock clock) {
        this.clock = clock;
    }

    /** An item of the destination is now as the work wanted it. */
    public void arrived(Tx tx, Job job, Decision.Work work, Item arrived) {
        settle(tx, job, work, arrived, UnaryOperator.identity());
    }

    private void settle(
            Tx tx, Job job, Decision.Work work, Item arrived, UnaryOperator<Baseline> agreed) {
        String session = job.session();
        items.put(tx, session, Side.DESTINATION, arrived, false);
        Baseline before = baselines.byDestination(tx, session, arrived.id()).orElse(null);
        Baseline now = agreed.apply(work.agreed(before, arrived));
        if (work.replacedSourceId() != null) {
            baselines.remove(tx, session, work.replacedSourceId());
        }
        baselines.put(tx, session, now, clock.instant());
        if (before != null && work.place()) {
            freed(tx, session, before);
            unplaced.soil(tx, session, !arrived.isFolder());
        }
        if (NameRule.isCut(arrived.name(), work.source().name())) {
            unplaced.add(tx, session, now.sourceId(), false);
        }
        if (work.aside() || Changes.placeAtSource(work.source(), now)) {
            items.soil(tx, session, Side.SOURCE, now.sourceId());
        }
        if (arrived.isFolder() && job.attempts() > 1) {
            items.soilChildren(tx, session, Side.SOURCE, work.source().id());
        }
    }

    /** What a job brought is ours, but not what it should be: the next plan replaces it. */
    public void wrong(Tx tx, Job job, Item arrived) {
        items.put(tx, job.session(), Side.DESTINATION, arrived, false);
        baselines.put(tx, job.session(), Baseline.wrong(job.sourceId(), arrived), clock.instant());
    }

    /** An item of the destination is gone, with all that was in it. */
    public void deleted(Tx tx, Job job, Item deleted) {
        baselines
                .bySource(tx, job.session(), job.sourceId())
                .ifPresent(left -> freed(tx, job.session(), left));
        forgetTree(tx, job.session(), deleted);
        unplaced.soil(tx, job.session(), true);
        baselines.remove(tx, job.session(), job.sourceId());
    }

    private void forgetTree(Tx tx, String session, Item item) {
        if (item.isFolder()) {
            for (Item child : items.children(tx, session, Side.DESTINATION, item.id())) {
                forgetTree(tx, session, child);
            }
        }
        baselines
                .byDestination(tx, session, item.id())
                .ifPresent(
                        agreed -> {
                            baselines.remove(tx, session, agreed.sourceId());
                            // What a person took out of the folder before did not go with it.
                            baselines
                                    .inFolder(tx, session, agreed.sourceId())
                                    .forEach(left -> items.soil(tx, session, Side.SOURCE, left));
                        });
        items.put(tx, session, Side.DESTINATION, item.gone(), false);
    }

    /**
     * A file is there with its content, but without its times yet: whatever happens now, the
     * content is not sent again.
     */
    public void contentArrived(Tx tx, Job job, Decision.Work work, Item arrived) {
        settle(tx, job, work, arrived, Baseline::withoutTime);
    }

    /** The same, and its times are to be planned by themselves. */
    public void timesAreDue(Tx tx, Job job, Decision.Work work, Item arrived) {
        contentArrived(tx, job, work, arrived);
        items.soil(tx, job.session(), Side.SOURCE, job.sourceId());
    }

    /**
     * An item no longer has the name at the destination that it had: whoever of that name had to
     * take another beside it is planned again.
     */
    void freed(Tx tx, String session, Baseline left) {
        if (left.sourceParentId() != null) {
            String name = left.name();
            soil(tx, session, left, name, item -> true);
            int dot = name.lastIndexOf('.');
            if (dot > 0) {
                // A document or shortcut got its ending only from us.
                soil(tx, session, left, name.substring(0, dot), item -> !item.isFile());
            }
        }
    }

    private void soil(
            Tx tx, String session, Baseline left, String name, Predicate<Item> concerned) {
        items.named(tx, session, Side.SOURCE, left.sourceParentId(), name).stream()
                .filter(item -> !item.id().equals(left.sourceId()))
                .filter(concerned)
                .forEach(item -> items.soil(tx, session, Side.SOURCE, item.id()));
    }
}
