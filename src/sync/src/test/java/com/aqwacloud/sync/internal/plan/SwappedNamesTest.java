package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Side;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Items that take each other's names: one steps aside for a while, and all get what they want. */
class SwappedNamesTest {
    private final PlanFixture drives = new PlanFixture();

    @AfterEach
    void forget() {
        drives.close();
    }

    @Test
    void twoFilesTakeEachOthersName() {
        synced("a", "b");
        renamed("a", "b");
        renamed("b", "a");

        settle();

        assertThat(nameOf("a")).isEqualTo("b");
        assertThat(nameOf("b")).isEqualTo("a");
    }

    @Test
    void theOneThatStepsAsideIsPlannedAgainWithoutAnyFurtherChange() {
        synced("a", "b");
        renamed("a", "b");
        renamed("b", "a");
        drives.plan();
        String first = drives.claimable().get(0).sourceId();

        drives.carryOut(first);

        assertThat(nameOf(first)).isEqualTo(NameRule.beside(first.equals("a") ? "b" : "a", first));
        assertThat(drives.dirty(first)).isTrue();
    }

    @Test
    void threeFilesPassTheirNamesOn() {
        synced("a", "b", "c");
        renamed("a", "b");
        renamed("b", "c");
        renamed("c", "a");

        settle();

        assertThat(nameOf("a")).isEqualTo("b");
        assertThat(nameOf("b")).isEqualTo("c");
        assertThat(nameOf("c")).isEqualTo("a");
    }

    @Test
    void oneOfTheTwoWasAlsoEdited() {
        synced("a", "b");
        drives.sourceFile("a", DRIVE, "b", "edited");
        renamed("b", "a");

        settle();

        assertThat(nameOf("a")).isEqualTo("b");
        assertThat(nameOf("b")).isEqualTo("a");
        assertThat(there("a").hash()).isEqualTo("d:edited");
        assertThat(there("b").hash()).isEqualTo("d:old");
    }

    @Test
    void twoFoldersTakeEachOthersName() {
        drives.syncedFolder("a", "a");
        drives.syncedFolder("b", "b");
        drives.synced("inside", "a", "there-a", "inside");
        drives.sourceFolder("a", DRIVE, "b");
        drives.sourceFolder("b", DRIVE, "a");

        settle();

        assertThat(nameOf("a")).isEqualTo("b");
        assertThat(nameOf("b")).isEqualTo("a");
        assertThat(drives.parent("there-inside")).isEqualTo("there-a");
    }

    @Test
    void twoFilesOfOneNameTakeEachOthersFolder() {
        drives.syncedFolder("x", "x");
        drives.syncedFolder("y", "y");
        drives.synced("a", "x", "there-x", "same.txt");
        drives.synced("b", "y", "there-y", "same.txt");
        drives.sourceFile("a", "y", "same.txt", "old");
        drives.sourceFile("b", "x", "same.txt", "old");

        settle();

        assertThat(drives.parent("there-a")).isEqualTo("there-y");
        assertThat(drives.parent("there-b")).isEqualTo("there-x");
        assertThat(nameOf("a")).isEqualTo("same.txt");
        assertThat(nameOf("b")).isEqualTo("same.txt");
    }

    @Test
    void twinsThatDifferInCaseTakeEachOthersName() {
        drives.synced("x", DRIVE, ONEDRIVE, "A.txt");
        drives.sourceFile("y", DRIVE, "a.txt", "new");
        settle();
        assertThat(drives.names(ONEDRIVE))
                .containsExactlyInAnyOrder("A.txt", NameRule.beside("a.txt", "y"));

        drives.sourceFile("x", DRIVE, "a.txt", "old");
        drives.sourceFile("y", DRIVE, "A.txt", "new");
        settle();

        assertThat(nameOf("x")).isEqualTo("a.txt");
        assertThat(drives.destination(drives.baseline("y").destinationId()).name())
                .isEqualTo(NameRule.beside("A.txt", "y"));
    }

    @Test
    void whoHadToTakeAnotherNameGetsItsOwnOnceThatIsFree() {
        synced("a");
        drives.sourceFile("b", DRIVE, "a", "new");
        settle();
        assertThat(drives.names(ONEDRIVE)).containsExactly("a", NameRule.beside("a", "b"));

        renamed("a", "z");
        settle();

        assertThat(drives.names(ONEDRIVE)).containsExactly("a", "z");
    }

    @Test
    void theNameOfADeletedTwinIsTakenByTheOther() {
        synced("a");
        drives.sourceFile("b", DRIVE, "a", "new");
        settle();

        drives.gone(Side.SOURCE, "a");
        settle();

        assertThat(drives.names(ONEDRIVE)).containsExactly("a");
        assertThat(drives.destination(drives.baseline("b").destinationId()).hash())
                .isEqualTo("d:new");
    }

    @Test
    void theNameOfATwinThatWasDeletedInOneDriveIsTakenByTheOther() {
        synced("a");
        drives.sourceFile("b", DRIVE, "a", "new");
        settle();

        drives.gone(Side.DESTINATION, "there-a");
        settle();

        assertThat(drives.names(ONEDRIVE)).containsExactly("a");
    }

