package com.aqwacloud.sync.internal.history;

import java.util.ArrayList;
import java.util.List;

/** What people do at the source. */
final class SourcePeople {
    private final SourceDrive source;
    private final Ideas ideas;
    private final ModelClock clock;
    private final List<String> story;

    SourcePeople(SourceDrive source, Ideas ideas, ModelClock clock, List<String> story) {
        this.source = source;
        this.ideas = ideas;
        this.clock = clock;
        this.story = story;
    }

    /** Returns false if there is nothing to do it with. */
    boolean act(Act act) {
        List<SourceDrive.Node> live = source.all().stream().filter(source::isLive).toList();
        List<SourceDrive.Node> files = live.stream().filter(node -> !node.folder).toList();
        List<SourceDrive.Node> folders = live.stream().filter(node -> node.folder).toList();
        var parents = new ArrayList<>(folders.stream().map(node -> node.id).toList());
        parents.add(0, SourceDrive.ROOT);
        switch (act.kind()) {
            case S_NEW -> {
                String parent = Act.pick(parents, act.one()).orElseThrow();
                story.add(
                        "  new "
                                + source.create(
                                        parent,
                                        ideas.name(act.other()),
                                        ideas.content(act.other()),
                                        clock.instant()));
                return true;
            }
            case S_DIR -> {
                String parent = Act.pick(parents, act.one()).orElseThrow();
                story.add(
                        "  new "
                                + source.create(
                                        parent, ideas.name(act.other()), null, clock.instant()));
                return true;
            }
            case S_SWAP -> {
                SourceDrive.Node one = Act.pick(live, act.one()).orElse(null);
                SourceDrive.Node other = Act.pick(live, act.other()).orElse(null);
                if (one == other || isRelated(one, other)) {
                    return false;
                }
                String parent = one.parent;
                String name = one.name;
                place(one, other.parent, other.name);
                place(other, parent, name);
                return true;
            }
            case S_INTO_CHILD -> {
                SourceDrive.Node inner =
                        Act.pick(
                                        folders.stream()
                                                .filter(node -> source.node(node.parent) != null)
                                                .toList(),
                                        act.one())
                                .orElse(null);
                if (inner == null) {
                    return false;
                }
                SourceDrive.Node outer = source.node(inner.parent);
                place(inner, outer.parent, inner.name);
                place(outer, inner.id, outer.name);
                return true;
            }
            case S_RESTORE -> {
                SourceDrive.Node node =
                        Act.pick(
                                        source.all().stream()
                                                .filter(each -> each.trashed && !each.purged)
                                                .toList(),
                                        act.one())
                                .orElse(null);
                if (node == null) {
                    return false;
                }
                node.trashed = false;
                told(node);
                return true;
            }
            default -> {}
        }
        SourceDrive.Node node =
                Act.pick(
                                switch (act.kind()) {
                                    case S_EDIT, S_TOUCH, S_BECOME_FOLDER -> files;
                                    default -> live;
                                },
                                act.one())
                        .orElse(null);
        if (node == null) {
            return false;
        }
        story.add("  " + node);
        switch (act.kind()) {
            case S_EDIT -> source.edit(node, ideas.content(act.other()), clock.instant());
            case S_TOUCH -> {
                node.modified = clock.instant();
                source.changed(node);
            }
            case S_RENAME -> place(node, node.parent, ideas.name(act.other()));
            case S_MOVE -> {
                parents.add(SourceDrive.OUTSIDE);
                String parent = Act.pick(parents, act.other()).orElseThrow();
                if (parent.equals(node.id)
                        || source.node(parent) != null
                                && source.isWithin(source.node(parent), node.id)) {
                    return false;
                }
                place(node, parent, node.name);
            }
            case S_TRASH -> {
                node.trashed = true;
                told(node);
            }
            case S_PURGE -> source.purge(node);
            case S_BECOME_FOLDER -> {
                node.trashed = true;
                source.changed(node);
                source.create(node.parent, node.name, null, clock.instant());
            }
            default -> throw new IllegalStateException(act.toString());
        }
        return true;
    }

    private boolean isRelated(SourceDrive.Node one, SourceDrive.Node other) {
        return source.isWithin(one, other.id) || source.isWithin(other, one.id);
    }

    private void place(SourceDrive.Node node, String parent, String name) {
        node.parent = parent;
        node.name = name;
        source.changed(node);
        story.add("  now " + node);
    }

    /**
     * It is not documented whether Drive tells of what is in a folder that goes to the trash or
     * comes back: some tell of both, some of neither.
     */
    private void told(SourceDrive.Node node) {
        source.changed(node);
        if (node.id.hashCode() % 2 == 0) {
            source.changedWithin(node);
        }
    }
}
