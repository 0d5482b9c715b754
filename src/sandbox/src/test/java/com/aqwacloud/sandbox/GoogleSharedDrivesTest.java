package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.services.drive.model.Change;
import com.google.api.services.drive.model.ChangeList;
import com.google.api.services.drive.model.Drive;
import com.google.api.services.drive.model.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Shared drives, which live in folders beside the account's own. */
class GoogleSharedDrivesTest extends GoogleCase {

    private Drive team(String name) throws IOException {
        return drive.drives().create("request-" + name, new Drive().setName(name)).execute();
    }

    private Path place() {
        return home.resolve("google-drive.shared");
    }

    private ChangeList changes(String token, String driveId) throws IOException {
        return drive.changes()
                .list(token)
                .setDriveId(driveId)
                .setSupportsAllDrives(true)
                .setIncludeItemsFromAllDrives(true)
                .setFields("*")
                .execute();
    }

    @Test
    void aSharedDriveIsMadeListedRenamedAndDeleted() throws Exception {
        Drive made = team("Team");
        assertThat(place().resolve("Team")).isDirectory();
        assertThat(drive.drives().list().setPageSize(100).execute().getDrives())
                .extracting(Drive::getName)
                .containsExactly("Team");
        assertRefused(409, "duplicate", () -> team("Team"));
        drive.drives().update(made.getId(), new Drive().setName("Crew")).execute();
        assertThat(drive.drives().get(made.getId()).execute().getName()).isEqualTo("Crew");
        assertThat(place().resolve("Crew")).isDirectory();
        File file = upload("x", "1", made.getId());
        assertRefused(
                403, "teamDriveNotEmpty", () -> drive.drives().delete(made.getId()).execute());
        drive.files().delete(file.getId()).setSupportsAllDrives(true).execute();
        drive.drives().delete(made.getId()).execute();
        assertRefused(404, "notFound", () -> drive.drives().get(made.getId()).execute());
        assertThat(place().resolve("Crew")).doesNotExist();
    }

    @Test
    void aDriveWithLeftOutFilesIsDeletedOrStaysWhole() throws Exception {
        Path kept = Files.writeString(home.resolve("kept.txt"), "kept");
        String doomed = team("Doomed").getId();
        Files.createFile(place().resolve("Doomed/x.part"));
        Files.createSymbolicLink(place().resolve("Doomed/link"), kept);
        drive.drives().delete(doomed).execute();
        assertRefused(404, "notFound", () -> drive.drives().get(doomed).execute());
        assertThat(place().resolve("Doomed")).doesNotExist();
        assertThat(kept).hasContent("kept");

        String whole = team("Whole").getId();
        Files.createFile(place().resolve("Whole/x.part"));
        Files.writeString(place().resolve("Whole/just arriving.txt"), "1");
        assertRefused(403, "teamDriveNotEmpty", () -> drive.drives().delete(whole).execute());
        assertThat(drive.drives().list().execute().getDrives())
                .extracting(Drive::getName)
                .containsExactly("Whole");
        upload("after", "1", whole);
        assertThat(place().resolve("Whole/after")).hasContent("1");
        assertThat(place().resolve("Whole/just arriving.txt")).hasContent("1");
    }

    @Test
    void aDriveMayHaveANameNoFileSystemTakes() throws Exception {
        List<String> names =
                List.of("\ud800x", "x".repeat(79) + "\ud83d\ude00", "a/b\0", "..", "y".repeat(300));
        for (int i = 0; i < names.size(); i++) {
            var made = clouds.post("/drive/v3/drives?requestId=" + i, named(names.get(i)));
            assertThat(Clouds.json(made).path("name").asText()).isEqualTo(names.get(i));
        }
        assertThat(place()).isDirectory();
        String id = team("Plain").getId();
        for (String name : names) {
            var renamed = clouds.method("PATCH", "/drive/v3/drives/" + id, named(name));
            assertThat(Clouds.json(renamed).path("name").asText()).isEqualTo(name);
        }
        assertThat(drive.drives().list().setPageSize(100).execute().getDrives()).hasSize(6);
        upload("x", "1", id);
        clouds.close();
        clouds.start();
        assertThat(json("/drive/v3/drives/" + id).path("name").asText()).isEqualTo(names.get(4));
    }

    private static String named(String name) throws IOException {
        return new String(
                Clouds.JSON.writeValueAsBytes(Map.of("name", name)), StandardCharsets.UTF_8);
    }

