package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.api.client.googleapis.batch.json.JsonBatchCallback;
import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.googleapis.media.MediaHttpUploader;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.util.DateTime;
import com.google.api.services.drive.Drive;
import com.google.api.services.drive.model.Change;
import com.google.api.services.drive.model.ChangeList;
import com.google.api.services.drive.model.File;
import com.google.api.services.drive.model.FileList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Google's own Java client finds in the sandbox what it finds in Drive. */
class GoogleClientTest {

    private static final String FOLDER = "application/vnd.google-apps.folder";

    @TempDir Path home;
    private Clouds clouds;
    private Drive drive;

    @BeforeEach
    void start() throws IOException {
        clouds = new Clouds(home);
        drive = client(clouds);
    }

    Drive client(Clouds clouds) {
        return clouds.drive();
    }

    @AfterEach
    void stop() throws IOException {
        clouds.close();
    }

    @Test
    void aResumableUploadOfManyChunksIsByteForByteWhatWasSent() throws Exception {
        byte[] content = Clouds.bytes(12 << 20);
        File file = new File().setName("big.bin").setModifiedTime(new DateTime(1_600_000_000_123L));
        Drive.Files.Create create =
                drive.files().create(file, new ByteArrayContent("application/x-test", content));
        create.getMediaHttpUploader().setDirectUploadEnabled(false);
        create.getMediaHttpUploader().setChunkSize(4 * MediaHttpUploader.MINIMUM_CHUNK_SIZE);
        File made = create.setFields("*").execute();

        assertThat(Files.readAllBytes(clouds.google.resolve("big.bin"))).isEqualTo(content);
        assertThat(made.getSize()).isEqualTo(content.length);
        assertThat(made.getMimeType()).isEqualTo("application/x-test");
        assertThat(made.getSha256Checksum()).isEqualTo(hex("SHA-256", content));
        assertThat(made.getMd5Checksum()).isEqualTo(hex("MD5", content));
        assertThat(made.getModifiedTime().getValue()).isEqualTo(1_600_000_000_123L);
        assertThat(Files.getLastModifiedTime(clouds.google.resolve("big.bin")).toMillis())
                .isEqualTo(1_600_000_000_123L);
    }

    @Test
    void aMultipartUploadCarriesMetadataAndContent() throws Exception {
        byte[] content = "--not a boundary\r\n--\r\n".getBytes();
        File made = upload("multi.txt", content);
        assertThat(Files.readAllBytes(clouds.google.resolve("multi.txt"))).isEqualTo(content);
        assertThat(download(made.getId())).isEqualTo(content);
    }

    @Test
    void newContentMakesANewRevisionAndARenameMakesNone() throws Exception {
        File made = upload("a.txt", "one".getBytes());
        File before = get(made.getId());
        drive.files()
                .update(made.getId(), null, new ByteArrayContent("text/plain", "two".getBytes()))
                .execute();
        File edited = get(made.getId());
        drive.files().update(made.getId(), new File().setName("b.txt")).execute();
        File renamed = get(made.getId());

        assertThat(edited.getHeadRevisionId()).isNotEqualTo(before.getHeadRevisionId());
        assertThat(renamed.getHeadRevisionId()).isEqualTo(edited.getHeadRevisionId());
        assertThat(renamed.getVersion()).isGreaterThan(edited.getVersion());
        assertThat(clouds.google.resolve("b.txt")).hasContent("two");
        assertThat(clouds.google.resolve("a.txt")).doesNotExist();
    }

    @Test
    void aPartOfAFileIsHadByRange() throws Exception {
        File made = upload("range.txt", "0123456789".getBytes());
        Drive.Files.Get get = drive.files().get(made.getId());
        get.getRequestHeaders().setRange("bytes=3-5");
        HttpResponse part = get.executeMedia();
        assertThat(part.getStatusCode()).isEqualTo(206);
        assertThat(part.getHeaders().getContentRange()).isEqualTo("bytes 3-5/10");
        assertThat(part.getContent().readAllBytes()).isEqualTo("345".getBytes());

        Drive.Files.Get beyond = drive.files().get(made.getId());
        beyond.getRequestHeaders().setRange("bytes=10-");
        assertThat(
                        catchThrowableOfType(
                                        com.google.api.client.http.HttpResponseException.class,
                                        beyond::executeMedia)
                                .getStatusCode())
                .isEqualTo(416);
    }

