package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.core.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The changes of all that a user sees, or of one shared drive, read page by page. */
final class Feed {

    private static final int AT_ONCE = 1000;

    private final Library library;
    private final FeedOptions options;
    private final Optional<Volume> only;

    /**
     * @param only the drive that alone is asked for
     */
    Feed(Library library, FeedOptions options, Optional<Volume> only) {
        this.library = library;
        this.options = options;
        this.only = only;
    }

    /**
     * One change.
     *
     * @param volume of a shared drive that changed and is there
     * @param seen the file as it is now; empty if it is gone
     */
    record Change(
            boolean ofDrive,
            String id,
            Instant time,
            Optional<Volume> volume,
            Optional<Seen> seen) {

        boolean removed() {
            return volume.isEmpty() && seen.isEmpty();
        }
    }

    /**
     * Some changes.
     *
     * @param to where to go on
     */
    record Page(List<Change> changes, FeedPosition to, boolean more) {}

    /**
     * A change and where it stands in its volume's feed.
     *
     * @param time never before that of the step before it in the same feed
     */
    private record Step(String key, long seq, Instant time, Optional<Change> change) {}

    Page read(FeedPosition from, int pageSize) {
        List<Step> steps = new ArrayList<>();
        if (only.isPresent()) {
            steps.addAll(steps(only.get(), "", from.own(), pageSize + 1));
        } else {
            for (Volume volume : library.volumes()) {
                steps.addAll(steps(volume, volume.key(), from.in(volume), pageSize + 1));
            }
            steps.addAll(gone(from));
            steps.sort(Comparator.comparing(Step::time));
        }
        List<Change> changes = new ArrayList<>();
        FeedPosition to = from;
        for (Step step : steps) {
            if (step.change().isPresent()) {
                if (changes.size() == pageSize) {
                    return new Page(changes, to, true);
                }
                changes.add(step.change().get());
            }
            to = to.at(step.key(), step.seq());
        }
        return new Page(changes, to, false);
    }

    /** Up to so many changes to be told, and those between them that are not. */
    private List<Step> steps(Volume volume, String key, long after, int most) {
        List<Step> found = new ArrayList<>();
        int told = 0;
        long last = after;
        Instant time = Instant.MIN;
        List<Item> some;
        do {
            some = volume.folder().changes(last, Math.min(AT_ONCE, most));
            for (Item item : some) {
                Optional<Change> change = change(volume, item);
                // Also where a clock was put back: the places in a feed are told in their order.
                time = item.changed().isAfter(time) ? item.changed() : time;
                found.add(new Step(key, item.seq(), time, change));
                told += change.isPresent() ? 1 : 0;
                last = item.seq();
            }
        } while (told < most && !some.isEmpty());
        return found;
    }

    private Optional<Change> change(Volume volume, Item item) {
        // What an application may not see it does not hear of either, be it there or gone.
        if (!library.app().sees(item)) {
            return Optional.empty();
        }
        if (item.parentId() == null) {
            boolean drive = volume.isSharedDrive() && (options.allDrives() || only.isPresent());
            return drive
                    ? Optional.of(
                            new Change(
                                    true,
                                    item.id(),
                                    item.changed(),
                                    Optional.of(volume),
                                    Optional.empty()))
                    : Optional.empty();
        }
        boolean unwanted =
                volume.isSharedDrive() && only.isEmpty() && !options.allDrives()
                        || volume.isOthers() && options.onlyMine();
        if (unwanted) {
            return Optional.empty();
        }
        Optional<Seen> seen =
                item.removed() ? Optional.empty() : library.see(volume, item).filter(this::listed);
        if (seen.isEmpty() && volume.isOthers() && !isLost(item)) {
            return Optional.empty();
        }
        if (seen.isEmpty()) {
            Optional<Seen> elsewhere = library.find(item.id());
            if (elsewhere.isPresent() && options.corpusRemovals()) {
                seen = elsewhere;
            } else if (elsewhere.isPresent() && only.isEmpty() && told(elsewhere.get())) {
                return Optional.empty();
            }
        }
        if (seen.isEmpty() && !options.removed()) {
            return Optional.empty();
        }
        return Optional.of(new Change(false, item.id(), item.changed(), Optional.empty(), seen));
    }

    private boolean listed(Seen seen) {
        return !seen.volume().isOthers() || !seen.item().trashed();
    }

    /** Whether it is no longer shared with the user, who has seen it. */
    private boolean isLost(Item item) {
        return new Facts(item).shareWith(library.user()).isPresent();
    }

    /** Whether the feed of where it is now tells of it. */
    private boolean told(Seen seen) {
        return !seen.volume().isSharedDrive() || options.allDrives();
    }

    private List<Step> gone(FeedPosition from) {
        List<Step> found = new ArrayList<>();
        boolean wanted = options.allDrives() && options.removed() && library.app().seesAll();
        List<SharedDrives.Gone> gone =
                library.sharedDrives().map(SharedDrives::gone).orElse(List.of());
        int told = from.others().getOrDefault(FeedPosition.GONE, 0L).intValue();
        for (int i = told; i < gone.size(); i++) {
            SharedDrives.Gone each = gone.get(i);
            Change change =
                    new Change(true, each.id(), each.time(), Optional.empty(), Optional.empty());
            found.add(
                    new Step(
                            FeedPosition.GONE,
                            i + 1L,
                            each.time(),
                            wanted ? Optional.of(change) : Optional.empty()));
        }
        return found;
    }
}
