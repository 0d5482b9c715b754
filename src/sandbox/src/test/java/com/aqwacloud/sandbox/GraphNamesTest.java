package com.aqwacloud.sandbox;

import static com.aqwacloud.sandbox.OneDrive.ROOT;
import static com.aqwacloud.sandbox.OneDrive.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 10 of the sheet: which names and paths are taken. */
class GraphNamesTest {

    /** Of {@code personal/sandbox_aqwacloud_example/Documents/}, which counts on business. */
    private static final int SITE = "personal/sandbox_aqwacloud_example/Documents/".length();

    private static final int LONGEST = 400;

    @TempDir Path home;
    private OneDrive drive;

    @BeforeEach
    void start() throws IOException {
        drive = OneDrive.business(home.resolve("business"));
    }

    @AfterEach
    void stop() throws IOException {
        drive.close();
    }

    private static OneDrive.Answer make(OneDrive drive, String parent, String name) {
        String body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("name", name)
                        .set("folder", JsonNodeFactory.instance.objectNode())
                        .toString();
        return drive.post(parent + "/children", body);
    }

    private void assertBadName(String name) {
        OneDrive.Answer refused = make(drive, ROOT, name);
        assertThat(refused.status()).as(name).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("invalidRequest");
        assertThat(refused.innerCode()).isEqualTo("invalidPath");
        assertThat(drive.folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "*", ":", "<", ">", "?", "/", "\\", "|"})
    void forbiddenCharactersAreRefused(String character) {
        assertBadName("a" + character + "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a#b", "a%b", "100%25", "a'b", "a+b"})
    void numberSignsAndPercentSignsAreTaken(String name) {
        assertThat(make(drive, ROOT, name).at("/name")).isEqualTo(name);
        assertThat(drive.folder.resolve(name)).isDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", "a ", "a.", ".", ".."})
    void spacesAtTheEdgesAndATrailingDotAreRefused(String name) {
        assertBadName(name);
    }

    @Test
    void aLeadingTildeIsRefusedOnBusinessOnly() throws IOException {
        assertBadName("~a");
        try (OneDrive personal = OneDrive.personal(home.resolve("personal"))) {
            assertThat(make(personal, ROOT, "~a").status()).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".lock",
                "CON",
                "prn",
                "Aux",
                "NUL",
                "COM0",
                "com9",
                "LPT0",
                "lpt9",
                "Desktop.ini"
            })
    void reservedNamesAreRefusedInAnyCase(String name) {
        assertBadName(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CON.txt", "com1.d", "COM10", "lock", "my desktop.ini"})
    void aReservedNameIsTakenIfItIsOnlyAPartOfTheName(String name) {
        assertThat(make(drive, ROOT, name).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"~$a.docx", "a_vti_b", "_VTI_", "Forms"})
    void patternsOfSharePointAreRefused(String name) {
        assertBadName(name);
    }

    @Test
    void formsIsRefusedAtTheRootOfALibraryOnly() {
        assertThat(make(drive, ROOT, "Dir").status()).isEqualTo(201);
        assertThat(make(drive, ROOT + ":/Dir:", "forms").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0001b", "a\tb", "a\u001fb"})
    void controlCharactersAreRefused(String name) {
        assertBadName(name);
    }

    @Test
    void loneSurrogatesAreRefused() {
        // As an escape in JSON: no UTF-8 text could hold it.
        OneDrive.Answer refused =
                drive.post(ROOT + "/children", "{\"name\":\"a\\ud800b\",\"folder\":{}}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.innerCode()).isEqualTo("invalidPath");
        assertThat(make(drive, ROOT, "a\ud83d\ude00b").status()).as("a pair").isEqualTo(201);
    }

    @Test
    void namesThatDifferInCaseOnlyCollide() {
        assertThat(make(drive, ROOT, "a.d").status()).isEqualTo(201);
        assertThat(make(drive, ROOT, "A.D").code()).isEqualTo("nameAlreadyExists");
    }

    @Test
    void aSegmentMayHave255Characters() {
        assertThat(make(drive, ROOT, "n".repeat(255)).status()).isEqualTo(201);
        OneDrive.Answer refused = make(drive, ROOT, "n".repeat(256));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.innerCode()).isEqualTo("invalidPath");
    }

    /** A path of so many characters, with the slash in front not counted. */
    private static String path(int length) {
        return "/" + "d".repeat(180) + "/" + "n".repeat(length - 181);
    }

    @Test
    void aPathMayHave400CharactersWithTheSiteOnBusiness() {
        assertThat(drive.upload(path(LONGEST - SITE), "x").status()).isEqualTo(201);
        OneDrive.Answer refused = drive.upload(path(LONGEST - SITE + 1), "x");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("invalidRequest");
        assertThat(refused.innerCode()).isEqualTo("pathIsTooLong");
    }

    @Test
    void aPathMayHave400CharactersWithoutTheSiteOnPersonal() throws IOException {
        try (OneDrive personal = OneDrive.personal(home.resolve("personal"))) {
            assertThat(personal.upload(path(LONGEST), "x").status()).isEqualTo(201);
            assertThat(personal.upload(path(LONGEST + 1), "x").innerCode())
                    .isEqualTo("pathIsTooLong");
        }
    }

    @Test
    void theLengthOfAPathIsThatOfTheDecodedPath() {
        String spaces = "%20".repeat(LONGEST - SITE - 180 - 3);
        OneDrive.Answer made = drive.upload("/" + "d".repeat(180) + "/a" + spaces + "b", "x");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    @Test
    void aSessionAndARenameKeepTheLimitToo() {
        String long1 = path(LONGEST - SITE + 1);
        assertThat(drive.post(ROOT + ":" + long1 + ":/createUploadSession", "{}").innerCode())
                .isEqualTo("pathIsTooLong");
        JsonNode file = drive.upload("/" + "d".repeat(180) + "/a", "x").json();
        String name = "n".repeat(LONGEST - SITE - 180);
        assertThat(drive.json("PATCH", item(file), "{\"name\":\"" + name + "\"}").innerCode())
                .isEqualTo("pathIsTooLong");
        assertThat(
                        drive.json("PATCH", item(file), "{\"name\":\"" + name.substring(1) + "\"}")
                                .status())
                .isEqualTo(200);
    }

    @Test
    void aFolderIsNotMovedWhereAPathBelowItWouldGetTooLong() {
        drive.upload("/From/In/" + "f".repeat(100), "x");
        drive.upload("/" + "t".repeat(255) + "/x", "x");
        JsonNode from = drive.get(ROOT + ":/From").json();
        String to = drive.get(ROOT + ":/" + "t".repeat(255)).at("/id");
        OneDrive.Answer refused =
                drive.json("PATCH", item(from), "{\"parentReference\":{\"id\":\"" + to + "\"}}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.innerCode()).isEqualTo("pathIsTooLong");
        assertThat(drive.folder.resolve("From/In")).isDirectory();
    }

    @Test
    void aFolderIsNotRenamedSoThatAPathBelowItWouldGetTooLong() {
        drive.upload("/From/In/" + "f".repeat(200), "x");
        JsonNode from = drive.get(ROOT + ":/From").json();
        int most = LONGEST - SITE - "/In/".length() - 200;
        String longer = "{\"name\":\"" + "n".repeat(most + 1) + "\"}";
        assertThat(drive.json("PATCH", item(from), longer).innerCode()).isEqualTo("pathIsTooLong");
        String fitting = "{\"name\":\"" + "n".repeat(most) + "\"}";
        assertThat(drive.json("PATCH", item(from), fitting).status()).isEqualTo(200);
    }
}
