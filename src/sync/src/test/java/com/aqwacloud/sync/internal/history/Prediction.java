package com.aqwacloud.sync.internal.history;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.internal.history.DestinationDrive.Actor;
import com.aqwacloud.sync.internal.store.Baseline;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What must be true of both drives once a history came to rest, by rules about who did what last:
 * what only the source changed is followed, what only a person at the destination changed stays,
 * and what both changed is as the conflict was decided.
 */
final class Prediction {
    private static final Pattern BESIDE = Pattern.compile(" \\([0-9a-z]+\\)(?=(\\.[^.]*)?$)");

    private final History history;
    private final Ledger ledger;
    private final SourceDrive source;
    private final DestinationDrive destination;
    private final List<String> wrongs = new ArrayList<>();
    private final Map<String, String> standsFor = new HashMap<>();

    private Prediction(History history) {
        this.history = history;
        this.ledger = history.ledger();
        this.source = history.source();
        this.destination = history.destination();
    }

    /** What is not as it must be. */
    static List<String> wrongs(History history) {
        return new Prediction(history).examine();
    }

    private List<String> examine() {
        wrongs.addAll(history.wrongs());
        atRest();
        history.conflictsOfNobody()
                .forEach(conflict -> wrong("a conflict with nobody: " + conflict));
        var agreedOn = new HashMap<String, String>();
        for (SourceDrive.Node here : source.all()) {
            Baseline agreed = ledger.baseline(here.id).orElse(null);
            if (agreed != null) {
                String other = agreedOn.put(agreed.destinationId(), here.id);
                if (other != null) {
                    wrong(here.id + " and " + other + " agreed on " + agreed.destinationId());
                }
            }
            DestinationDrive.Node there =
                    agreed == null ? null : destination.node(agreed.destinationId());
            boolean stands = there != null && !there.deleted;
            if (stands && source.isInScope(here)) {
                standsFor.put(there.id, here.id);
                together(here, there);
            } else if (source.isInScope(here)) {
                alone(here, there);
            }
        }
        destination.live().stream()
                .filter(there -> !standsFor.containsKey(there.id))
                .forEach(this::left);
        return wrongs;
    }

    private void wrong(String what) {
        wrongs.add(what);
    }

    private void atRest() {
        ledger.jobs(JobState.PENDING, JobState.TRANSFERRING)
                .forEach(job -> wrong("not over: " + job));
        ledger.jobs(JobState.FAILED).forEach(job -> wrong("failed: " + job));
        ledger.dirty().forEach(id -> wrong("never planned: " + id));
        history.openConflicts().forEach(id -> wrong("undecided conflict " + id));
    }

    private boolean destinationMayWin(SourceDrive.Node here) {
        return ledger.wasDecidedForDestination(here.id);
    }

    /** What the source's file held then was decided against; what was edited later follows. */
    private boolean destinationMayWinContent(SourceDrive.Node here) {
        return destinationMayWin(here)
                && here.decidedAgainst.contains(SourceDrive.md5(here.content));
    }

    // ---- on both sides

    private void together(SourceDrive.Node here, DestinationDrive.Node there) {
        if (here.folder != there.folder) {
            if (!destinationMayWin(here)) {
                wrong(there + " is no twin of " + here);
            }
            return;
        }
        if (!here.folder && !there.content.equals(here.content)) {
            content(here, there);
        } else if (!here.folder) {
            times(here, there);
        }
        String folder = ledger.folderOf(here);
        if (folder != null && destination.isWithin(folder, there.id)) {
            // Each side put one folder into the other: they stay as they are.
            return;
        }
        if (isFolderLeftOut(here)) {
            return;
        }
        if (!there.name.equals(here.name)) {
            name(here, there);
        }
        if (!there.parent.equals(folder)) {
            DestinationDrive.Node holder = destination.node(there.parent);
            boolean byPerson =
                    there.placer == Actor.PERSON || holder != null && holder.maker == Actor.PERSON;
            boolean persons = byPerson && here.parent.equals(there.agreedParent);
            if (!persons && !ledger.wasPlacedByDestination(here.id)) {
                wrong(there + " is not in " + folder + ", as is " + here);
            }
        }
    }

    /**
     * Whether it was decided that a file stays where its folder is to be, or one that holds that.
     */
    private boolean isFolderLeftOut(SourceDrive.Node here) {
        for (var at = here; at != null; at = source.node(at.parent)) {
            String folder = ledger.folderOf(at);
            if (folder != null && destination.isLive(folder)) {
                return !destination.isFolder(folder);
            }
        }
        return false;
    }

