package com.aqwacloud.sandbox;

import static com.aqwacloud.sandbox.OneDrive.ROOT;
import static com.aqwacloud.sandbox.OneDrive.UNIT;
import static com.aqwacloud.sandbox.OneDrive.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The applications that made an item and changed it last; a person in the folder uses none. */
class GraphApplicationsTest {

    private static final String SYNC = "5c2f6a0e-6d0f-4d3b-9a53-0d1f8f2b7c11";
    private static final String OTHER = "b7a0c9d4-1f5e-4a86-8f0e-3c9e2d6b5a44";
    private static final String NONE = "";

    @TempDir Path home;

    private OneDrive open(String kind) throws IOException {
        return kind.equals("personal") ? OneDrive.personal(home) : OneDrive.business(home);
    }

    /** A client that signed in as an application. */
    private record App(OneDrive drive, String token) {

        static App of(OneDrive drive, String client) {
            String body =
                    "{'cloud':'onedrive','scope':'Files.ReadWrite.All','clientId':'"
                            + client
                            + "'}";
            OneDrive.Answer made = drive.post("/sandbox/tokens", body.replace('\'', '"'));
            assertThat(made.status()).as(made.text()).isEqualTo(201);
            return new App(drive, made.at("/access_token"));
        }

        OneDrive.Answer send(String method, String path, String body, String... headers) {
            String[] all = Arrays.copyOf(headers, headers.length + 4);
            all[headers.length] = "Content-Type";
            all[headers.length + 1] = "application/json";
            all[headers.length + 2] = "Authorization";
            all[headers.length + 3] = "Bearer " + token;
            byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            OneDrive.Answer answer = drive.bare(method, path, bytes, all);
            assertThat(answer.status()).as(answer.text()).isLessThan(300);
            return answer;
        }

        JsonNode put(String path, String content) {
            return send("PUT", ROOT + ":" + path + ":/content", content).json();
        }

        JsonNode get(String path) {
            return send("GET", path, "").json();
        }

        JsonNode at(String path) {
            return get(ROOT + ":" + path);
        }
    }

    /** The client id of an application, or nothing; the user is always there. */
    private static String app(JsonNode identities) {
        assertThat(identities.at("/user/id").asText()).isNotEmpty();
        assertThat(identities.at("/user/displayName").asText()).isEqualTo("Sandbox");
        return identities.at("/application/displayName").asText();
    }

    private static void assertBy(JsonNode item, String madeBy, String changedBy) {
        assertThat(app(item.get("createdBy"))).as("made %s", item.get("name")).isEqualTo(madeBy);
        assertThat(app(item.get("lastModifiedBy")))
                .as("changed %s", item.get("name"))
                .isEqualTo(changedBy);
    }

