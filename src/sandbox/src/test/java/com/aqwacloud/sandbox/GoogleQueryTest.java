package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.client.util.DateTime;
import com.google.api.services.drive.model.File;
import com.google.api.services.drive.model.FileList;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code files.list} finds, in which order, and in which pages. */
class GoogleQueryTest extends GoogleCase {

    @Test
    void nameTakesContainsEqualsAndUnequals() throws Exception {
        upload("it's \\ here", "1");
        upload("HelloWorld.txt", "2");
        assertThat(names("name = 'it\\'s \\\\ here'")).containsExactly("it's \\ here");
        assertThat(names("name contains 'hello'")).containsExactly("HelloWorld.txt");
        assertThat(names("name contains 'World'")).isEmpty();
        assertThat(names("name contains 'txt'")).containsExactly("HelloWorld.txt");
        assertThat(names("name != 'HelloWorld.txt'")).containsExactly("it's \\ here");
    }

    @Test
    void fullTextLooksIntoTextsAndDocuments() throws Exception {
        upload("a.txt", "the quick brown fox");
        upload(new File().setName("b").setMimeType(DOCUMENT), "text/plain", "a slow brown bear");
        upload("c.bin", "brown bytes");
        assertThat(names("fullText contains 'brown'")).containsExactlyInAnyOrder("a.txt", "b");
        assertThat(names("fullText contains '\"quick brown\"'")).containsExactly("a.txt");
        assertThat(names("fullText contains 'brown bear'")).containsExactly("b");
    }

    @Test
    void mimeTypeTakesContainsEqualsAndUnequals() throws Exception {
        folder("f");
        upload("p.png", "1");
        assertThat(names("mimeType contains 'image/'")).containsExactly("p.png");
        assertThat(names("mimeType != '" + FOLDER + "'")).containsExactly("p.png");
        assertThat(names("mimeType = '" + FOLDER + "'")).containsExactly("f");
    }

    @Test
    void modifiedTimeComparesWithEachOperatorAndAssumesUtc() throws Exception {
        upload(
                new File().setName("t").setModifiedTime(new DateTime(1_600_000_000_000L)),
                null,
                "1");
        // 2020-09-13T12:26:40Z
        assertThat(names("modifiedTime = '2020-09-13T12:26:40'")).containsExactly("t");
        assertThat(names("modifiedTime = '2020-09-13T14:26:40+02:00'")).containsExactly("t");
        assertThat(names("modifiedTime > '2020-09-13T12:26:40'")).isEmpty();
        assertThat(names("modifiedTime >= '2020-09-13T12:26:40Z'")).containsExactly("t");
        assertThat(names("modifiedTime < '2020-09-13'")).isEmpty();
        assertThat(names("modifiedTime <= '2020-09-14'")).containsExactly("t");
        assertThat(names("modifiedTime != '2020-09-14'")).containsExactly("t");
    }

    @Test
    void parentsOwnersWritersAndReadersAreAskedWithIn() throws Exception {
        File folder = folder("f");
        upload("in", "1", folder.getId());
        assertThat(names("'" + folder.getId() + "' in parents")).containsExactly("in");
        for (String list : List.of("owners", "writers", "readers")) {
            assertThat(names("'me' in " + list)).hasSize(2);
            assertThat(names("'sandbox@aqwacloud.example' in " + list)).hasSize(2);
            assertThat(names("'nobody@aqwacloud.example' in " + list)).isEmpty();
        }
    }

    @Test
    void propertiesAreAskedWithHas() throws Exception {
        upload(new File().setName("p").setProperties(Map.of("k", "v")), null, "1");
        upload(new File().setName("a").setAppProperties(Map.of("k", "v")), null, "1");
        assertThat(names("properties has { key='k' and value='v' }")).containsExactly("p");
        assertThat(names("appProperties has {key='k' and value='v'}")).containsExactly("a");
        assertThat(names("properties has { key='k' and value='w' }")).isEmpty();
    }

    @Test
    void andBindsMoreThanOrAndNotMost() throws Exception {
        upload("a", "1");
        upload("b", "1");
        upload("c", "1");
        assertThat(names("name='a' or name='b' and name='c'")).containsExactly("a");
        assertThat(names("(name='a' or name='b') and not name='a'")).containsExactly("b");
        assertThat(names("not name='a' and not (name='b')")).containsExactly("c");
        assertThat(names("not not name='a'")).containsExactly("a");
        assertThat(names("starred = false and trashed != true and sharedWithMe = false"))
                .hasSize(3);
    }

