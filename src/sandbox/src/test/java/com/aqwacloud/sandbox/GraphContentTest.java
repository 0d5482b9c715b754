package com.aqwacloud.sandbox;

import static com.aqwacloud.sandbox.OneDrive.ROOT;
import static com.aqwacloud.sandbox.OneDrive.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sections 3, 5 and 6 of the sheet: content in one request, folders, moves, and lists. */
class GraphContentTest {

    private static final String CONFLICT = "@microsoft.graph.conflictBehavior";

    @TempDir Path home;
    private OneDrive drive;

    @BeforeEach
    void start() throws IOException {
        drive = OneDrive.business(home);
    }

    @AfterEach
    void stop() throws IOException {
        drive.close();
    }

    @Test
    void aNewFileIsA201AndAReplacedOneA200() {
        OneDrive.Answer made = drive.upload("/a.txt", "1");
        assertThat(made.status()).isEqualTo(201);
        OneDrive.Answer replaced = drive.upload("/a.txt", "2");
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.at("/id")).isEqualTo(made.at("/id"));
        assertThat(drive.put(item(made.json()) + "/content", "3").status()).isEqualTo(200);
    }

    @Test
    void contentOfMoreThan250MegabytesNeedsASession() throws IOException {
        String path = ROOT + ":/big.bin:/content";
        String answer = drive.putZeros(path, 250_000_001, "Authorization", "Bearer sandbox");
        assertThat(answer).startsWith("HTTP/1.1 413").contains("maxFileSizeExceeded");
        assertThat(drive.folder).isEmptyDirectory();
    }

    @Test
    void theLimitOfOneRequestHoldsAlsoWhereTheLengthIsNotSaid() {
        byte[] zeros = new byte[1 << 20];
        InputStream endless =
                new InputStream() {
                    private long left = 250_000_001;

                    @Override
                    public int read() {
                        return left-- > 0 ? 0 : -1;
                    }

                    @Override
                    public int read(byte[] buffer, int offset, int length) {
                        int count = (int) Math.min(Math.min(length, zeros.length), left);
                        System.arraycopy(zeros, 0, buffer, offset, count);
                        left -= count;
                        return count == 0 ? -1 : count;
                    }
                };
        OneDrive.Answer answer =
                drive.streamed(
                        HttpClient.Version.HTTP_1_1,
                        ROOT + ":/big.bin:/content",
                        endless,
                        "Authorization",
                        "Bearer sandbox");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.innerCode()).isEqualTo("maxFileSizeExceeded");
        assertThat(drive.folder).isEmptyDirectory();
    }

    @Test
    void anEmptyFileIsPutInOneRequestAndInNoSession() {
        OneDrive.Answer made = drive.upload("/empty.txt", "");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().get("size").asLong()).isZero();
        assertThat(made.at("/file/hashes/quickXorHash")).isEqualTo("AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        assertThat(drive.folder.resolve("empty.txt")).isEmptyFile();
        String url = drive.session("/none.txt", "{}");
        assertThat(drive.bare("PUT", url, new byte[0], "Content-Range", "bytes 0-0/0").status())
                .isEqualTo(400);
        assertThat(drive.folder.resolve("none.txt")).doesNotExist();
    }

    @Test
    void theRangeBelongsToThePreAuthenticatedAddressNotToContent() {
        JsonNode file = drive.upload("/r.txt", "0123456789").json();
        OneDrive.Answer redirect = drive.get(item(file) + "/content", "Range", "bytes=0-1");
        assertThat(redirect.status()).isEqualTo(302);
        assertThat(drive.bare(redirect.header("Location")).text()).isEqualTo("0123456789");
        OneDrive.Answer part =
                drive.bare("GET", redirect.header("Location"), new byte[0], "Range", "bytes=2-4");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("234");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 2-4/10");
    }

    @Test
    void aRangeThatSpansTheWholeFileIsAPartAllTheSame() {
        JsonNode file = drive.upload("/r.txt", "0123456789").json();
        String url = file.get("@microsoft.graph.downloadUrl").asText();
        for (String whole : List.of("bytes=0-9", "bytes=0-", "bytes=-10", "bytes=0-99")) {
            OneDrive.Answer part = range(url, whole);
            assertThat(part.status()).as(whole).isEqualTo(206);
            assertThat(part.text()).isEqualTo("0123456789");
            assertThat(part.header("Content-Range")).isEqualTo("bytes 0-9/10");
        }
        OneDrive.Answer ignored = range(url, "bytes=0-1,3-4");
        assertThat(ignored.status()).isEqualTo(200);
        assertThat(ignored.header("Content-Range")).isNull();
    }

    @Test
    void theDownloadUrlOfAnItemLeadsWhereContentDoes() {
        JsonNode file = drive.upload("/d.txt", "same").json();
        assertThat(drive.bare(file.get("@microsoft.graph.downloadUrl").asText()).text())
                .isEqualTo(drive.bare(drive.get(item(file) + "/content").header("Location")).text())
                .isEqualTo("same");
    }

    @Test
    void onlyFilesHaveContent() {
        drive.upload("/Dir/a.txt", "x");
        assertThat(drive.get(ROOT + ":/Dir:/content").status()).isEqualTo(400);
        assertThat(drive.put(ROOT + "/content", "x").status()).isEqualTo(400);
    }

    @Test
    void contentAndMetadataThatAreKnownAlreadyAre304() {
        JsonNode file = drive.upload("/k.txt", "x").json();
        for (String tag : new String[] {"eTag", "cTag"}) {
            String known = file.get(tag).asText();
            assertThat(drive.get(item(file) + "/content", "If-None-Match", known).status())
                    .as(tag)
                    .isEqualTo(304);
            assertThat(drive.get(item(file), "If-None-Match", known).status()).isEqualTo(304);
        }
        drive.upload("/k.txt", "y");
        assertThat(
                        drive.get(
                                        item(file) + "/content",
                                        "If-None-Match",
                                        file.get("cTag").asText())
                                .status())
                .isEqualTo(302);
    }

    @Test
    void whatHasChangedSinceIsNotReadAsIfItHadNot() {
        JsonNode file = drive.upload("/m.txt", "0123456789").json();
        String url = file.get("@microsoft.graph.downloadUrl").asText();
        for (String path : List.of(item(file), item(file) + "/content", url)) {
            OneDrive.Answer refused = drive.get(path, "If-Match", "\"bad\"");
            assertThat(refused.status()).as(path).isEqualTo(412);
            assertThat(refused.innerCode()).isEqualTo("entityTagDoesNotMatch");
            assertThat(drive.get(path, "If-Match", file.get("eTag").asText()).status())
                    .isLessThan(400);
        }
    }

    @Test
    void theRestOfAFileThatHasChangedIsTheWholeOfIt() {
        JsonNode file = drive.upload("/m.txt", "0123456789").json();
        String url = file.get("@microsoft.graph.downloadUrl").asText();
        OneDrive.Answer same = range(url, "bytes=5-", "If-Range", file.get("eTag").asText());
        assertThat(same.status()).isEqualTo(206);
        assertThat(same.text()).isEqualTo("56789");
        OneDrive.Answer other = range(url, "bytes=5-", "If-Range", "\"x\"");
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.text()).isEqualTo("0123456789");
        assertThat(other.header("Content-Range")).isNull();
    }

    private OneDrive.Answer range(String url, String range, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Range";
        all[headers.length + 1] = range;
        return drive.bare("GET", url, new byte[0], all);
    }

    @Test
    void aFolderIsMadeOnceUnlessTheConflictBehaviourSaysOtherwise() {
        String make = "{\"name\":\"F\",\"folder\":{},\"" + CONFLICT + "\":\"%s\"}";
        OneDrive.Answer made = drive.post(ROOT + "/children", make.formatted("fail"));
        assertThat(made.status()).isEqualTo(201);
        OneDrive.Answer again = drive.post(ROOT + "/children", make.formatted("fail"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("nameAlreadyExists");
        assertThat(drive.post(ROOT + "/children", make.formatted("rename")).at("/name"))
                .isEqualTo("F 1");
        assertThat(drive.post(ROOT + "/children", make.formatted("replace")).at("/id"))
                .isEqualTo(made.at("/id"));
    }

    @Test
    void anItemIsNotMovedToAnotherDrive() {
        JsonNode file = drive.upload("/m.txt", "x").json();
        String other = "{\"parentReference\":{\"driveId\":\"other\",\"id\":\"x\"}}";
        OneDrive.Answer refused = drive.json("PATCH", item(file), other);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("notSupported");
        assertThat(drive.folder.resolve("m.txt")).exists();
    }

    @Test
    void aDeletedItemGoesIntoTheRecycleBinWhichTakesRoom() {
        JsonNode file = drive.upload("/gone.txt", "12345").json();
        assertThat(drive.delete(item(file)).status()).isEqualTo(204);
        assertThat(drive.get(item(file)).status()).isEqualTo(404);
        assertThat(drive.folder.resolve("gone.txt")).doesNotExist();
        JsonNode quota = drive.get("/v1.0/me/drive").json().get("quota");
        assertThat(quota.get("deleted").asLong()).isEqualTo(5);
        assertThat(quota.get("used").asLong()).isEqualTo(5);
    }

    @Test
    void aPageOfChildrenHolds200() {
        drive.set("generate", "{'cloud':'onedrive','count':201,'size':1}");
        JsonNode first = drive.get(ROOT + "/children").json();
        assertThat(first.get("value")).hasSize(200);
        JsonNode rest = drive.get(first.get("@odata.nextLink").asText()).json();
        assertThat(rest.get("value")).hasSize(1);
        assertThat(rest.has("@odata.nextLink")).isFalse();
    }

    @Test
    void aFolderOfMoreThan50000ItemsIsListedToItsEnd() {
        drive.set("generate", "{'cloud':'onedrive','count':50001,'size':1}");
        int listed = 0;
        String next = ROOT + "/children?$top=5000&$select=id";
        while (next != null) {
            JsonNode page = drive.get(next).json();
            listed += page.get("value").size();
            next = page.path("@odata.nextLink").textValue();
        }
        assertThat(listed).isEqualTo(50_001);
    }
}