    @Test
    void aRangeOfTheWholeFileIs206() throws Exception {
        String path = "/drive/v3/files/" + upload("r", "0123456789".getBytes()).getId();
        for (String range : List.of("bytes=0-", "bytes=0-9", "bytes=0-99", "bytes=-10")) {
            java.net.http.HttpResponse<byte[]> answer =
                    clouds.send(clouds.request(path + "?alt=media").header("Range", range));
            assertThat(answer.statusCode()).as(range).isEqualTo(206);
            assertThat(answer.headers().firstValue("Content-Range")).contains("bytes 0-9/10");
            assertThat(answer.body()).asString().isEqualTo("0123456789");
        }
        java.net.http.HttpResponse<byte[]> whole = clouds.get(path + "?alt=media");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("Content-Range")).isEmpty();
    }

    @Test
    void queriesFindWhatTheyDescribe() throws Exception {
        File folder = folder("it's", "root");
        upload("report one.txt", "1".getBytes());
        upload("report two.csv", "2".getBytes());
        upload("sub report", "3".getBytes(), folder.getId());
        File gone = upload("gone.txt", "4".getBytes());
        drive.files().update(gone.getId(), new File().setTrashed(true)).execute();

        assertThat(names("name = 'it\\'s'")).containsExactly("it's");
        assertThat(names("'root' in parents and trashed=false and mimeType != '" + FOLDER + "'"))
                .containsExactlyInAnyOrder("report one.txt", "report two.csv");
        assertThat(
                        names(
                                "name contains 'report' and not (mimeType='text/csv' or name='sub report')"))
                .containsExactly("report one.txt");
        assertThat(names("'" + folder.getId() + "' in parents")).containsExactly("sub report");
        assertThat(names("trashed = true")).containsExactly("gone.txt");
        assertThat(names("modifiedTime > '2100-01-01T00:00:00'")).isEmpty();
        assertThat(names("modifiedTime < '2100-01-01T00:00:00Z' and trashed=false")).hasSize(4);
    }

    @Test
    void aMalformedQueryIsRefusedAsDriveDoes() {
        for (String q :
                List.of("name ~ 'x'", "name = ", "(trashed=true", "foo = 'x'", "' in parents")) {
            GoogleJsonResponseException refused =
                    catchThrowableOfType(
                            GoogleJsonResponseException.class,
                            () -> drive.files().list().setQ(q).execute());
            assertThat(refused.getStatusCode()).as(q).isEqualTo(400);
            assertThat(refused.getDetails().getErrors().get(0).getReason()).isEqualTo("invalid");
        }
    }

    @Test
    void pagesTogetherHoldEachFileOnce() throws Exception {
        for (int i = 0; i < 23; i++) {
            upload("f" + i, new byte[i]);
        }
        for (String order : new String[] {null, "folder,modifiedTime desc,name"}) {
            List<String> ids = new ArrayList<>();
            String token = null;
            int pages = 0;
            do {
                FileList page =
                        drive.files()
                                .list()
                                .setPageSize(10)
                                .setOrderBy(order)
                                .setPageToken(token)
                                .setFields("nextPageToken,files(id,parents)")
                                .execute();
                page.getFiles().forEach(file -> ids.add(file.getId()));
                assertThat(page.getFiles().get(0).getName()).isNull();
                assertThat(page.getFiles().get(0).getParents()).hasSize(1);
                token = page.getNextPageToken();
                pages++;
            } while (token != null);
            assertThat(pages).isEqualTo(3);
            assertThat(ids).hasSize(23).doesNotHaveDuplicates();
        }
    }

    @Test
    void withoutAMaskOnlyTheUsualFieldsCome() throws Exception {
        upload("x", new byte[1]);
        File listed = drive.files().list().execute().getFiles().get(0);
        assertThat(listed.keySet()).containsExactlyInAnyOrder("kind", "id", "name", "mimeType");
    }

    @Test
    void theFeedTellsEachChangeOnceAndFoldsThoseOfOneFile() throws Exception {
        String start = drive.changes().getStartPageToken().execute().getStartPageToken();
        File a = upload("a", "1".getBytes());
        File b = upload("b", "2".getBytes());
        drive.files().update(a.getId(), new File().setName("a2")).execute();
        drive.files().delete(b.getId()).execute();

        ChangeList changes = drive.changes().list(start).setFields("*").execute();
        assertThat(changes.getChanges())
                .extracting(Change::getFileId)
                .containsExactly(a.getId(), b.getId());
        assertThat(changes.getChanges().get(0).getFile().getName()).isEqualTo("a2");
        assertThat(changes.getChanges().get(1).getRemoved()).isTrue();
        assertThat(changes.getChanges().get(1).getFile()).isNull();
        assertThat(changes.getNextPageToken()).isNull();
        ChangeList none = drive.changes().list(changes.getNewStartPageToken()).execute();
        assertThat(none.getChanges()).isEmpty();
        assertThat(none.getNewStartPageToken()).isEqualTo(changes.getNewStartPageToken());
    }

    @Test
    void theFeedComesInPages() throws Exception {
        String token = drive.changes().getStartPageToken().execute().getStartPageToken();
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 7; i++) {
            made.add(upload("f" + i, new byte[1]).getId());
        }
        List<String> told = new ArrayList<>();
        String last = null;
        while (token != null) {
            ChangeList page = drive.changes().list(token).setPageSize(3).execute();
            page.getChanges().forEach(change -> told.add(change.getFileId()));
            token = page.getNextPageToken();
            last = page.getNewStartPageToken();
        }
        assertThat(told).hasSize(7).containsExactlyInAnyOrderElementsOf(made);
        assertThat(last).isNotNull();
    }

    @Test
    void aTrashedFileLeavesTheFolderAndComesBack() throws Exception {
        File file = upload("t.txt", "keep".getBytes());
        drive.files().update(file.getId(), new File().setTrashed(true)).execute();
        assertThat(clouds.google.resolve("t.txt")).doesNotExist();
        assertThat(get(file.getId()).getTrashed()).isTrue();
        drive.files().update(file.getId(), new File().setTrashed(false)).execute();
        assertThat(clouds.google.resolve("t.txt")).hasContent("keep");
        assertThat(get(file.getId()).getTrashed()).isFalse();
    }

    @Test
    void aFileIsMovedByItsParents() throws Exception {
        File folder = folder("to", "root");
        File file = upload("m.txt", "m".getBytes());
        drive.files()
                .update(file.getId(), null)
                .setAddParents(folder.getId())
                .setRemoveParents("root")
                .execute();
        assertThat(clouds.google.resolve("to/m.txt")).hasContent("m");
        assertThat(get(file.getId()).getParents()).containsExactly(folder.getId());
    }

    @Test
    void twoFilesOfOneNameLiveInOneFolder() throws Exception {
        File one = upload("same", "1".getBytes());
        File two = upload("same", "2".getBytes());
        assertThat(get(one.getId()).getName()).isEqualTo("same");
        assertThat(get(two.getId()).getName()).isEqualTo("same");
        assertThat(download(one.getId())).isEqualTo("1".getBytes());
        assertThat(download(two.getId())).isEqualTo("2".getBytes());
    }

    @Test
    void aNameMayHoldWhatNoFileSystemTakes() throws Exception {
        for (String name : List.of("a/b", "..", ".", "../../up", "x".repeat(400), "50% / 100%")) {
            File made = upload(name, "n".getBytes());
            assertThat(get(made.getId()).getName()).isEqualTo(name);
        }
        try (var beside = Files.list(home)) {
            assertThat(beside.map(p -> p.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "google-drive",
                            "onedrive",
                            ".google-drive.state",
                            ".onedrive.state",
                            ".sandbox-tls");
        }
    }

    @Test
    void anIdMadeBeforehandIsTakenOnce() throws Exception {
        String id = drive.files().generateIds().setCount(3).execute().getIds().get(0);
        drive.files().create(new File().setId(id).setName("mine")).execute();
        GoogleJsonResponseException refused =
                catchThrowableOfType(
                        GoogleJsonResponseException.class,
                        () -> drive.files().create(new File().setId(id).setName("mine")).execute());
        assertThat(refused.getStatusCode()).isEqualTo(409);
    }

    @Test
    void aCopyHasItsContentAndAnIdOfItsOwn() throws Exception {
        File from = upload("from.txt", "copy me".getBytes());
        File copy = drive.files().copy(from.getId(), new File().setName("to.txt")).execute();
        assertThat(copy.getId()).isNotEqualTo(from.getId());
        assertThat(clouds.google.resolve("to.txt")).hasContent("copy me");
    }

    @Test
    void manyCallsGoInOneBatch() throws Exception {
        File file = upload("batched", new byte[1]);
        List<String> seen = new ArrayList<>();
        JsonBatchCallback<File> callback =
                new JsonBatchCallback<>() {
                    @Override
                    public void onSuccess(File found, HttpHeaders headers) {
                        seen.add(found.getName());
                    }

                    @Override
                    public void onFailure(GoogleJsonError error, HttpHeaders headers) {
                        seen.add(Integer.toString(error.getCode()));
                    }
                };
        var batch = drive.batch();
        drive.files().get(file.getId()).queue(batch, callback);
        drive.files().get("nothing").queue(batch, callback);
        drive.files().update(file.getId(), new File().setName("renamed")).queue(batch, callback);
        batch.execute();
        assertThat(seen).containsExactly("batched", "404", "renamed");
    }

    @Test
    void aDocumentIsExported() throws Exception {
        File document =
                drive.files()
                        .create(
                                new File()
                                        .setName("Letter")
                                        .setMimeType("application/vnd.google-apps.document"))
                        .execute();
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        drive.files().export(document.getId(), "application/pdf").executeMediaAndDownloadTo(pdf);
        assertThat(pdf.toString(java.nio.charset.StandardCharsets.US_ASCII)).startsWith("%PDF");
    }

    @Test
    void theRootIsKnownByItsAlias() throws Exception {
        File root = drive.files().get("root").setFields("id,name,mimeType,parents").execute();
        assertThat(root.getMimeType()).isEqualTo(FOLDER);
        assertThat(root.getParents()).isNull();
        assertThat(upload("in root", new byte[0]).getParents()).containsExactly(root.getId());
        assertThat(drive.about().get().setFields("user,storageQuota").execute().getUser().getMe())
                .isTrue();
    }

    private File folder(String name, String parent) throws IOException {
        return drive.files()
                .create(new File().setName(name).setMimeType(FOLDER).setParents(List.of(parent)))
                .execute();
    }

    private File upload(String name, byte[] content, String... parents) throws IOException {
        File file = new File().setName(name);
        if (parents.length > 0) {
            file.setParents(List.of(parents));
        }
        Drive.Files.Create create = drive.files().create(file, new ByteArrayContent(null, content));
        create.getMediaHttpUploader().setDirectUploadEnabled(true);
        return create.setFields("*").execute();
    }

    private File get(String id) throws IOException {
        return drive.files().get(id).setFields("*").execute();
    }

    private byte[] download(String id) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        drive.files().get(id).executeMediaAndDownloadTo(out);
        return out.toByteArray();
    }

    private List<String> names(String q) throws IOException {
        return drive.files().list().setQ(q).execute().getFiles().stream()
                .map(File::getName)
                .toList();
    }

    private static String hex(String algorithm, byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    }
}