    @Test
    void theListOfDrivesComesInPagesOfAtMostAHundred() throws Exception {
        for (String name : List.of("a", "b", "c")) {
            team(name);
        }
        var first = drive.drives().list().setPageSize(2).execute();
        assertThat(first.getDrives()).hasSize(2);
        var rest = drive.drives().list().setPageToken(first.getNextPageToken()).execute();
        assertThat(rest.getDrives()).hasSize(1);
        assertThat(rest.getNextPageToken()).isNull();
        assertRefused(
                400, "invalidParameter", () -> drive.drives().list().setPageSize(101).execute());
    }

    @Test
    void aFolderMadeByHandIsASharedDriveAlsoAfterARestart() throws Exception {
        Files.createDirectories(place().resolve("By hand"));
        Files.writeString(place().resolve("By hand/x.txt"), "1");
        Clouds.soon()
                .untilAsserted(
                        () -> assertThat(drive.drives().list().execute().getDrives()).hasSize(1));
        String id = drive.drives().list().execute().getDrives().get(0).getId();
        clouds.close();
        Files.move(place().resolve("By hand"), place().resolve("Renamed"));
        clouds.start();
        drive = clouds.drive();
        Drive after = drive.drives().get(id).execute();
        assertThat(after.getName()).isEqualTo("Renamed");
    }

    private String theOnlyDrive() throws IOException {
        List<Drive> all = drive.drives().list().execute().getDrives();
        return all.size() == 1 ? all.get(0).getId() : "";
    }

    @Test
    void aNewDriveFolderInPlaceOfADeletedOneIsAnotherDrive() throws Exception {
        Path folder = Files.createDirectories(place().resolve("By hand"));
        Clouds.soon().until(() -> !theOnlyDrive().isEmpty());
        String first = theOnlyDrive();
        String token = drive.changes().getStartPageToken().execute().getStartPageToken();
        // Many file systems give the next folder the number that has become free.
        Files.delete(folder);
        Files.createDirectory(folder);
        Clouds.soon().until(() -> !Set.of("", first).contains(theOnlyDrive()));
        assertRefused(404, "notFound", () -> drive.drives().get(first).execute());
        assertThat(changes(token, null).getChanges())
                .anySatisfy(
                        change -> {
                            assertThat(change.getDriveId()).isEqualTo(first);
                            assertThat(change.getRemoved()).isTrue();
                        });
    }

    @Test
    void aDeletedDriveIsToldWithItsTimeAndInItsPlace() throws Exception {
        String team = team("Team").getId();
        String token = drive.changes().getStartPageToken().execute().getStartPageToken();
        String before = upload("before", "1").getId();
        long start = System.currentTimeMillis();
        laterThan(start);
        drive.drives().delete(team).execute();
        long end = System.currentTimeMillis();
        laterThan(end);
        String after = upload("after", "1").getId();
        assertTold(token, before, team, after, start, end);
        clouds.close();
        clouds.start();
        drive = clouds.drive();
        assertTold(token, before, team, after, start, end);
    }

    private void assertTold(
            String token, String before, String team, String after, long start, long end)
            throws IOException {
        List<Change> told = changes(token, null).getChanges();
        assertThat(told)
                .extracting(c -> c.getFileId() == null ? c.getDriveId() : c.getFileId())
                .containsExactly(before, team, after);
        assertThat(told.get(1).getTime().getValue()).isBetween(start, end);
    }

    @Test
    void itsItemsBelongToTheDrive() throws Exception {
        String team = team("Team").getId();
        File file = upload("x.txt", "1", team);
        assertThat(place().resolve("Team/x.txt")).hasContent("1");
        assertThat(file.getDriveId()).isEqualTo(team);
        assertThat(file.getParents()).containsExactly(team);
        assertThat(file.getOwners()).isNull();
        assertThat(file.getOwnedByMe()).isNull();
        assertThat(file.getShared()).isNull();
        drive.files()
                .update(file.getId(), new File().setTrashed(true))
                .setSupportsAllDrives(true)
                .execute();
        File trashed = get(file.getId());
        assertThat(trashed.getTrashedTime()).isNotNull();
        assertThat(trashed.getTrashingUser().getMe()).isTrue();
        drive.files().emptyTrash().setDriveId(team).execute();
        assertRefused(404, "notFound", () -> get(file.getId()));
    }