    private void content(SourceDrive.Node here, DestinationDrive.Node there) {
        boolean persons = there.author == Actor.PERSON && here.content.equals(there.agreedContent);
        if (!persons && !destinationMayWinContent(here)) {
            wrong(there + " has not the content of " + here);
        }
    }

    private void times(SourceDrive.Node here, DestinationDrive.Node there) {
        Instant modified = here.modified.truncatedTo(ChronoUnit.SECONDS);
        boolean persons = there.dater == Actor.PERSON && modified.equals(there.agreedModified);
        if (!modified.equals(there.modified) && !persons && !destinationMayWin(here)) {
            wrong(there + " is of " + there.modified + ", and of " + modified + " is " + here);
        }
        boolean madeForIt = there.creator == Actor.ENGINE && here.id.equals(there.stoodForFirst);
        if (madeForIt && !there.created.equals(here.created.truncatedTo(ChronoUnit.SECONDS))) {
            wrong(there + " was created " + there.created + ", and " + here + " " + here.created);
        }
    }

    private void name(SourceDrive.Node here, DestinationDrive.Node there) {
        boolean byPerson =
                there.namer == Actor.PERSON || withoutMark(there).equals(there.personsName);
        // What was a person's when it met the source's keeps its name, though in other letters.
        boolean met =
                byPerson
                        && (there.folder || there.maker == Actor.PERSON)
                        && there.name.equalsIgnoreCase(here.name);
        boolean persons = met || byPerson && here.name.equals(there.agreedName);
        boolean letters =
                byPerson && there.folder && withoutMark(there).equalsIgnoreCase(here.name);
        boolean beside =
                (letters || withoutMark(there).equals(here.name)) && isTaken(there, here.name);
        if (!persons && !beside && !ledger.wasPlacedByDestination(here.id)) {
            wrong(there + " has not the name of " + here);
        }
    }

    private static String withoutMark(DestinationDrive.Node there) {
        return BESIDE.matcher(there.name).replaceFirst("");
    }

    private boolean isTaken(DestinationDrive.Node there, String name) {
        DestinationDrive.Node holder = destination.named(there.parent, name);
        return holder != null && holder != there;
    }

    // ---- at the source only

    private void alone(SourceDrive.Node here, DestinationDrive.Node there) {
        boolean deleted = there != null && there.remover == Actor.ENGINE;
        if (!deleted && (here.folder ? destinationMayWin(here) : destinationMayWinContent(here))) {
            return;
        }
        if (isBelowWhatWasLeftOut(here)) {
            return;
        }
        if (isOvertaken(there)) {
            return;
        }
        boolean persons = there != null && there.remover == Actor.PERSON;
        boolean same =
                persons
                        && (here.folder
                                || here.content.equals(there.content)
                                || here.content.equals(there.agreedContent));
        if (!same) {
            wrong(here + " is missing, nobody deleted it" + (there == null ? "" : ": " + there));
        }
    }

    private boolean isOvertaken(DestinationDrive.Node there) {
        for (var at = there; at != null; at = destination.node(at.parent)) {
            if (at.overtaken) {
                return true;
            }
        }
        return false;
    }

    private boolean isBelowWhatWasLeftOut(SourceDrive.Node here) {
        for (var at = source.node(here.parent); at != null; at = source.node(at.parent)) {
            if (destinationMayWin(at)) {
                return true;
            }
        }
        return false;
    }

    // ---- at the destination only

    private void left(DestinationDrive.Node there) {
        if (!mayStay(there)) {
            wrong(there + " stands for nothing");
        }
    }

    private boolean mayStay(DestinationDrive.Node there) {
        boolean persons =
                there.maker == Actor.PERSON || there.author == Actor.PERSON && !there.folder;
        // Somebody took it elsewhere before the engine heard that it had made it.
        boolean taken =
                (there.placer == Actor.PERSON || there.namer == Actor.PERSON)
                        && !there.everStoodFor;
        return persons
                || taken
                || there.folder && (there.stayed || holdsWhatStays(there))
                || ledger.wasKept(there.id)
                || isOvertaken(there)
                || wentOutOfSight(there);
    }

    /** Nothing told whether it was deleted, or access to it was taken away. */
    private boolean wentOutOfSight(DestinationDrive.Node there) {
        return there.stoodForLast != null && source.node(there.stoodForLast).purgedOutOfSight;
    }

    /**
     * A folder stays for what a person has in it, or what the source has put elsewhere, or what a
     * conflict left there.
     */
    private boolean holdsWhatStays(DestinationDrive.Node folder) {
        return destination.within(folder).stream()
                .anyMatch(
                        inner ->
                                standsFor.containsKey(inner.id)
                                        || inner.author == Actor.PERSON
                                        || mayStay(inner));
    }
}
