package com.aqwacloud.sandbox;

import static com.aqwacloud.sandbox.OneDrive.ROOT;
import static com.aqwacloud.sandbox.OneDrive.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 1 of the sheet: every way to name an item. */
class GraphAddressingTest {

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
    void aDriveIsNamedByMeByIdAndByItsUser() {
        String id = drive.get("/v1.0/me/drive").at("/id");
        String user = drive.get("/v1.0/me").at("/id");
        assertThat(drive.get("/v1.0/drives/" + id).at("/id")).isEqualTo(id);
        assertThat(drive.get("/v1.0/users/" + user + "/drive").at("/id")).isEqualTo(id);
        assertThat(drive.get("/v1.0/users/sandbox@aqwacloud.example/drive/root").status())
                .isEqualTo(200);
        assertThat(drive.get("/v1.0/me/drives").at("/value/0/id")).isEqualTo(id);
        assertThat(drive.get("/v1.0/drives/other").status()).isEqualTo(404);
        assertThat(drive.get("/v1.0/users/someone/drive").status()).isEqualTo(404);
    }

    @Test
    void byIdByPathFromTheRootAndByPathFromAnItem() {
        JsonNode file = drive.upload("/a/b.txt", "x").json();
        String id = file.get("id").asText();
        String folder = file.at("/parentReference/id").asText();
        String driveId = file.at("/parentReference/driveId").asText();
        assertThat(drive.get(item(file)).at("/name")).isEqualTo("b.txt");
        assertThat(drive.get(ROOT + ":/a/b.txt").at("/id")).isEqualTo(id);
        assertThat(drive.get(ROOT + ":/a/b.txt:").at("/id")).isEqualTo(id);
        assertThat(drive.get("/v1.0/drives/" + driveId + "/root:/a/b.txt:/").at("/id"))
                .isEqualTo(id);
        String fromItem = "/v1.0/drives/" + driveId + "/items/" + folder + ":/b.txt";
        assertThat(drive.get(fromItem).at("/id")).isEqualTo(id);
        assertThat(drive.get(fromItem + ":/content").status()).isEqualTo(302);
        assertThat(drive.get("/v1.0/drives/" + driveId + "/items/root:/a/b.txt:").at("/id"))
                .isEqualTo(id);
        assertThat(
                        drive.post(
                                        fromItem.replace("b.txt", "new.bin")
                                                + ":/createUploadSession",
                                        "{}")
                                .status())
                .isEqualTo(200);
    }

    @Test
    void theRootAndSpecialFoldersHaveNamesOfTheirOwn() {
        assertThat(drive.get(ROOT).json().has("root")).isTrue();
        assertThat(drive.get(ROOT + ":/").json().has("root")).isTrue();
        assertThat(drive.put("/v1.0/me/drive/special/documents:/x.txt:/content", "x").status())
                .isEqualTo(201);
        assertThat(drive.folder.resolve("Documents/x.txt")).hasContent("x");
        assertThat(drive.get("/v1.0/me/drive/special/documents").at("/specialFolder/name"))
                .isEqualTo("documents");
        assertThat(drive.get("/v1.0/me/drive/special/documents/children").at("/value/0/name"))
                .isEqualTo("x.txt");
        assertThat(drive.get("/v1.0/me/drive/special/approot").at("/name")).isEqualTo("Sandbox");
        assertThat(drive.get("/v1.0/me/drive/special/nonsense").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b.txt | a%20b.txt",
                "a#b.txt | a%23b.txt",
                "a%b.txt | a%25b.txt",
                "a+b.txt | a+b.txt",
                "a+c.txt | a%2Bc.txt",
                "a&b=c;d,e!f$g.txt | a&b=c;d,e!f$g.txt",
                "it's (1).txt | it's%20(1).txt",
                "at@x~y.txt | at@x~y.txt",
                "a[1].txt | a%5B1%5D.txt",
                "\u00fc\u4e2d.txt | %C3%BC%E4%B8%AD.txt",
                "100%25.txt | 100%2525.txt"
            })
    void eachSegmentIsPercentEncodedAsUtf8(String name, String escaped) {
        String path = ROOT + ":/Dir/" + escaped;
        JsonNode made = drive.put(path + ":/content", "x").json();
        assertThat(made.at("/name").asText()).isEqualTo(name);
        assertThat(drive.get(path).at("/id")).isEqualTo(made.at("/id").asText());
        assertThat(drive.folder.resolve("Dir").resolve(name)).hasContent("x");
    }

    @Test
    void bracketsMayAlsoBeLeftRaw() throws IOException {
        drive.upload("/a%5B1%5D.txt", "x");
        String answer = RawHttp.get(drive.url(ROOT + ":/a[1].txt"), "Bearer sandbox");
        assertThat(answer).startsWith("HTTP/1.1 200").contains("a[1].txt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1.0/me/drive/root%3A/a/b%20c.txt%3A/content",
                "/v1.0/me/drive/root%3a/a/b%20c.txt%3a/content",
                "/v1.0/me/drive/items/root%3A%2Fa%2Fb%20c.txt%3A/content",
                "/v1.0/me/drive/root:/a/b%20c.txt%3A/content"
            })
    void colonsMayBeEncodedToo(String address) {
        assertThat(drive.put(address, "x").status()).isEqualTo(201);
        assertThat(drive.folder.resolve("a/b c.txt")).hasContent("x");
    }

