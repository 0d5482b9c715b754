package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ExportFormat;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of shortcuts to folders where shortcuts are followed. */
class FollowedFoldersTest {
    private static final String LOOP = "the shortcut leads to a folder that it is in itself";
    private static final String NOWHERE =
            "the shortcut leads to nothing that the account sees in Google Drive";

    private final PlanFixture drives = new PlanFixture();

    @BeforeEach
    void follow() {
        drives.options("shortcuts=follow");
    }

    @AfterEach
    void close() {
        drives.close();
    }

    /** A folder with a file in it and one further down, and a shortcut to it beside it. */
    private void team() {
        drives.sourceFolder("team", DRIVE, "Team");
        drives.sourceFile("a", "team", "a.txt", "hello");
        drives.sourceFolder("deep", "team", "Deep");
        drives.sourceFile("b", "deep", "b.txt", "world");
        drives.shortcut("s", "Way", "team");
    }

    private void teamInSync() {
        team();
        sync();
    }

    private Planned sync() {
        Planned planned = drives.plan();
        drives.carryOutAll();
        return planned;
    }

    /** All that is at the destination, as paths; those of folders end with a slash. */
    private List<String> destination() {
        var paths = new ArrayList<String>();
        collect(ONEDRIVE, "", paths);
        return paths;
    }

    private void collect(String folder, String path, List<String> into) {
        List<Item> children =
                drives.database.read(
                        tx ->
                                drives.items.children(
                                        tx, PlanFixture.SESSION, Side.DESTINATION, folder));
        for (Item child : children) {
            String name = path + child.name();
            into.add(child.isFolder() ? name + "/" : name);
            collect(child.id(), name + "/", into);
        }
    }

    // ---- the tree

    @Test
    void aFollowedShortcutToAFolderIsAFolderWithAllThatIsInTheTarget() {
        teamInSync();

        assertThat(destination())
                .containsExactlyInAnyOrder(
                        "Team/",
                        "Team/a.txt",
                        "Team/Deep/",
                        "Team/Deep/b.txt",
                        "Way/",
                        "Way/a.txt",
                        "Way/Deep/",
                        "Way/Deep/b.txt");
        drives.plan();
        assertThat(drives.queue()).isEmpty();
    }

    @Test
    void contentIsReadFromTheItemThatGoogleDriveHas() {
        drives.sourceFolder("team", DRIVE, "Team");
        drives.sourceFile("a", "team", "a.txt", "hello");
        Item plan = drives.document("d", "Plan", "document", PlanFixture.NOW);
        drives.keep(Side.SOURCE, plan.in("team"));
        drives.shortcut("s", "Way", "team");
        drives.plan();

        assertThat(drives.origin("s~a")).isEqualTo(new Origin.Stored("a"));
        assertThat(drives.origin("s~d")).isEqualTo(new Origin.Exported("d", ExportFormat.DOCX));
        assertThat(drives.queue()).contains("CREATE /Way/Plan.docx");
    }

    @Test
    void theTargetNeedNotBeInTheSelection() {
        drives.sourceFolder("mine", DRIVE, "Mine");
        drives.select("mine");
        drives.options("shortcuts=follow");
        drives.sourceFolder("team", DRIVE, "Team");
        drives.sourceFile("a", "team", "a.txt", "hello");
        drives.shortcut("s", "mine", "Way", "team");
        drives.shortcut("outside", "Not selected", "mine");

        sync();

        assertThat(destination()).containsExactlyInAnyOrder("Mine/", "Mine/Way/", "Mine/Way/a.txt");
    }

    @Test
    void whatTheFilterExcludesIsExcludedUnderTheShortcutToo() {
        drives.options("shortcuts=follow", "select.exclude=/Way/Deep/");
        teamInSync();

        assertThat(destination())
                .containsExactlyInAnyOrder(
                        "Team/",
                        "Team/a.txt",
                        "Team/Deep/",
                        "Team/Deep/b.txt",
                        "Way/",
                        "Way/a.txt");
    }

    @Test
    void aFolderOfOthersThatIsNotListedIsLeftOut() {
        drives.keep(
                Side.SOURCE,
                PlanFixture.item(
                        "foreign",
                        "unseen",
                        "Foreign",
                        Item.Kind.FOLDER,
                        0,
                        null,
                        PlanFixture.NOW));
        drives.shortcut("s", "Way", "foreign");

        assertThat(drives.plan().skipped())
                .containsExactly(
                        new Planned.Skipped(
                                "/Way",
                                "the shortcut leads to a folder of others that the session does"
                                        + " not select"));
        assertThat(drives.queue()).isEmpty();
    }

