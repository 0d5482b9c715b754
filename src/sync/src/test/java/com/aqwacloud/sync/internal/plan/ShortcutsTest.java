package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.NOW;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.ExportFormat;
import com.aqwacloud.sync.internal.store.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of shortcuts, by the session's option. */
class ShortcutsTest {
    private final PlanFixture drives = new PlanFixture();

    @AfterEach
    void close() {
        drives.close();
    }

    @Test
    void aShortcutIsSkippedUnlessToldOtherwise() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.shortcut("s", "Way to a.txt", "a");

        assertThat(drives.plan().skipped())
                .containsExactly(
                        new Planned.Skipped(
                                "/Way to a.txt", "a shortcut only points to another item"));
        assertThat(drives.queue()).isEmpty();
    }

    // ---- followed

    @Test
    void aFollowedShortcutIsAFileWithTheContentOfItsTarget() {
        drives.options("shortcuts=follow");
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.shortcut("s", "Way to a.txt", "a");

        drives.plan();

        assertThat(drives.queue()).containsExactly("CREATE /Way to a.txt");
        assertThat(drives.work("s").source().size()).isEqualTo("old".length());
        assertThat(drives.origin("s")).isEqualTo(new Origin.Stored("a"));
    }

    @Test
    void anEditOfTheTargetIsOneOfTheFollowedShortcut() {
        drives.options("shortcuts=follow");
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.shortcut("s", "Way to a.txt", "a");
        drives.plan();
        drives.carryOutAll();

        drives.sourceFile("a", DRIVE, "a.txt", "edited");
        drives.plan();

        assertThat(drives.queue())
                .containsExactlyInAnyOrder("UPDATE /a.txt", "UPDATE /Way to a.txt");
    }

    @Test
    void aFollowedShortcutToADocumentIsItsExport() {
        drives.options("shortcuts=follow", "export.documents=pdf");
        drives.document("d", "Plan", "document", NOW);
        drives.shortcut("s", "Way to Plan", "d");

        drives.plan();

        assertThat(drives.queue())
                .containsExactlyInAnyOrder("CREATE /Plan.pdf", "CREATE /Way to Plan.pdf");
        assertThat(drives.origin("s")).isEqualTo(new Origin.Exported("d", ExportFormat.PDF));
    }

    @Test
    void aShortcutToAShortcutIsNotFollowed() {
        drives.options("shortcuts=follow");
        drives.shortcut("ring", "Ring", "ring");

        assertThat(drives.plan().skipped())
                .containsExactly(
                        new Planned.Skipped("/Ring", "the shortcut leads to another shortcut"));
        assertThat(drives.queue()).isEmpty();
    }

    @Test
    void aShortcutWhoseTargetIsGoneIsSkippedUntilItIsBack() {
        drives.options("shortcuts=follow");
        drives.sourceFile("a", DRIVE, "a.txt", "hello");
        drives.gone(Side.SOURCE, "a");
        drives.shortcut("s", "Way to a.txt", "a");

        assertThat(drives.plan().skipped())
                .containsExactly(
                        new Planned.Skipped(
                                "/Way to a.txt",
                                "the shortcut leads to nothing that the account sees in Google"
                                        + " Drive"));
        assertThat(drives.queue()).isEmpty();

        drives.sourceFile("a", DRIVE, "a.txt", "hello");
        drives.plan();
        assertThat(drives.queue())
                .containsExactlyInAnyOrder("CREATE /a.txt", "CREATE /Way to a.txt");
    }

    /** The feed tells of the folder alone. */
    @Test
    void aShortcutWhoseTargetIsInTheTrashWithAFolderAboveItIsSkippedUntilItIsBack() {
        drives.options("shortcuts=follow");
        drives.sourceFolder("outer", DRIVE, "Outer");
        drives.sourceFolder("inner", "outer", "Inner");
        drives.sourceFile("a", "inner", "a.txt", "hello");
        drives.gone(Side.SOURCE, "outer");
        drives.shortcut("s", "Way to a.txt", "a");

        assertThat(drives.plan().skipped())
                .containsExactly(
                        new Planned.Skipped(
                                "/Way to a.txt",
                                "the shortcut leads to nothing that the account sees in Google"
                                        + " Drive"));
        assertThat(drives.queue()).isEmpty();

        drives.sourceFolder("outer", DRIVE, "Outer");
        drives.soil("a");
        drives.plan();
        assertThat(drives.queue()).contains("CREATE /Way to a.txt");
    }

    @Test
    void anEditOfWhatIsInTheTrashWithItsFolderIsNotFollowed() {
        drives.options("shortcuts=follow");
        drives.syncedFolder("folder", "Folder");
        drives.synced("a", "folder", "folder", "a.txt");
        drives.shortcut("s", "Way to a.txt", "a");
        drives.plan();
        drives.carryOutAll();

        drives.gone(Side.SOURCE, "folder");
        drives.sourceFile("a", "folder", "a.txt", "edited");
        drives.plan();

        assertThat(drives.queue()).containsExactly("DELETE /Folder/a.txt", "DELETE /Folder");
    }

    @Test
    void aFileOfOthersWhoseFolderIsNotKnownIsFollowed() {
        drives.options("shortcuts=follow");
        drives.sourceFile("a", "a folder of others", "a.txt", "hello");
        drives.shortcut("s", "Way to a.txt", "a");

        drives.plan();

        assertThat(drives.queue()).containsExactly("CREATE /Way to a.txt");
    }

    /** What is in a shared drive that is not selected is never told of. */
    @Test
    void aShortcutToWhatTheSessionDoesNotListSaysSoUntilItIsListed() {
        drives.options("shortcuts=follow");
        drives.shortcut("s", "Way to a.txt", "a");

        assertThat(drives.plan().skipped())
                .containsExactly(
                        new Planned.Skipped(
                                "/Way to a.txt",
                                "what the shortcut leads to is not among what the session lists in"
                                        + " Google Drive; if it is in a shared drive, select"
                                        + " that"));
        assertThat(drives.queue()).isEmpty();

        drives.sourceFile("a", DRIVE, "a.txt", "hello");
        drives.plan();
        assertThat(drives.queue())
                .containsExactlyInAnyOrder("CREATE /a.txt", "CREATE /Way to a.txt");
    }

    // ---- linked

    @Test
    void aLinkNeedsNoMoreThanTheIdOfItsTarget() {
        drives.options("shortcuts=link");
        drives.shortcut("s", "Way", "elsewhere");

        assertThat(drives.plan().skipped()).isEmpty();
        assertThat(drives.queue()).containsExactly("CREATE /Way.url");
        drives.carryOutAll();

        drives.sourceFile("elsewhere", "a shared drive", "a.txt", "hello");
        drives.plan();
        assertThat(drives.queue()).isEmpty();
    }

    @Test
    void aShortcutIsNotLinkedToWhatIsKnownToBeGone() {
        drives.options("shortcuts=link");
        drives.sourceFile("a", DRIVE, "a.txt", "hello");
        drives.gone(Side.SOURCE, "a");
        drives.shortcut("s", "Way", "a");

        assertThat(drives.plan().skipped())
                .containsExactly(
                        new Planned.Skipped(
                                "/Way",
                                "the shortcut leads to nothing that the account sees in Google"
                                        + " Drive"));
        assertThat(drives.queue()).isEmpty();
    }

    @Test
    void aLinkIsASmallFileWithTheAddressOfTheTarget() {
        drives.options("shortcuts=link");
        drives.syncedFolder("folder", "Folder");
        drives.shortcut("s", "Way", "folder");

        drives.plan();

        String text = "[InternetShortcut]\r\nURL=https://drive.google.com/open?id=folder\r\n";
        assertThat(drives.queue()).containsExactly("CREATE /Way.url");
        assertThat(drives.origin("s")).isEqualTo(new Origin.Written(text));
        assertThat(drives.work("s").source().size()).isEqualTo(text.length());
    }

    @Test
    void anEditOfTheTargetLeavesALinkAsItIs() {
        drives.options("shortcuts=link");
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.shortcut("s", "Way", "a");
        drives.plan();
        drives.carryOutAll();

        drives.sourceFile("a", DRIVE, "a.txt", "edited");
        drives.plan();

        assertThat(drives.queue()).containsExactly("UPDATE /a.txt");
    }

    @Test
    void aLinkThatIsToBeFollowedLaterBecomesTheFile() {
        drives.options("shortcuts=link");
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.shortcut("s", "Way.txt", "a");
        drives.plan();
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).containsExactly("Way.txt.url", "a.txt");

        drives.options("shortcuts=follow");
        drives.plan();
        assertThat(drives.queue()).containsExactly("UPDATE /Way.txt");
        drives.carryOutAll();

        assertThat(drives.names(ONEDRIVE)).containsExactly("Way.txt", "a.txt");
    }
}