    @Test
    void theTimeOfTrashingStays() throws Exception {
        String id = upload("x", "1", team("Team").getId()).getId();
        File trashed = change(id, new File().setTrashed(true));
        laterThan(trashed.getTrashedTime().getValue());
        File starred = change(id, new File().setStarred(true));
        assertThat(starred.getTrashedTime()).isEqualTo(trashed.getTrashedTime());
        assertThat(change(id, new File().setTrashed(false)).getTrashedTime()).isNull();
        File again = change(id, new File().setTrashed(true));
        assertThat(again.getTrashedTime().getValue())
                .isGreaterThan(trashed.getTrashedTime().getValue());
    }

    /** Times are of milliseconds. */
    private static void laterThan(long millis) {
        Clouds.soon().until(() -> System.currentTimeMillis() > millis);
    }

    private File change(String id, File to) throws IOException {
        return drive.files().update(id, to).setSupportsAllDrives(true).setFields("*").execute();
    }

    @Test
    void whoDoesNotKnowOfSharedDrivesFindsNothingInThem() throws Exception {
        String team = team("Team").getId();
        String id = upload("x", "1", team).getId();
        assertRefused(404, "notFound", () -> drive.files().get(id).execute());
        assertRefused(404, "notFound", () -> drive.files().delete(id).execute());
        assertThat(names("name='x'")).isEmpty();
        assertThat(
                        drive.files()
                                .list()
                                .setCorpora("drive")
                                .setDriveId(team)
                                .setSupportsAllDrives(true)
                                .setIncludeItemsFromAllDrives(true)
                                .setQ("'" + team + "' in parents")
                                .execute()
                                .getFiles())
                .hasSize(1);
        assertThat(
                        drive.files()
                                .list()
                                .setCorpora("allDrives")
                                .setSupportsAllDrives(true)
                                .setIncludeItemsFromAllDrives(true)
                                .execute()
                                .getFiles())
                .hasSize(1);
    }

    @Test
    void pagesGoOnFromOneDriveToTheNext() throws Exception {
        String team = team("Team").getId();
        for (int i = 0; i < 5; i++) {
            upload("m" + i, "1");
            upload("t" + i, "1", team);
        }
        Set<String> seen = new HashSet<>();
        String token = null;
        int count = 0;
        do {
            var page =
                    drive.files()
                            .list()
                            .setCorpora("allDrives")
                            .setSupportsAllDrives(true)
                            .setIncludeItemsFromAllDrives(true)
                            .setPageSize(3)
                            .setPageToken(token)
                            .execute();
            page.getFiles().forEach(file -> seen.add(file.getName()));
            count += page.getFiles().size();
            token = page.getNextPageToken();
        } while (token != null && count < 100);
        assertThat(seen).hasSize(10);
        assertThat(count).isEqualTo(10);
    }

    @Test
    void eachDriveHasATokenOfItsOwn() throws Exception {
        String team = team("Team").getId();
        String token =
                drive.changes()
                        .getStartPageToken()
                        .setDriveId(team)
                        .setSupportsAllDrives(true)
                        .execute()
                        .getStartPageToken();
        upload("mine", "1");
        String id = upload("theirs", "1", team).getId();
        assertThat(changes(token, team).getChanges())
                .extracting(Change::getFileId)
                .containsExactly(id);
    }

    @Test
    void theUsersFeedTellsOfDrivesAndTheirItemsIfAsked() throws Exception {
        String token = drive.changes().getStartPageToken().execute().getStartPageToken();
        String team = team("Team").getId();
        String id = upload("x", "1", team).getId();
        ChangeList all = changes(token, null);
        assertThat(all.getChanges())
                .anySatisfy(
                        change -> {
                            assertThat(change.getChangeType()).isEqualTo("drive");
                            assertThat(change.getDrive().getName()).isEqualTo("Team");
                        })
                .anySatisfy(change -> assertThat(change.getFileId()).isEqualTo(id));
        assertThat(drive.changes().list(token).execute().getChanges()).isEmpty();
        assertThat(changes(all.getNewStartPageToken(), null).getChanges()).isEmpty();

        drive.files().delete(id).setSupportsAllDrives(true).execute();
        drive.drives().delete(team).execute();
        assertThat(changes(all.getNewStartPageToken(), null).getChanges())
                .anySatisfy(
                        change -> {
                            assertThat(change.getChangeType()).isEqualTo("drive");
                            assertThat(change.getRemoved()).isTrue();
                            assertThat(change.getDriveId()).isEqualTo(team);
                        });
    }