    @Test
    void aQueryMayNameHundredsOfParents() throws Exception {
        List<String> terms = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            terms.add("'1" + "x".repeat(28) + i + "' in parents");
        }
        File folder = folder("f");
        upload("in", "1", folder.getId());
        terms.add("'" + folder.getId() + "' in parents");
        assertThat(names("trashed=false and (" + String.join(" or ", terms) + ")"))
                .containsExactly("in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name ~ 'x'",
                "name = ",
                "(trashed=true",
                "foo = 'x'",
                "' in parents",
                "name = 'a' name = 'b'",
                "modifiedTime > 'yesterday'",
                "trashed = 'maybe'",
                "properties has { key='k' }",
                "'x' in nowhere",
                "name < 'a'"
            })
    void aMalformedQueryIsInvalid(String q) {
        assertRefused(400, "invalid", () -> drive.files().list().setQ(q).execute());
    }

    @Test
    void orderByTakesEachKeyAndDesc() throws Exception {
        for (String name : List.of("file10", "file9", "b")) {
            upload(name, name);
        }
        folder("z");
        assertThat(ordered("name")).containsExactly("b", "file10", "file9", "z");
        assertThat(ordered("name_natural")).containsExactly("b", "file9", "file10", "z");
        assertThat(ordered("folder,name desc")).containsExactly("z", "file9", "file10", "b");
        for (String wrong : List.of("size", "name up", "name,")) {
            assertRefused(400, "invalid", () -> ordered(wrong));
        }
    }

    /** What sharedWithMeTime does is told where another account shares. */
    @Test
    void eachOrderKeyOrders() throws Exception {
        dated("x", 3, 5, "12");
        dated("y", 1, 6, "123");
        dated("z", 7, 4, "1");
        drive.files().update(id("y"), new File().setStarred(true)).execute();
        assertOrders("createdTime", "y", "x", "z");
        assertOrders("modifiedTime", "z", "x", "y");
        assertOrders("modifiedByMeTime", "z", "x", "y");
        assertOrders("recency", "x", "y", "z");
        assertOrders("quotaBytesUsed", "z", "x", "y");
        assertThat(ordered("starred,name")).containsExactly("y", "x", "z");
        assertThat(ordered("starred desc,name")).containsExactly("x", "z", "y");
        // No file here was ever viewed: the next key decides.
        assertThat(ordered("viewedByMeTime,name desc")).containsExactly("z", "y", "x");
        assertThat(ordered("viewedByMeTime desc,name")).containsExactly("x", "y", "z");
        assertThat(ordered("sharedWithMeTime,name desc")).containsExactly("z", "y", "x");
    }

    private void dated(String name, int createdYear, int modifiedYear, String content)
            throws Exception {
        File file =
                new File()
                        .setName(name)
                        .setCreatedTime(new DateTime("200" + createdYear + "-01-01T00:00:00Z"))
                        .setModifiedTime(new DateTime("200" + modifiedYear + "-01-01T00:00:00Z"));
        upload(file, null, content);
    }

    private String id(String name) throws Exception {
        return drive.files().list().setQ("name='" + name + "'").execute().getFiles().get(0).getId();
    }

    private void assertOrders(String key, String... names) throws Exception {
        assertThat(ordered(key)).as(key).containsExactly(names);
        List<String> back = new ArrayList<>(List.of(names));
        Collections.reverse(back);
        assertThat(ordered(key + " desc")).as(key + " desc").containsExactlyElementsOf(back);
    }

    private List<String> ordered(String by) throws java.io.IOException {
        return drive.files().list().setOrderBy(by).execute().getFiles().stream()
                .map(File::getName)
                .toList();
    }

    @Test
    void pageSizeGoesFromOneToAThousand() throws Exception {
        for (int i = 0; i < 3; i++) {
            upload("f" + i, "");
        }
        assertThat(drive.files().list().setPageSize(1000).execute().getNextPageToken()).isNull();
        FileList first = drive.files().list().setPageSize(1).execute();
        assertThat(first.getFiles()).hasSize(1);
        for (int wrong : List.of(0, 1001)) {
            assertRefused(
                    400,
                    "invalidParameter",
                    () -> drive.files().list().setPageSize(wrong).execute());
        }
    }

    @Test
    void aBadPageTokenIsAnInvalidValue() {
        assertRefused(400, "invalid", () -> drive.files().list().setPageToken("x").execute());
    }

    @Test
    void aForgedPageTokenIsAnInvalidValue() throws Exception {
        upload("x", "1");
        for (String forged :
                List.of(
                        "list|-5||zz",
                        "list|+5||zz",
                        "list|9999999999||zz",
                        "list||",
                        "tsil|5||z")) {
            String token =
                    Base64.getUrlEncoder().encodeToString(forged.getBytes(StandardCharsets.UTF_8));
            assertRefused(
                    400,
                    "invalid",
                    clouds.get(FILES + "?orderBy=name&pageToken=" + encoded(token)));
        }
    }

    @Test
    void trashedFilesAreListedByDefault() throws Exception {
        File file = upload("t", "1");
        drive.files().update(file.getId(), new File().setTrashed(true)).execute();
        assertThat(drive.files().list().execute().getFiles()).hasSize(1);
        assertThat(names("trashed=false")).isEmpty();
    }

    @Test
    void spacesAreKnownOnes() throws Exception {
        upload("x", "1");
        assertThat(drive.files().list().setSpaces("appDataFolder").execute().getFiles()).isEmpty();
        assertThat(drive.files().list().setSpaces("drive").execute().getFiles()).hasSize(1);
        assertRefused(400, "invalid", () -> drive.files().list().setSpaces("attic").execute());
    }

    @Test
    void corporaNeedTheirParameters() throws Exception {
        upload("x", "1");
        assertThat(drive.files().list().setCorpora("user").execute().getFiles()).hasSize(1);
        assertThat(drive.files().list().setCorpora("domain").execute().getFiles()).isEmpty();
        assertRefused(400, "invalid", () -> drive.files().list().setCorpora("drive").execute());
        assertRefused(400, "invalid", () -> drive.files().list().setCorpora("all").execute());
        assertRefused(
                403,
                "teamDrivesCorporaRequiresSupport",
                () -> drive.files().list().setCorpora("allDrives").execute());
        assertThat(
                        drive.files()
                                .list()
                                .setCorpora("allDrives")
                                .setSupportsAllDrives(true)
                                .setIncludeItemsFromAllDrives(true)
                                .execute()
                                .getIncompleteSearch())
                .isFalse();
    }

    @Test
    void corporaTeamDriveNeedsADriveId() {
        assertRefused(
                400,
                "invalid",
                clouds.get(
                        FILES
                                + "?corpora=teamDrive&supportsAllDrives=true"
                                + "&includeItemsFromAllDrives=true"));
    }

    @Test
    void masksReachIntoNestedFields() throws Exception {
        upload("m", "1");
        assertThat(json(FILES + "?fields=files(owners/emailAddress,capabilities(canEdit))"))
                .hasToString(
                        "{\"files\":[{\"owners\":[{\"emailAddress\":\"sandbox@aqwacloud.example\"}],"
                                + "\"capabilities\":{\"canEdit\":true}}]}");
        assertThat(json(FILES + "?fields=files/capabilities/canEdit").at("/files/0"))
                .hasToString("{\"capabilities\":{\"canEdit\":true}}");
        assertThat(json(FILES + "?fields=files/*").at("/files/0/md5Checksum").asText()).hasSize(32);
        assertThat(json(FILES + "?fields=*").has("kind")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"files(nothing)", "filez", "files(id", "files/id/more", "id", "files()"})
    void aMaskOfFieldsThatThereAreNotIsAnInvalidParameter(String mask) {
        assertRefused(400, "invalidParameter", clouds.get(FILES + "?fields=" + encoded(mask)));
    }

    @Test
    void aLongQueryAndALongMaskMayTravelInAPost() throws Exception {
        upload("x", "1");
        var answer =
                clouds.post(
                        FILES + "?q=" + encoded("name='x'"), "", "X-HTTP-Method-Override", "GET");
        assertThat(Clouds.json(answer).at("/files/0/name").asText()).isEqualTo("x");
    }

    @Test
    void aPageHoldsAHundredFilesUnlessAskedOtherwise() {
        clouds.post("/sandbox/generate", "{\"cloud\":\"google\",\"count\":101}");
        JsonNode first = json(FILES);
        assertThat(first.path("files")).hasSize(100);
        String rest = FILES + "?pageToken=" + encoded(first.path("nextPageToken").asText());
        assertThat(json(rest).path("files")).hasSize(1);
    }
}
