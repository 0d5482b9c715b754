package com.aqwacloud.sandbox;

import static com.aqwacloud.sandbox.OneDrive.ROOT;
import static com.aqwacloud.sandbox.OneDrive.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service makes of items: fields, children, names, Office files, errors. */
class GraphServiceTest {

    @TempDir Path home;

    @Test
    void personalGivesSha1InUpperCaseAndBusinessNone() throws IOException {
        try (OneDrive drive = OneDrive.personal(home.resolve("p"))) {
            JsonNode file = drive.upload("/h.txt", "hello").json();
            assertThat(file.at("/file/hashes/sha1Hash").asText())
                    .isEqualTo("AAF4C61DDCC5E8A2DABEDE0F3B482CD9AEA9434D");
            assertThat(file.at("/file/hashes/quickXorHash").asText())
                    .isEqualTo("aCgDG9jwBgAAAAAABQAAAAAAAAA=");
        }
        try (OneDrive drive = OneDrive.business(home.resolve("b"))) {
            assertThat(drive.upload("/h.txt", "hello").json().at("/file/hashes").has("sha1Hash"))
                    .isFalse();
        }
    }

    @Test
    void foldersHaveACTagOnPersonalOnly() throws IOException {
        try (OneDrive drive = OneDrive.personal(home.resolve("p"))) {
            drive.upload("/F/a.txt", "1");
            String before = drive.get(ROOT + ":/F").at("/cTag");
            drive.upload("/F/a.txt", "2");
            assertThat(drive.get(ROOT + ":/F").at("/cTag")).isNotEmpty().isNotEqualTo(before);
        }
        try (OneDrive drive = OneDrive.business(home.resolve("b"))) {
            drive.upload("/F/a.txt", "1");
            assertThat(drive.get(ROOT + ":/F").json().has("cTag")).isFalse();
        }
    }

    @Test
    void businessSortsByNameOnlyAndPersonalBySizeToo() throws IOException {
        try (OneDrive drive = OneDrive.business(home.resolve("b"))) {
            assertThat(drive.get(ROOT + "/children?$orderby=size").status()).isEqualTo(400);
            assertThat(drive.get(ROOT + "/children?$orderby=name%20desc").status()).isEqualTo(200);
        }
        try (OneDrive drive = OneDrive.personal(home.resolve("p"))) {
            drive.upload("/a", "333");
            drive.upload("/b", "1");
            drive.upload("/c", "22");
            JsonNode page = drive.get(ROOT + "/children?$orderby=size%20desc&$top=2").json();
            assertThat(page.get("value").findValuesAsText("name")).containsExactly("a", "c");
            JsonNode rest = drive.get(page.get("@odata.nextLink").asText()).json();
            assertThat(rest.get("value").findValuesAsText("name")).containsExactly("b");
        }
    }