    @Test
    void aFileMovesInAndOutAndKeepsItsId() throws Exception {
        String team = team("Team").getId();
        File file = upload("x.txt", "content");
        String root = file.getParents().get(0);
        String token = drive.changes().getStartPageToken().execute().getStartPageToken();
        File moved = move(file.getId(), root, team);
        assertThat(moved.getId()).isEqualTo(file.getId());
        assertThat(moved.getDriveId()).isEqualTo(team);
        assertThat(place().resolve("Team/x.txt")).hasContent("content");
        assertThat(clouds.google.resolve("x.txt")).doesNotExist();
        assertThat(drive.changes().list(token).execute().getChanges())
                .singleElement()
                .satisfies(change -> assertThat(change.getRemoved()).isTrue());
        assertThat(
                        drive.changes()
                                .list(token)
                                .setIncludeCorpusRemovals(true)
                                .setFields("*")
                                .execute()
                                .getChanges()
                                .get(0)
                                .getFile()
                                .getDriveId())
                .isEqualTo(team);
        assertThat(changes(token, null).getChanges())
                .allSatisfy(change -> assertThat(change.getRemoved()).isFalse());
        move(file.getId(), team, root);
        assertThat(clouds.google.resolve("x.txt")).hasContent("content");
    }

    @Test
    void aFolderDoesNotMoveIn() throws Exception {
        String team = team("Team").getId();
        File folder = folder("f");
        assertRefused(
                403,
                "teamDrivesFolderMoveInNotSupported",
                () -> move(folder.getId(), folder.getParents().get(0), team));
    }

    @Test
    void whoNamesNoFolderToLeaveWouldHaveTwoParents() throws Exception {
        String team = team("Team").getId();
        String other = folder("other", team).getId();
        String id = upload("x", "1", team).getId();
        assertRefused(
                403,
                "teamDrivesParentLimit",
                () ->
                        drive.files()
                                .update(id, null)
                                .setAddParents(other)
                                .setSupportsAllDrives(true)
                                .execute());
    }

    @Test
    void itsFoldersGoAHundredLevelsDeep() throws Exception {
        String team = team("Team").getId();
        Path path = place().resolve("Team");
        for (int i = 0; i < 100; i++) {
            path = path.resolve("d");
        }
        Files.createDirectories(path);
        Clouds.soon().until(() -> foldersOf(team).size() == 100);
        Set<String> parents = new HashSet<>();
        foldersOf(team).forEach(folder -> parents.addAll(folder.getParents()));
        String last =
                foldersOf(team).stream()
                        .map(File::getId)
                        .filter(id -> !parents.contains(id))
                        .findFirst()
                        .orElseThrow();
        upload("a file is no level", "1", last);
        assertRefused(403, "teamDriveHierarchyTooDeep", () -> folder("e", last));
    }

    private List<File> foldersOf(String team) throws IOException {
        return drive.files()
                .list()
                .setCorpora("drive")
                .setDriveId(team)
                .setSupportsAllDrives(true)
                .setIncludeItemsFromAllDrives(true)
                .setPageSize(1000)
                .setFields("files(id,parents)")
                .execute()
                .getFiles();
    }

    @Test
    void aFileIsDeletedThereByAnOrganizer() throws Exception {
        String team = team("Team").getId();
        File file = upload("x", "1", team);
        assertThat(file.getCapabilities().getCanDelete()).isTrue();
        drive.files().delete(file.getId()).setSupportsAllDrives(true).execute();
        assertThat(place().resolve("Team/x")).doesNotExist();
    }

    @Test
    void allDrivesNeedBothParameters() throws Exception {
        String team = team("Team").getId();
        upload("x", "1", team);
        assertThat(drive.files().list().setSupportsAllDrives(true).execute().getFiles()).isEmpty();
        assertRefused(
                403,
                "teamDrivesCorporaRequiresSupport",
                () ->
                        drive.files()
                                .list()
                                .setCorpora("drive")
                                .setDriveId(team)
                                .setSupportsAllDrives(true)
                                .execute());
        assertRefused(
                404,
                "notFound",
                () ->
                        drive.files()
                                .list()
                                .setCorpora("drive")
                                .setDriveId("none")
                                .setSupportsAllDrives(true)
                                .setIncludeItemsFromAllDrives(true)
                                .execute());
    }

    private File move(String id, String from, String to) throws IOException {
        return drive.files()
                .update(id, null)
                .setAddParents(to)
                .setRemoveParents(from)
                .setSupportsAllDrives(true)
                .setFields("*")
                .execute();
    }
}
