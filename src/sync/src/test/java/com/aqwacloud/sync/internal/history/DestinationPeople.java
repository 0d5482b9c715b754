package com.aqwacloud.sync.internal.history;

import com.aqwacloud.camel.component.microsoft.onedrive.OneDriveException;
import com.aqwacloud.sync.internal.history.DestinationDrive.Actor;
import java.util.ArrayList;
import java.util.List;

/** What people do at the destination. */
final class DestinationPeople {
    private final SourceDrive source;
    private final DestinationDrive destination;
    private final Ledger ledger;
    private final Ideas ideas;
    private final ModelClock clock;
    private final List<String> story;

    DestinationPeople(
            SourceDrive source,
            DestinationDrive destination,
            Ledger ledger,
            Ideas ideas,
            ModelClock clock,
            List<String> story) {
        this.source = source;
        this.destination = destination;
        this.ledger = ledger;
        this.ideas = ideas;
        this.clock = clock;
        this.story = story;
    }

    /** Returns false if there is nothing to do it with, or OneDrive refuses. */
    boolean act(Act act) {
        List<DestinationDrive.Node> live = destination.live();
        List<DestinationDrive.Node> files = live.stream().filter(node -> !node.folder).toList();
        var parents =
                new ArrayList<>(
                        live.stream().filter(node -> node.folder).map(node -> node.id).toList());
        parents.add(0, DestinationDrive.ROOT);
        String parent = Act.pick(parents, act.one()).orElseThrow();
        try {
            switch (act.kind()) {
                case D_NEW ->
                        story.add(
                                "  new "
                                        + destination.create(
                                                parent,
                                                ideas.name(act.other()),
                                                ideas.content(act.other()),
                                                clock.instant(),
                                                Actor.PERSON));
                case D_DIR ->
                        story.add(
                                "  new "
                                        + destination.create(
                                                parent,
                                                ideas.name(act.other()),
                                                null,
                                                clock.instant(),
                                                Actor.PERSON));
                case D_COPY -> {
                    SourceDrive.Node copied =
                            Act.pick(
                                            source.all().stream()
                                                    .filter(source::isLive)
                                                    .filter(node -> !node.folder)
                                                    .toList(),
                                            act.other())
                                    .orElse(null);
                    if (copied == null) {
                        return false;
                    }
                    story.add(
                            "  new "
                                    + destination.create(
                                            parent,
                                            copied.name,
                                            copied.content,
                                            clock.instant(),
                                            Actor.PERSON));
                }
                case D_RESTORE -> {
                    DestinationDrive.Node node =
                            Act.pick(
                                            destination.all().stream()
                                                    .filter(each -> each.deleted)
                                                    .toList(),
                                            act.one())
                                    .orElse(null);
                    if (node == null) {
                        return false;
                    }
                    String folder =
                            destination.isFolder(node.parent) ? node.parent : DestinationDrive.ROOT;
                    boolean taken = destination.named(folder, node.name) != null;
                    destination.restore(
                            node,
                            folder,
                            taken ? "restored " + node.id : node.name,
                            Actor.PERSON,
                            each -> !ledger.isStoodFor(each));
                    story.add("  back " + node);
                }
                default -> {
                    DestinationDrive.Node node =
                            Act.pick(
                                            switch (act.kind()) {
                                                case D_EDIT, D_TOUCH -> files;
                                                default -> live;
                                            },
                                            act.one())
                                    .orElse(null);
                    if (node == null) {
                        return false;
                    }
                    story.add("  " + node);
                    change(act, node, parents);
                    story.add("  now " + node);
                }
            }
            return true;
        } catch (OneDriveException e) {
            return false;
        }
    }

    private void change(Act act, DestinationDrive.Node node, List<String> parents)
            throws OneDriveException {
        switch (act.kind()) {
            case D_EDIT ->
                    destination.replace(
                            node.id,
                            null,
                            ideas.content(act.other()),
                            clock.instant(),
                            Actor.PERSON);
            case D_TOUCH ->
                    destination.setTimes(node.id, null, null, clock.instant(), Actor.PERSON);
            case D_RENAME ->
                    destination.arrange(
                            node.id, null, node.parent, ideas.name(act.other()), Actor.PERSON);
            case D_MOVE ->
                    destination.arrange(
                            node.id,
                            null,
                            Act.pick(parents, act.other()).orElseThrow(),
                            node.name,
                            Actor.PERSON);
            case D_DELETE -> destination.delete(node.id, null, Actor.PERSON);
            default -> throw new IllegalStateException(act.toString());
        }
    }
}