    @Test
    void aPageGoesOnThoughTheItemItEndedWithIsGone() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            for (String name : new String[] {"a", "b", "c", "d"}) {
                drive.upload("/" + name, "x");
            }
            JsonNode page = drive.get(ROOT + "/children?$top=2&$count=true").json();
            assertThat(page.get("@odata.count").asInt()).isEqualTo(4);
            drive.delete(item(page.at("/value/1")));
            JsonNode rest = drive.get(page.get("@odata.nextLink").asText()).json();
            assertThat(rest.get("value").findValuesAsText("name")).containsExactly("c", "d");
        }
    }

    @Test
    void childrenCanBeExpandedFilteredSearchedAndKnownAlready() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            drive.upload("/Dir/it's.txt", "x");
            drive.upload("/Dir/other.md", "x");
            assertThat(drive.get(ROOT + ":/Dir?$expand=children").json().get("children"))
                    .hasSize(2);
            assertThat(
                            drive.get(ROOT + ":/Dir:/children?$filter=name%20eq%20'it''s.txt'")
                                    .json()
                                    .get("value"))
                    .hasSize(1);
            assertThat(drive.get(ROOT + ":/Dir:/children?$filter=size%20gt%201").status())
                    .isEqualTo(400);
            assertThat(drive.get(ROOT + "/search(q='OTHER')").at("/value/0/name"))
                    .isEqualTo("other.md");
            String tag = drive.get(ROOT + ":/Dir:/children").header("ETag");
            assertThat(drive.get(ROOT + ":/Dir:/children", "If-None-Match", tag).status())
                    .isEqualTo(304);
            drive.upload("/Dir/more.md", "x");
            assertThat(drive.get(ROOT + ":/Dir:/children", "If-None-Match", tag).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aRenameThatChangesOnlyCaseIsNoConflict() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            JsonNode file = drive.upload("/case.txt", "x").json();
            OneDrive.Answer renamed = drive.json("PATCH", item(file), "{\"name\":\"CASE.txt\"}");
            assertThat(renamed.status()).isEqualTo(200);
            assertThat(drive.folder.resolve("CASE.txt")).hasContent("x");
        }
    }

    @Test
    void aPathCountsFromTheSiteOnBusiness() throws IOException {
        String name = "n".repeat(189);
        String path = "/" + "d".repeat(189) + "/" + name;
        try (OneDrive drive = OneDrive.business(home.resolve("b"))) {
            assertThat(drive.upload(path, "x").innerCode()).isEqualTo("pathIsTooLong");
        }
        try (OneDrive drive = OneDrive.personal(home.resolve("p"))) {
            assertThat(drive.upload(path, "x").status()).isEqualTo(201);
            assertThat(drive.upload("/" + "d".repeat(256), "x").innerCode())
                    .isEqualTo("invalidPath");
            assertThat(drive.upload("/~x", "x").status()).isEqualTo(201);
            assertThat(drive.upload("/~$x", "x").status()).isEqualTo(400);
        }
    }

    @Test
    void whatWasFoundHarmfulIsNotGivenOutAndWhatIsLockedNotChanged() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            JsonNode file = drive.upload("/bad.exe", "x").json();
            drive.post("/sandbox/onedrive/items", "{\"path\":\"/bad.exe\",\"malware\":true}");
            assertThat(drive.get(item(file)).json().has("malware")).isTrue();
            OneDrive.Answer refused = drive.get(item(file) + "/content");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("malwareDetected");

            drive.post(
                    "/sandbox/onedrive/items",
                    "{\"path\":\"/bad.exe\",\"malware\":null,\"locked\":true}");
            assertThat(drive.get(item(file) + "/content").status()).isEqualTo(302);
            assertThat(drive.put(item(file) + "/content", "y").status()).isEqualTo(423);
            assertThat(drive.delete(item(file)).innerCode()).isEqualTo("resourceLocked");
            assertThat(drive.post("/sandbox/onedrive/items", "{\"path\":\"/none\"}").status())
                    .isEqualTo(404);
            assertThat(drive.post("/sandbox/onedrive", "{\"nonsense\":1}").status()).isEqualTo(400);
        }
    }

    @Test
    void officeFilesAreRewrittenSoonAfterTheUploadWhereThatIsAskedFor() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.write("<document/>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        byte[] sent = bytes.toByteArray();
        try (OneDrive drive = OneDrive.business(home)) {
            drive.post(
                    "/sandbox/onedrive",
                    "{\"rewritesOfficeFiles\":true,\"rewriteDelayMillis\":50}");
            JsonNode made = drive.send("PUT", ROOT + ":/a.docx:/content", sent).json();
            JsonNode plain = drive.send("PUT", ROOT + ":/a.bin:/content", sent).json();
            Clouds.soon()
                    .untilAsserted(
                            () ->
                                    assertThat(drive.get(item(made)).at("/cTag"))
                                            .isNotEqualTo(made.get("cTag").asText()));
            JsonNode now = drive.get(item(made)).json();
            assertThat(now.at("/file/hashes/quickXorHash"))
                    .isNotEqualTo(made.at("/file/hashes/quickXorHash"));
            byte[] stored = Files.readAllBytes(drive.folder.resolve("a.docx"));
            assertThat(now.get("size").asInt()).isEqualTo(stored.length).isNotEqualTo(sent.length);
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(stored))) {
                assertThat(zip.getNextEntry().getName()).isEqualTo("word/document.xml");
                assertThat(new String(zip.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                        .isEqualTo("<document/>");
            }
            assertThat(drive.get(item(plain)).json().get("eTag")).isEqualTo(plain.get("eTag"));
        }
    }

    @Test
    void withoutADelayTheAnswerTellsWhatTheOfficeFileBecame() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            drive.post(
                    "/sandbox/onedrive", "{\"rewritesOfficeFiles\":true,\"rewriteDelayMillis\":0}");
            JsonNode made = drive.upload("/page.html", "<p>").json();
            assertThat(made.get("size").asInt()).isGreaterThan(3);
            assertThat(drive.get(item(made)).json().get("eTag")).isEqualTo(made.get("eTag"));

            JsonNode replaced =
                    drive.send("PUT", item(made) + "/content", "<p>two".getBytes()).json();
            assertThat(replaced.get("size").asInt()).isGreaterThan(made.get("size").asInt());
            assertThat(drive.get(item(made)).json().get("eTag")).isEqualTo(replaced.get("eTag"));
        }
    }

    @Test
    void aDownloadAddressExpiresAfterAnHour() throws IOException {
        HandClock clock = new HandClock();
        try (OneDrive drive = OneDrive.business(home, clock)) {
            JsonNode file = drive.upload("/x.txt", "x").json();
            String url = drive.get(item(file) + "/content").header("Location");
            clock.putOn(Duration.ofMinutes(59));
            assertThat(drive.bare(url).text()).isEqualTo("x");
            clock.putOn(Duration.ofMinutes(2));
            assertThat(drive.bare(url).status()).isEqualTo(401);
        }
    }

    @Test
    void errorsCarryTheIdsOfTheRequest() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            OneDrive.Answer missing = drive.get(ROOT + ":/none", "client-request-id", "my-own-id");
            assertThat(missing.status()).isEqualTo(404);
            assertThat(missing.at("/error/innerError/client-request-id")).isEqualTo("my-own-id");
            assertThat(missing.header("client-request-id")).isEqualTo("my-own-id");
            assertThat(missing.at("/error/innerError/request-id"))
                    .isEqualTo(missing.header("request-id"));
            assertThat(missing.at("/error/innerError/date")).isNotEmpty();
            assertThat(drive.get(ROOT).header("request-id")).isNotEmpty();
            assertThat(
                            drive.send(
                                            "POST",
                                            ROOT + "/children",
                                            "<x/>".getBytes(),
                                            "Content-Type",
                                            "text/xml")
                                    .status())
                    .isEqualTo(415);
        }
    }

    @Test
    void aBatchRefusesWhatCanNotBeOne() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            String twice =
                    "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/me\"},"
                            + "{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/me\"}]}";
            assertThat(drive.post("/v1.0/$batch", twice).status()).isEqualTo(400);
            String noType =
                    "{\"requests\":[{\"id\":\"1\",\"method\":\"PATCH\",\"url\":\"/me/drive/root\","
                            + "\"body\":{}}]}";
            assertThat(drive.post("/v1.0/$batch", noType).status()).isEqualTo(400);
            String absolute =
                    "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"https://x/me\"}]}";
            assertThat(drive.post("/v1.0/$batch", absolute).status()).isEqualTo(400);
        }
    }

    @Test
    void aListIsKnownAlreadyOnlyIfItsAnswerIsTheSame() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            drive.upload("/Dir/Sub/a.txt", "1");
            drive.upload("/Dir/x.txt", "1");
            String list = ROOT + ":/Dir:/children";
            OneDrive.Answer before = drive.get(list + "?$top=1");
            String rest = before.at("/@odata.nextLink");
            String tag = before.header("ETag");
            String restTag = drive.get(rest).header("ETag");
            assertThat(restTag).isNotEqualTo(tag);
            assertThat(drive.get(list + "?$top=1", "If-None-Match", "W/" + tag).status())
                    .isEqualTo(304);
            assertThat(drive.get(rest, "If-None-Match", "\"x\", " + restTag).status())
                    .isEqualTo(304);
            drive.upload("/Dir/Sub/b.txt", "22");
            OneDrive.Answer after = drive.get(list + "?$top=1", "If-None-Match", tag);
            assertThat(after.status()).isEqualTo(200);
            assertThat(after.json().at("/value/0/folder/childCount").asInt()).isEqualTo(2);
            assertThat(drive.get(rest, "If-None-Match", restTag).status())
                    .as("nothing of this page has changed")
                    .isEqualTo(304);
        }
    }

    @Test
    void expandedChildrenGoOnWhereTheirFirstPageEnds() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            String folder =
                    drive.post(ROOT + "/children", "{\"name\":\"Many\",\"folder\":{}}").at("/id");
            String generated =
                    "{'cloud':'onedrive','parent':'" + folder + "','count':201,'size':1}";
            drive.set("generate", generated);
            for (String query :
                    new String[] {"?$expand=children", "?$select=id&$expand=children"}) {
                JsonNode many = drive.get(ROOT + ":/Many" + query).json();
                assertThat(many.get("children")).hasSize(200);
                JsonNode rest = drive.get(many.get("children@odata.nextLink").asText()).json();
                assertThat(rest.get("value")).hasSize(1);
                assertThat(rest.has("@odata.nextLink")).isFalse();
                assertThat(many.get("children").findValuesAsText("id"))
                        .doesNotContain(rest.at("/value/0/id").asText());
            }
            drive.delete("/v1.0/me/drive/items/" + drive.get(ROOT + ":/Many/").at("/id"));
            drive.upload("/Few/a.txt", "x");
            assertThat(
                            drive.get(ROOT + ":/Few?$expand=children")
                                    .json()
                                    .has("children@odata.nextLink"))
                    .isFalse();
        }
    }

    @Test
    void optionsInBracketsHoldForExpandedChildren() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            for (String name : List.of("b.txt", "a.txt", "c (1), d.txt")) {
                drive.upload("/Dir/" + name.replace(" ", "%20"), "x");
            }
            String dir = ROOT + ":/Dir?$select=name&$expand=";
            JsonNode two =
                    drive.get(dir + "children($select=name;$top=2;$orderby=name%20desc)").json();
            assertThat(two.get("children").findValuesAsText("name"))
                    .containsExactly("c (1), d.txt", "b.txt");
            assertThat(two.at("/children/0").has("size")).isFalse();
            JsonNode rest = drive.get(two.get("children@odata.nextLink").asText()).json();
            assertThat(rest.get("value").findValuesAsText("name")).containsExactly("a.txt");
            assertThat(rest.at("/value/0").has("size")).isFalse();

            String filtered =
                    "children($filter=name%20eq%20'c%20(1),%20d.txt';$count=true),thumbnails";
            JsonNode one = drive.get(dir + filtered).json();
            assertThat(one.get("children")).hasSize(1);
            assertThat(one.get("children@odata.count").asInt()).isEqualTo(1);
            assertThat(one.has("thumbnails")).isTrue();

            JsonNode list = drive.get(ROOT + "/children?$expand=children(select=id,name)").json();
            assertThat(list.at("/value/0/children")).hasSize(3);
            assertThat(list.at("/value/0/children/0").has("size")).isFalse();
        }
    }

    @Test
    void optionsInBracketsAreRefusedIfTheyAreNone() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            drive.upload("/Dir/a.txt", "x");
            for (String expand :
                    List.of(
                            "children($select=name",
                            "children)",
                            "children($top=0)",
                            "children($orderby=size)",
                            "children($skip=1)",
                            "children($filter=name%20eq%20'x)",
                            "children($expand=children)",
                            "wives")) {
                for (String path : List.of(ROOT + ":/Dir", ROOT + "/children")) {
                    OneDrive.Answer answer = drive.get(path + "?$expand=" + expand);
                    assertThat(answer.status()).as(expand).isEqualTo(400);
                    assertThat(answer.at("/error/code")).as(expand).isNotEmpty();
                }
            }
        }
    }
}