    @Test
    void aTwinThatMovesToAnotherFolderGetsItsOwnNameThere() {
        synced("a");
        drives.syncedFolder("x", "x");
        drives.sourceFile("b", DRIVE, "a", "new");
        settle();

        drives.sourceFile("b", "x", "a", "new");
        settle();

        assertThat(drives.names("there-x")).containsExactly("a");
    }

    @Test
    void aNameThatSomeoneGaveInOneDriveStays() {
        synced("a");
        drives.sourceFile("b", DRIVE, "a", "new");
        settle();
        Item there = drives.destination(drives.baseline("b").destinationId());
        drives.keep(Side.DESTINATION, PlanFixture.renamed(there, "mine"));

        renamed("a", "z");
        settle();

        assertThat(drives.names(ONEDRIVE)).containsExactly("mine", "z");
    }

    @Test
    void manyFilesPassTheirNamesOnInARing() {
        List<String> ids = passedOn(300);
        for (int n = 0; n < 300; n += 7) {
            drives.sourceFile(ids.get(n), DRIVE, ids.get((n + 1) % 300), "edited");
        }

        drives.plan();

        assertThat(drives.open()).hasSize(300);
        settleAll();
        for (int n = 0; n < 300; n++) {
            assertThat(nameOf(ids.get(n))).isEqualTo(ids.get((n + 1) % 300));
            assertThat(there(ids.get(n)).hash()).isEqualTo(n % 7 == 0 ? "d:edited" : "d:old");
        }
    }

    @Test
    void aFolderThatManyWaitForStepsAsideForThem() {
        List<String> ids = passedOn(150);
        drives.sourceFolder("folder", DRIVE, ids.get(0));
        drives.sourceFile(ids.get(149), "folder", "last", "old");

        drives.plan();

        assertThat(drives.open()).hasSize(151);
        settleAll();
        Item folder = drives.destination(drives.baseline("folder").destinationId());
        assertThat(folder.name()).isEqualTo(ids.get(0));
        assertThat(drives.names(folder.id())).containsExactly("last");
        assertThat(nameOf(ids.get(148))).isEqualTo(ids.get(149));
    }

    @Test
    void whateverMemberOfARingIsBeingTransferredItIsFollowedUpAfterThat() {
        for (int busy = 0; busy < 4; busy++) {
            List<String> ids = IntStream.range(0, 4).mapToObj(n -> "f" + n).toList();
            synced(ids.toArray(String[]::new));
            String id = ids.get(busy);
            drives.sourceFile(id, DRIVE, id, "edited");
            drives.plan();
            drives.cutOff(id);
            for (int n = 0; n < 4; n++) {
                drives.sourceFile(
                        ids.get(n), DRIVE, ids.get((n + 1) % 4), n == busy ? "edited" : "old");
            }
            drives.plan();

            drives.recover();
            settle();

            for (int n = 0; n < 4; n++) {
                assertThat(nameOf(ids.get(n))).isEqualTo(ids.get((n + 1) % 4));
            }
            assertThat(there(id).hash()).isEqualTo("d:edited");
        }
    }

    @Test
    void whoseMarkedNameIsTakenTakesAnotherThoughThatWillGetFree() {
        String marked = NameRule.beside("x", "b");
        synced("x", "b");
        drives.synced("h", DRIVE, ONEDRIVE, marked);
        renamed("b", "x");
        renamed("h", "b");

        settle();

        assertThat(nameOf("h")).isEqualTo("b");
        assertThat(nameOf("b")).isEqualTo(NameRule.beside("x", "b", 2));
    }

    /**
     * So many files in sync, each of which then gets the name of the next, the last the first's.
     */
    private List<String> passedOn(int count) {
        List<String> ids =
                IntStream.range(0, count).mapToObj(n -> String.format("f%04d", n)).toList();
        synced(ids.toArray(String[]::new));
        for (int n = 0; n < count; n++) {
            renamed(ids.get(n), ids.get((n + 1) % count));
        }
        return ids;
    }

    private void synced(String... ids) {
        Arrays.stream(ids).forEach(id -> drives.synced(id, DRIVE, ONEDRIVE, id));
    }

    private void renamed(String id, String name) {
        drives.sourceFile(id, DRIVE, name, "old");
    }

    /** As many polls as it takes, and some more: then nothing is left to do. */
    private void settle() {
        for (int poll = 0; poll < 5; poll++) {
            drives.plan();
            drives.carryOutAll();
        }
        assertThat(drives.queue()).isEmpty();
        assertThat(drives.openConflicts()).isEmpty();
    }

    /** The same of many that wait for each other. */
    private void settleAll() {
        for (List<Job> next = drives.claimable(); !next.isEmpty(); next = drives.claimable()) {
            next.forEach(job -> drives.carryOut(job.sourceId()));
        }
        settle();
    }

    private String nameOf(String id) {
        return there(id).name();
    }

    private Item there(String id) {
        return drives.destination("there-" + id);
    }
}