    // ---- changes below the target

    @Test
    void aChangeBelowTheTargetIsOneUnderTheShortcut() {
        teamInSync();

        drives.sourceFile("a", "team", "a.txt", "edited");
        drives.sourceFile("b", "team", "renamed.txt", "world");
        drives.sourceFile("c", "deep", "c.txt", "new");
        drives.plan();

        assertThat(drives.queue())
                .containsExactlyInAnyOrder(
                        "UPDATE /Team/a.txt",
                        "MOVE /Team/renamed.txt",
                        "CREATE /Team/Deep/c.txt",
                        "UPDATE /Way/a.txt",
                        "MOVE /Way/renamed.txt",
                        "CREATE /Way/Deep/c.txt");
    }

    @Test
    void whatIsToldJustBeforeAConflictIsDecidedIsOneUnderTheShortcutToo() {
        teamInSync();
        Item there = drives.destination(drives.baseline("a").destinationId());
        drives.destinationFile(there.id(), there.parentId(), "a.txt", "edited there");
        drives.sourceFile("a", "team", "a.txt", "edited");
        sync();

        drives.sourceFile("a", "team", "a.txt", "edited again");
        drives.resolve("a", ConflictPreference.SOURCE);
        drives.plan();

        assertThat(drives.queue())
                .containsExactlyInAnyOrder("UPDATE /Team/a.txt", "UPDATE /Way/a.txt");
        drives.carryOutAll();
        assertThat(drives.dirty("a")).isFalse();
    }

    @Test
    void aFolderThatLeavesTheTargetGoesFromUnderTheShortcutAndComesBackWhole() {
        teamInSync();

        drives.sourceFolder("deep", DRIVE, "Deep");
        drives.sourceFile("c", "deep", "c.txt", "new");
        sync();
        assertThat(destination())
                .containsExactlyInAnyOrder(
                        "Team/",
                        "Team/a.txt",
                        "Deep/",
                        "Deep/b.txt",
                        "Deep/c.txt",
                        "Way/",
                        "Way/a.txt");

        drives.sourceFolder("deep", "team", "Deep");
        drives.gone(Side.SOURCE, "b");
        sync();
        assertThat(destination())
                .containsExactlyInAnyOrder(
                        "Team/",
                        "Team/a.txt",
                        "Team/Deep/",
                        "Team/Deep/c.txt",
                        "Way/",
                        "Way/a.txt",
                        "Way/Deep/",
                        "Way/Deep/c.txt");
    }

    @Test
    void whatIsDeletedBelowTheTargetIsDeletedUnderTheShortcut() {
        teamInSync();

        drives.gone(Side.SOURCE, "deep");
        drives.plan();

        assertThat(drives.queue())
                .containsExactlyInAnyOrder("DELETE /Team/Deep", "DELETE /Way/Deep");
        drives.carryOutAll();
        assertThat(destination())
                .containsExactlyInAnyOrder("Team/", "Team/a.txt", "Way/", "Way/a.txt");
    }

    @Test
    void theDeleteGuardCountsWhatIsUnderTheShortcut() {
        drives.sourceFolder("team", DRIVE, "Team");
        IntStream.range(0, 30)
                .forEach(i -> drives.sourceFile("f" + i, "team", i + ".txt", "text " + i));
        drives.shortcut("s", "Way", "team");
        sync();

        IntStream.range(0, 30).forEach(i -> drives.gone(Side.SOURCE, "f" + i));

        assertThat(drives.plan().deletesHeld()).isEqualTo(60);
    }

    @Test
    void whatTheAccountNoLongerSeesStaysUnderTheShortcut() {
        teamInSync();

        drives.accessLost("deep");
        drives.plan();

        assertThat(drives.queue()).isEmpty();
        assertThat(destination()).contains("Team/Deep/b.txt", "Way/Deep/b.txt");
    }