    private static JsonNode named(List<JsonNode> items, String name) {
        return items.stream()
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"business", "personal"})
    void eachAnswerListAndFeedNamesTheApplicationsAlike(String kind) throws IOException {
        try (OneDrive drive = open(kind)) {
            App sync = App.of(drive, SYNC);
            String link = drive.latest();
            JsonNode made = sync.put("/Dir/a.txt", "a");
            assertBy(made, SYNC, SYNC);
            JsonNode changed =
                    App.of(drive, OTHER).send("PATCH", item(made), "{'name':'b.txt'}").json();
            assertBy(changed, SYNC, OTHER);
            List<JsonNode> same =
                    List.of(
                            sync.get(item(made)),
                            sync.at("/Dir/b.txt"),
                            sync.get(ROOT + ":/Dir:/children").at("/value/0"),
                            sync.get(ROOT + ":/Dir?$expand=children").at("/children/0"),
                            sync.get(ROOT + "/search(q='b.txt')").at("/value/0"),
                            named(drive.changes(link), "b.txt"),
                            named(drive.changes(ROOT + "/delta"), "b.txt"));
            for (JsonNode each : same) {
                assertThat(each.get("createdBy")).isEqualTo(changed.get("createdBy"));
                assertThat(each.get("lastModifiedBy")).isEqualTo(changed.get("lastModifiedBy"));
            }
            assertBy(named(drive.changes(link), "Dir"), SYNC, SYNC);
            assertBy(named(drive.changes(link), "root"), NONE, NONE);
        }
    }

    @Test
    void onBusinessAnApplicationHasItsClientId() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            JsonNode file = App.of(drive, SYNC).put("/a.txt", "a");
            assertThat(file.at("/createdBy/application/id").asText()).isEqualTo(SYNC);
            assertThat(file.at("/lastModifiedBy/application/id").asText()).isEqualTo(SYNC);
        }
    }

    @Test
    void onPersonalAnApplicationHasAnIdOfEightDigitsOfItsOwn() throws IOException {
        try (OneDrive drive = OneDrive.personal(home)) {
            JsonNode one = App.of(drive, SYNC).put("/1.txt", "1");
            JsonNode again = App.of(drive, SYNC).put("/2.txt", "2");
            JsonNode other = App.of(drive, OTHER).put("/3.txt", "3");
            String id = one.at("/createdBy/application/id").asText();
            assertThat(id).matches("[0-9a-f]{8}");
            assertThat(SYNC).doesNotContain(id);
            assertThat(one.at("/lastModifiedBy/application/id").asText()).isEqualTo(id);
            assertThat(again.at("/createdBy/application/id").asText()).isEqualTo(id);
            assertThat(other.at("/createdBy/application/id").asText())
                    .matches("[0-9a-f]{8}")
                    .isNotEqualTo(id);
        }
    }

    @Test
    void theFixedTokenIsThatOfTheApplicationSandbox() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            assertBy(drive.upload("/a.txt", "a").json(), "sandbox", "sandbox");
        }
    }

    @Test
    void eachChangeByACallIsOneOfItsApplication() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            App sync = App.of(drive, SYNC);
            JsonNode file = drive.upload("/a.txt", "one").json();
            assertBy(sync.send("PUT", item(file) + "/content", "two").json(), "sandbox", SYNC);
            assertBy(drive.upload("/a.txt", "three").json(), "sandbox", "sandbox");
            assertBy(sync.put("/A.txt", "four"), "sandbox", SYNC);
            drive.json("PATCH", item(file), "{\"description\":\"d\"}");
            String times = "{'fileSystemInfo':{'lastModifiedDateTime':'2020-01-02T03:04:05Z'}}";
            assertBy(sync.send("PATCH", item(file), times).json(), "sandbox", SYNC);
            JsonNode dir =
                    sync.send("POST", ROOT + "/children", "{'name':'Dir','folder':{}}").json();
            assertBy(dir, SYNC, SYNC);
            String into = "{\"parentReference\":{\"id\":\"" + dir.get("id").asText() + "\"}}";
            assertBy(drive.json("PATCH", item(file), into).json(), "sandbox", "sandbox");
            assertBy(sync.at("/Dir"), SYNC, SYNC);
            sync.send("POST", item(file) + "/createLink", "{'type':'view'}");
            assertBy(sync.at("/Dir/a.txt"), "sandbox", SYNC);
        }
    }

    @Test
    void aRequestThatChangesNothingLeavesWhoChangedItLast() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            JsonNode file = drive.upload("/a.txt", "a").json();
            App sync = App.of(drive, SYNC);
            assertBy(
                    sync.send("PATCH", item(file), "{'name':'a.txt'}").json(),
                    "sandbox",
                    "sandbox");
            sync.put("/Dir/b.txt", "b");
            drive.upload("/Dir/c.txt", "c");
            assertBy(sync.at("/Dir"), SYNC, SYNC);
        }
    }

    @Test
    void anUploadSessionIsOfTheApplicationThatMadeItAlsoAfterARestart() throws IOException {
        byte[] content = Clouds.bytes(UNIT + 10);
        String fresh;
        String existing;
        try (OneDrive drive = OneDrive.business(home)) {
            App sync = App.of(drive, SYNC);
            JsonNode file = drive.upload("/old.bin", "x").json();
            fresh = session(sync, ROOT + ":/Way/new.bin:");
            existing = session(sync, item(file));
            assertThat(drive.fragment(fresh, content, 0, UNIT).status()).isEqualTo(202);
            assertBy(sync.at("/Way"), SYNC, SYNC);
        }
        try (OneDrive drive = OneDrive.business(home)) {
            JsonNode made = drive.fragment(drive.moved(fresh), content, UNIT, 10).json();
            assertBy(made, SYNC, SYNC);
            // A token at this address says nothing.
            OneDrive.Answer replaced =
                    drive.send(
                            "PUT",
                            drive.moved(existing),
                            new byte[4],
                            "Content-Range",
                            "bytes 0-3/4");
            assertBy(replaced.json(), "sandbox", SYNC);
        }
    }

    private static String session(App app, String target) {
        return app.send("POST", target + "/createUploadSession", "{}").at("/uploadUrl");
    }

    @Test
    void aSessionThatIsFinishedElsewhereIsOfTheApplicationThatFinishesIt() throws IOException {
        try (OneDrive drive = OneDrive.personal(home)) {
            App sync = App.of(drive, SYNC);
            byte[] content = Clouds.bytes(100);
            String deferred = "{\"deferCommit\":true}";
            String own = drive.session("/own.bin", deferred);
            drive.fragment(own, content, 0, 100);
            assertBy(drive.bare("POST", own, new byte[0]).json(), "sandbox", "sandbox");
            String elsewhere = drive.session("/x.bin", deferred);
            drive.fragment(elsewhere, content, 0, 100);
            String source = "{'@microsoft.graph.sourceUrl':'" + elsewhere + "'}";
            assertBy(sync.send("PUT", ROOT + ":/y.bin", source).json(), SYNC, SYNC);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"business", "personal"})
    void aCopyIsMadeByTheApplicationThatAskedForIt(String kind) throws IOException {
        try (OneDrive drive = open(kind)) {
            App sync = App.of(drive, SYNC);
            drive.upload("/Dir/Sub/a.txt", "a");
            JsonNode dir = drive.get(ROOT + ":/Dir").json();
            String monitor =
                    sync.send("POST", item(dir) + "/copy", "{'name':'Copy'}").header("Location");
            Clouds.soon()
                    .untilAsserted(
                            () ->
                                    assertThat(drive.bare(monitor).at("/status"))
                                            .isEqualTo("completed"));
            for (String path : List.of("/Copy", "/Copy/Sub", "/Copy/Sub/a.txt")) {
                assertBy(sync.at(path), SYNC, SYNC);
            }
            assertBy(sync.at("/Dir/Sub/a.txt"), "sandbox", "sandbox");
        }
    }

    @Test
    void partsOfABatchAreOfItsApplicationUnlessTheyBringATokenOfTheirOwn() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            App sync = App.of(drive, SYNC);
            String part =
                    "{'id':'%s','method':'POST','url':'/me/drive/root/children',"
                            + "'headers':{'Content-Type':'application/json'%s},"
                            + "'body':{'name':'%s','folder':{}}}";
            String own = ",'Authorization':'Bearer " + App.of(drive, OTHER).token() + "'";
            String parts = part.formatted("1", "", "One") + "," + part.formatted("2", own, "Two");
            sync.send("POST", "/v1.0/$batch", "{'requests':[" + parts + "]}");
            assertBy(sync.at("/One"), SYNC, SYNC);
            assertBy(sync.at("/Two"), OTHER, OTHER);
        }
    }

    @Test
    void versionsNameTheApplicationsTheyAreOf() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            App sync = App.of(drive, SYNC);
            Path onDisk = drive.folder.resolve("v.txt");
            Files.writeString(onDisk, "by hand");
            Clouds.soon()
                    .untilAsserted(
                            () -> assertThat(drive.get(ROOT + ":/v.txt").status()).isEqualTo(200));
            JsonNode file = drive.upload("/v.txt", "two").json();
            sync.put("/v.txt", "three");
            assertThat(versions(drive, file))
                    .isEqualTo(Map.of("1.0", NONE, "2.0", "sandbox", "3.0", SYNC));
            sync.send("POST", item(file) + "/versions/2.0/restoreVersion", "");
            assertThat(onDisk).hasContent("two");
            assertBy(sync.at("/v.txt"), NONE, SYNC);
            assertThat(versions(drive, file)).containsEntry("4.0", SYNC).hasSize(4);
            assertThat(drive.delete(item(file) + "/versions/2.0").status()).isEqualTo(204);
            assertThat(versions(drive, file)).hasSize(3);
        }
    }

    private static Map<String, String> versions(OneDrive drive, JsonNode file) {
        return drive.get(item(file) + "/versions")
                .json()
                .get("value")
                .valueStream()
                .collect(
                        Collectors.toMap(
                                each -> each.get("id").asText(),
                                each -> app(each.get("lastModifiedBy"))));
    }

    @Test
    void whatComesBackFromTheBinIsChangedByWhoBringsItBack() throws IOException {
        try (OneDrive drive = OneDrive.personal(home)) {
            App sync = App.of(drive, SYNC);
            drive.upload("/Dir/a.txt", "a");
            JsonNode dir = drive.get(ROOT + ":/Dir").json();
            drive.delete(item(dir));
            assertBy(sync.send("POST", item(dir) + "/restore", "{}").json(), "sandbox", SYNC);
            assertBy(sync.at("/Dir/a.txt"), "sandbox", SYNC);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"business", "personal"})
    void whatAPersonDoesInTheFolderIsNoApplications(String kind) throws IOException {
        try (OneDrive drive = open(kind)) {
            App sync = App.of(drive, SYNC);
            for (String path : List.of("/edited.txt", "/renamed.txt", "/kept.txt", "/Dir/in.txt")) {
                sync.put(path, "by the application");
            }
            String link = drive.latest();
            Files.writeString(drive.folder.resolve("edited.txt"), "by hand");
            Files.move(drive.folder.resolve("renamed.txt"), drive.folder.resolve("other.txt"));
            Files.move(drive.folder.resolve("Dir"), drive.folder.resolve("Moved"));
            Files.createDirectory(drive.folder.resolve("New"));
            Files.writeString(drive.folder.resolve("New/new.txt"), "by hand");
            Clouds.soon()
                    .untilAsserted(
                            () ->
                                    assertThat(drive.changes(link))
                                            .extracting(each -> each.get("name").asText())
                                            .contains(
                                                    "edited.txt",
                                                    "other.txt",
                                                    "Moved",
                                                    "New",
                                                    "new.txt"));
            List<JsonNode> told = drive.changes(link);
            for (String name : List.of("edited.txt", "other.txt", "Moved")) {
                assertBy(named(told, name), SYNC, NONE);
                assertBy(sync.get(item(named(told, name))), SYNC, NONE);
            }
            for (String name : List.of("New", "new.txt")) {
                assertBy(named(told, name), NONE, NONE);
                assertBy(sync.get(item(named(told, name))), NONE, NONE);
            }
            assertThat(named(told, "new.txt").get("lastModifiedBy").has("application")).isFalse();
            assertBy(sync.at("/kept.txt"), SYNC, SYNC);
            assertBy(sync.at("/Moved/in.txt"), SYNC, SYNC);

            assertBy(sync.put("/edited.txt", "again"), SYNC, SYNC);
            assertBy(sync.put("/New/new.txt", "by the application"), NONE, SYNC);
        }
    }

    @Test
    void aMarkSetByALeverIsNoApplications() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            App sync = App.of(drive, SYNC);
            sync.put("/a.txt", "a");
            drive.set("onedrive/items", "{'path':'/a.txt','shared':'users'}");
            assertBy(sync.at("/a.txt"), SYNC, NONE);
        }
    }

    @Test
    void whatIsGeneratedIsNoApplicationsUntilOneChangesIt() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            App sync = App.of(drive, SYNC);
            JsonNode top =
                    sync.send("POST", ROOT + "/children", "{'name':'Dir','folder':{}}").json();
            String parent = top.get("id").asText();
            drive.set(
                    "generate",
                    "{'cloud':'onedrive','parent':'"
                            + parent
                            + "','count':3,'folders':1,'size':10}");
            JsonNode dir = sync.get(item(top) + "/children").at("/value/0");
            JsonNode file = sync.get(item(dir) + "/children").at("/value/0");
            assertBy(dir, NONE, NONE);
            assertBy(file, NONE, NONE);
            assertBy(sync.send("PATCH", item(dir), "{'name':'In'}").json(), NONE, SYNC);
            // Now the folder gets its place on disk, which is no change that anyone sees.
            assertBy(drive.put(item(file) + "/content", "x").json(), NONE, "sandbox");
            assertThat(drive.folder.resolve("Dir/In")).isDirectory();
            assertBy(sync.at("/Dir/In"), NONE, SYNC);
            assertBy(sync.at("/Dir"), SYNC, SYNC);
        }
    }

    @Test
    void anOfficeFileThatTheServiceRewritesStaysItsApplications() throws IOException {
        try (OneDrive drive = OneDrive.business(home)) {
            App sync = App.of(drive, SYNC);
            drive.set("onedrive", "{'rewritesOfficeFiles':true,'rewriteDelayMillis':50}");
            JsonNode page = sync.put("/page.html", "<html></html>");
            Clouds.soon()
                    .untilAsserted(
                            () ->
                                    assertThat(sync.at("/page.html").get("cTag"))
                                            .isNotEqualTo(page.get("cTag")));
            assertBy(sync.at("/page.html"), SYNC, SYNC);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"business", "personal"})
    void applicationsOutliveARestart(String kind) throws IOException {
        JsonNode made;
        JsonNode changed;
        try (OneDrive drive = open(kind)) {
            made = App.of(drive, SYNC).put("/Dir/a.txt", "a");
            changed = drive.json("PATCH", item(made), "{\"name\":\"b.txt\"}").json();
            App.of(drive, SYNC).put("/hand.txt", "a");
        }
        Files.writeString(home.resolve("onedrive/hand.txt"), "while it was down");
        // The second time from the journal as the first restart has written it anew.
        for (int i = 0; i < 2; i++) {
            try (OneDrive drive = open(kind)) {
                JsonNode now = drive.get(item(made)).json();
                assertThat(now.get("createdBy")).isEqualTo(made.get("createdBy"));
                assertThat(now.get("lastModifiedBy")).isEqualTo(changed.get("lastModifiedBy"));
                JsonNode told = named(drive.changes(ROOT + "/delta"), "b.txt");
                assertBy(told, SYNC, "sandbox");
                Clouds.soon()
                        .untilAsserted(
                                () -> assertBy(drive.get(ROOT + ":/hand.txt").json(), SYNC, NONE));
            }
        }
    }
}