    @Test
    void pathsAndNamesIgnoreCaseAndKeepIt() {
        String id = drive.upload("/Folder-A/Foo.txt", "1").at("/id");
        JsonNode again = drive.upload("/folder-a/foo.TXT", "2").json();
        assertThat(again.at("/id").asText()).isEqualTo(id);
        assertThat(again.at("/name").asText()).isEqualTo("Foo.txt");
        assertThat(drive.get(ROOT + ":/FOLDER-A/FOO.TXT").at("/name")).isEqualTo("Foo.txt");
    }

    @Test
    void idsAreCaseSensitiveAndSurviveRenameAndMove() {
        JsonNode file = drive.upload("/x/one.txt", "1").json();
        String root = drive.get(ROOT).at("/id");
        String change = "{\"name\":\"two.txt\",\"parentReference\":{\"id\":\"" + root + "\"}}";
        assertThat(drive.json("PATCH", item(file), change).at("/id"))
                .isEqualTo(file.get("id").asText());
        assertThat(drive.folder.resolve("two.txt")).hasContent("1");
        assertThat(drive.get(item(file).toLowerCase(java.util.Locale.ROOT)).status())
                .isEqualTo(404);
    }

    @Test
    void noPathLeadsOutOfTheDrive() throws IOException {
        for (String path :
                new String[] {"/..%2F..%2Fetc", "/%2e%2e/%2e%2e/x", "/a/%2E%2E/b", "/a%2Fb"}) {
            assertThat(drive.put(ROOT + ":" + path + ":/content", "x").status())
                    .as(path)
                    .isEqualTo(400);
        }
        assertThat(drive.get("/v1.0/me/drive/items/root%3A%2F..%2F..%2Fx%3A").status())
                .isEqualTo(400);
        assertThat(RawHttp.get(drive.url(ROOT + ":/a%00b"), "Bearer sandbox"))
                .startsWith("HTTP/1.1 400");
        assertThat(RawHttp.get(drive.url(ROOT + ":/%zz"), "Bearer sandbox"))
                .startsWith("HTTP/1.1 400");
        assertThat(drive.folder).isEmptyDirectory();
    }

    @Test
    void headAnswersWhereGetDoes() {
        JsonNode file = drive.upload("/head.txt", "x").json();
        OneDrive.Answer head = drive.send("HEAD", item(file), new byte[0]);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.bytes()).isEmpty();
        assertThat(head.header("ETag")).isEqualTo(file.get("eTag").asText());
        assertThat(drive.send("HEAD", ROOT + "/children", new byte[0]).status()).isEqualTo(200);
        assertThat(drive.send("HEAD", item(file) + "/content", new byte[0]).status())
                .isEqualTo(302);
    }

    private static String into(String path) {
        return "{\"parentReference\":{\"path\":\"" + path + "\"}}";
    }

    @Test
    void anItemMovesToTheFolderThatAPathOfItsDriveNames() {
        JsonNode file = drive.upload("/mv/deep/a.txt", "x").json();
        drive.upload("/A%20b/other.txt", "x");
        String driveId = file.at("/parentReference/driveId").asText();
        for (String path :
                new String[] {
                    "/drive/root:/mv",
                    "/drives/" + driveId + "/root:/A%20b",
                    "/me/drive/root:/mv/deep",
                    "/drives/" + driveId + "/root:",
                    "/drive/items/" + file.at("/parentReference/id").asText()
                }) {
            OneDrive.Answer moved = drive.json("PATCH", item(file), into(path));
            assertThat(moved.status()).as(path).isEqualTo(200);
        }
        assertThat(drive.folder.resolve("mv/deep/a.txt")).hasContent("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "",
                "/",
                "/../..",
                "/drive/root:/../..",
                "/drive/root:/mv/%zz",
                "/drive/root:/mv:/children",
                "/drives/OTHER/root:/mv/deep",
                "/users/nobody@x.y/drive/root:/mv/deep",
                "garbage:/mv/deep"
            })
    void whatIsNoPathOfTheDriveIsNoPlaceToMoveOrCopyTo(String path) {
        JsonNode file = drive.upload("/mv/deep/a.txt", "x").json();
        for (OneDrive.Answer refused :
                new OneDrive.Answer[] {
                    drive.json("PATCH", item(file), into(path)),
                    drive.post(item(file) + "/copy", into(path))
                }) {
            assertThat(refused.status()).as(path).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("invalidRequest");
        }
        assertThat(drive.get(item(file)).at("/parentReference/id"))
                .isEqualTo(file.at("/parentReference/id").asText());
    }

    @Test
    void aPathThatIsNotThereIsNoPlaceToMoveOrCopyTo() {
        JsonNode file = drive.upload("/a.txt", "x").json();
        String none = into("/drive/root:/none");
        assertThat(drive.json("PATCH", item(file), none).status()).isEqualTo(404);
        assertThat(drive.post(item(file) + "/copy", none).status()).isEqualTo(404);
    }

    @Test
    void theIdOfADriveIsCaseSensitive() {
        String id = drive.get("/v1.0/me/drive").at("/id");
        String other = id.toUpperCase(java.util.Locale.ROOT);
        if (other.equals(id)) {
            other = id.toLowerCase(java.util.Locale.ROOT);
        }
        assertThat(other).isNotEqualTo(id);
        assertThat(drive.get("/v1.0/drives/" + other).status()).isEqualTo(404);
        assertThat(drive.get("/v1.0/drives/" + other + "/root").status()).isEqualTo(404);
    }
}