    @Test
    void aNewListingDropsNothingThatIsSeenThroughAShortcut() {
        teamInSync();

        drives.database.change(
                tx -> {
                    drives.items.forgetSeen(tx, PlanFixture.SESSION, Side.SOURCE);
                    for (String id : List.of("team", "a", "deep", "b", "s")) {
                        Item told =
                                drives.items
                                        .find(tx, PlanFixture.SESSION, Side.SOURCE, id)
                                        .orElseThrow();
                        drives.items.put(tx, PlanFixture.SESSION, Side.SOURCE, told, false);
                    }
                    drives.items.dropUnseen(tx, PlanFixture.SESSION, Side.SOURCE);
                });
        drives.plan();

        assertThat(drives.queue()).isEmpty();
    }

    // ---- the shortcut itself

    @Test
    void aShortcutThatIsMovedTakesItsContentAlongInOneStep() {
        teamInSync();

        drives.sourceFolder("other", DRIVE, "Other");
        drives.shortcut("s", "other", "Path", "team");
        sync();

        drives.sourceFile("a", "team", "a.txt", "edited");
        drives.plan();
        assertThat(drives.queue())
                .containsExactlyInAnyOrder("UPDATE /Team/a.txt", "UPDATE /Other/Path/a.txt");
        assertThat(destination()).contains("Other/Path/Deep/b.txt").doesNotContain("Way/");
    }

    @Test
    void aShortcutThatIsDeletedTakesItsFolderAlongAndLeavesTheTarget() {
        teamInSync();

        drives.gone(Side.SOURCE, "s");
        drives.plan();
        assertThat(drives.queue()).containsExactly("DELETE /Way");
        drives.carryOutAll();

        assertThat(destination())
                .containsExactlyInAnyOrder("Team/", "Team/a.txt", "Team/Deep/", "Team/Deep/b.txt");

        drives.shortcut("s", "Way", "team");
        sync();
        assertThat(destination()).contains("Way/a.txt", "Way/Deep/b.txt");
    }

    @Test
    void whatIsUnderAShortcutWhoseTargetIsGoneStaysUntilTheShortcutGoes() {
        teamInSync();

        drives.gone(Side.SOURCE, "team");
        drives.gone(Side.SOURCE, "a");
        assertThat(drives.plan().skipped()).containsExactly(new Planned.Skipped("/Way", NOWHERE));
        drives.carryOutAll();
        assertThat(destination())
                .containsExactlyInAnyOrder("Way/", "Way/a.txt", "Way/Deep/", "Way/Deep/b.txt");

        drives.sourceFolder("team", DRIVE, "Team");
        sync();
        assertThat(destination())
                .containsExactlyInAnyOrder(
                        "Team/",
                        "Team/Deep/",
                        "Team/Deep/b.txt",
                        "Way/",
                        "Way/Deep/",
                        "Way/Deep/b.txt");

        drives.gone(Side.SOURCE, "team");
        sync();
        drives.gone(Side.SOURCE, "s");
        sync();
        assertThat(destination()).isEmpty();
    }

    // ---- shortcuts within, and loops

    @Test
    void aShortcutWithinIsFollowedToo() {
        team();
        drives.sourceFolder("shelf", DRIVE, "Shelf");
        drives.shortcut("inner", "shelf", "Inner", "team");
        drives.shortcut("file", "shelf", "File.txt", "a");
        drives.shortcut("outer", "Outer", "shelf");
        sync();
        assertThat(destination())
                .contains(
                        "Shelf/Inner/Deep/b.txt",
                        "Shelf/File.txt",
                        "Outer/Inner/Deep/b.txt",
                        "Outer/File.txt");

        drives.sourceFile("b", "deep", "b.txt", "edited");
        drives.sourceFile("a", "team", "a.txt", "edited");
        drives.plan();
        assertThat(drives.queue())
                .contains("UPDATE /Outer/Inner/Deep/b.txt", "UPDATE /Outer/File.txt");
        drives.carryOutAll();

        drives.gone(Side.SOURCE, "inner");
        sync();
        assertThat(destination())
                .contains("Shelf/", "Outer/", "Way/Deep/b.txt")
                .doesNotContain("Shelf/Inner/", "Outer/Inner/");
    }

    @Test
    void aShortcutToAFolderThatItIsInIsLeftOut() {
        team();
        drives.shortcut("up", "deep", "Up", "team");
        drives.shortcut("self", "team", "Self", "team");
        drives.shortcut("root", "team", "Root", DRIVE);

        assertThat(drives.plan().skipped())
                .containsExactlyInAnyOrder(
                        new Planned.Skipped("/Team/Deep/Up", LOOP),
                        new Planned.Skipped("/Team/Self", LOOP),
                        new Planned.Skipped("/Team/Root", LOOP),
                        new Planned.Skipped("/Way/Deep/Up", LOOP),
                        new Planned.Skipped("/Way/Self", LOOP),
                        new Planned.Skipped("/Way/Root", LOOP));
        drives.carryOutAll();
        assertThat(destination()).hasSize(8);
    }

    @Test
    void shortcutsThatComeRoundAreFollowedOnce() {
        drives.sourceFolder("one", DRIVE, "One");
        drives.sourceFolder("two", DRIVE, "Two");
        drives.sourceFile("a", "one", "a.txt", "hello");
        drives.sourceFile("b", "two", "b.txt", "world");
        drives.shortcut("to-two", "one", "ToTwo", "two");
        drives.shortcut("to-one", "two", "ToOne", "one");

        assertThat(sync().skipped())
                .containsExactlyInAnyOrder(
                        new Planned.Skipped("/One/ToTwo/ToOne", LOOP),
                        new Planned.Skipped("/Two/ToOne/ToTwo", LOOP));
        assertThat(destination())
                .containsExactlyInAnyOrder(
                        "One/",
                        "One/a.txt",
                        "One/ToTwo/",
                        "One/ToTwo/b.txt",
                        "Two/",
                        "Two/b.txt",
                        "Two/ToOne/",
                        "Two/ToOne/a.txt");
    }

    @Test
    void aLoopThatIsOpenedLaterIsFollowedThen() {
        team();
        drives.shortcut("up", "deep", "Up", "team");
        sync();

        drives.sourceFolder("deep", DRIVE, "Deep");
        sync();

        assertThat(destination()).contains("Deep/Up/a.txt").doesNotContain("Deep/Up/Deep/");
    }

    @Test
    void aChainOfShortcutsEnds() {
        for (int i = 0; i < 6; i++) {
            drives.sourceFolder("f" + i, DRIVE, "F" + i);
            drives.shortcut("s" + i, "f" + i, "S", "f" + (i + 1));
        }
        drives.sourceFolder("f6", DRIVE, "F6");

        assertThat(sync().skipped())
                .contains(
                        new Planned.Skipped(
                                "/F0/S/S/S/S/S",
                                "the shortcut is within 4 others, and is not followed for that"));
        assertThat(destination()).contains("F0/S/S/S/S/").doesNotContain("F0/S/S/S/S/S/");
    }

    // ---- the option

    @Test
    void whatWasFollowedStaysAsItIsWhileShortcutsAreSkipped() {
        teamInSync();

        drives.options("shortcuts=skip");
        drives.sourceFile("a", "team", "a.txt", "edited");
        drives.gone(Side.SOURCE, "b");
        drives.plan();
        assertThat(drives.queue())
                .containsExactlyInAnyOrder("UPDATE /Team/a.txt", "DELETE /Team/Deep/b.txt");
        drives.carryOutAll();

        drives.options("shortcuts=follow");
        drives.plan();
        assertThat(drives.queue())
                .containsExactlyInAnyOrder("UPDATE /Way/a.txt", "DELETE /Way/Deep/b.txt");
    }

    @Test
    void whatWasUnderWayWhenShortcutsWereSkippedComesOnceTheyAreFollowed() {
        team();
        drives.plan();
        drives.carryOut("s");

        drives.options("shortcuts=skip");
        drives.plan();
        for (String id : List.of("s~a", "s~deep", "s~b")) {
            drives.carryOut(id);
        }
        drives.plan();
        drives.carryOutAll();
        assertThat(destination()).contains("Way/").doesNotContain("Way/a.txt");

        drives.options("shortcuts=follow");
        sync();
        assertThat(destination()).contains("Way/a.txt", "Way/Deep/b.txt");
    }

    @Test
    void aFollowedFolderStaysBesideTheLinkAndIsTakenUpAgain() {
        teamInSync();

        drives.options("shortcuts=link");
        sync();
        assertThat(destination()).contains("Way.url", "Way/a.txt", "Way/Deep/b.txt");

        drives.options("shortcuts=follow");
        drives.sourceFile("a", "team", "a.txt", "edited");
        drives.plan();
        assertThat(drives.queue())
                .containsExactlyInAnyOrder("UPDATE /Team/a.txt", "UPDATE /Way/a.txt");
    }
}
