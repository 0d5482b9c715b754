package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.Transfer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What Google Drive has and OneDrive has not, all the way. */
class DocumentsAndShortcutsTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);

    /** More than Drive answers an export with. */
    private static final int LARGE = 12_000_000;

    @Test
    void aDocumentIsExportedWhenItIsNewOrEditedAndRenamedWithoutContent() throws Exception {
        Session session = aqwa.session();
        aqwa.awaitPoll(session.id());
        aqwa.forgetRequests();
        Instant time = Instant.parse("2021-02-03T04:05:06Z");
        Path plan = aqwa.put("Plan.gdoc", "the plan");
        Files.setLastModifiedTime(plan, FileTime.from(time));

        awaitText("Plan.docx", "the plan");
        aqwa.awaitQuiet(session.id());
        assertThat(Files.getLastModifiedTime(aqwa.oneDrive.resolve("Plan.docx")).toInstant())
                .isEqualTo(time);
        assertThat(aqwa.transfers(JobState.COMPLETED))
                .singleElement()
                .satisfies(
                        transfer -> {
                            long size = Files.size(aqwa.oneDrive.resolve("Plan.docx"));
                            assertThat(transfer.size()).isEqualTo(size);
                            assertThat(transfer.bytesDone()).isEqualTo(size);
                        });
        assertThat(requests())
                .containsExactlyInAnyOrder(
                        "google files.export 1",
                        "onedrive upload.put 1",
                        "onedrive batch 1",
                        "onedrive patch 1");

        aqwa.forgetRequests();
        Files.move(plan, aqwa.drive.resolve("Idea.gdoc"));
        awaitText("Idea.docx", "the plan");
        aqwa.awaitQuiet(session.id());
        assertThat(requests()).containsExactly("onedrive patch 1");

        Files.writeString(aqwa.drive.resolve("Idea.gdoc"), "a better plan");
        awaitText("Idea.docx", "a better plan");
        aqwa.awaitQuiet(session.id());
        assertThat(aqwa.oneDrive.toFile().list()).containsExactly("Idea.docx");
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
    }

    @Test
    void aDocumentThatBothSidesEditedAlikeIsNoConflict() throws Exception {
        aqwa.put("Plan.gdoc", "the plan");
        aqwa.put("Better.gdoc", "a better plan");
        Session session =
                aqwa.session(
                        "monitor.enabled=false",
                        "export.documents=txt",
                        "conflicts.strategy=manual");
        awaitCompleted(session, 2);
        List<JsonNode> told = new CopyOnWriteArrayList<>();
        WebSocket page = aqwa.watch(told);

        aqwa.change(
                "PUT",
                "/v1.0/me/drive/root:/Plan.txt:/content",
                Files.readString(aqwa.oneDrive.resolve("Better.txt")));
        Files.writeString(aqwa.drive.resolve("Plan.gdoc"), "a better plan");

        awaitCompleted(session, 3);
        assertThat(aqwa.rows("conflict")).isZero();
        assertThat(aqwa.transfers(JobState.COMPLETED))
                .extracting(Transfer::action)
                .contains(Action.ADOPT);
        await("the page hears of an edit")
                .untilAsserted(
                        () ->
                                assertThat(told)
                                        .filteredOn(each -> each.has("change"))
                                        .extracting(each -> each.at("/change/kind").asText())
                                        .containsExactly("modified"));
        page.abort();
    }

    private void awaitCompleted(Session session, int transfers) {
        await().atMost(LONG)
                .until(
                        () -> {
                            aqwa.poll(session.id());
                            return aqwa.transfers(JobState.COMPLETED).size() == transfers;
                        });
    }

    @Test
    void aDocumentThatIsTooLargeToBeExportedComesThroughItsLink() throws Exception {
        aqwa.put("Atlas.gslides", "maps");
        String id = aqwa.idInDrive("Atlas");
        aqwa.post(
                "/sandbox/google/facts",
                "{\"fileId\":\"" + id + "\",\"exportBytes\":" + LARGE + "}");

        Session session = aqwa.session("export.presentations=pdf");

        await().atMost(LONG).until(() -> Files.exists(aqwa.oneDrive.resolve("Atlas.pdf")));
        aqwa.awaitQuiet(session.id());
        assertThat(Files.size(aqwa.oneDrive.resolve("Atlas.pdf"))).isGreaterThanOrEqualTo(LARGE);
        assertThat(requests())
                .contains("google exportLink 1")
                .as("its times come with its content, and its upload session ends with that")
                .noneMatch(asked -> asked.startsWith("onedrive batch"))
                .noneMatch(asked -> asked.startsWith("onedrive session.cancel"));
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
    }

    @Test
    void optionsThatWereChangedHoldFromTheNextStartOn() throws Exception {
        aqwa.put("Plan.gdoc", "the plan");
        aqwa.put("Costs.gsheet", "1,2");
        Session session = aqwa.session("export.spreadsheets=skip");
        awaitText("Plan.docx", "the plan");
        aqwa.awaitQuiet(session.id());
        assertThat(aqwa.oneDrive.toFile().list()).containsExactly("Plan.docx");

        aqwa.engine().sessions().stop(session.id());
        var answer =
                aqwa.call(
                        "PATCH",
                        "/api/sessions/" + session.id(),
                        """
                        {"options":{"export.documents":"txt","export.spreadsheets":"csv"}}
                        """);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"export.documents\":\"txt\"");
        aqwa.engine().sessions().start(session.id());

        await().atMost(LONG)
                .until(
                        () ->
                                Set.of("Plan.txt", "Costs.csv")
                                        .equals(Set.of(aqwa.oneDrive.toFile().list())));
        aqwa.awaitQuiet(session.id());
        assertThat(Files.readString(aqwa.oneDrive.resolve("Plan.txt"))).contains("the plan");
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
    }

    @Test
    void shortcutsAreFollowedOrLinkedAsTheirSessionSays() throws Exception {
        Files.createDirectories(aqwa.oneDrive.resolve("followed"));
        Files.createDirectories(aqwa.oneDrive.resolve("linked"));
        aqwa.put("a.txt", "hello");
        String target = aqwa.idInDrive("a.txt");
        aqwa.post(
                "/drive/v3/files",
                "{\"name\":\"way.txt\",\"mimeType\":\"application/vnd.google-apps.shortcut\","
                        + "\"shortcutDetails\":{\"targetId\":\""
                        + target
                        + "\"}}");

        Session following = aqwa.session("shortcuts=follow", "destination.folder=/followed");
        aqwa.session("shortcuts=link", "destination.folder=/linked");

        aqwa.awaitAtDestination("followed/way.txt", "hello");
        aqwa.awaitAtDestination(
                "linked/way.txt.url",
                "[InternetShortcut]\r\nURL=https://drive.google.com/open?id=" + target + "\r\n");
        aqwa.awaitQuiet(following.id());
        Files.writeString(aqwa.drive.resolve("a.txt"), "hello again");
        aqwa.awaitAtDestination("followed/way.txt", "hello again");
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
    }

    @Test
    void aShortcutToAFolderIsFollowedAsItChangesAndALoopEnds() throws Exception {
        aqwa.put("Team/Deep/a.txt", "hello");
        String team = aqwa.idInDrive("Team");
        String deep = aqwa.idInDrive("Deep");
        shortcut("Way", "root", team);
        shortcut("Up", deep, team);

        Session session = aqwa.session("shortcuts=follow");

        aqwa.awaitAtDestination("Way/Deep/a.txt", "hello");
        aqwa.awaitQuiet(session.id());
        assertThat(aqwa.oneDrive.resolve("Way/Deep").toFile().list()).containsExactly("a.txt");
        assertThat(aqwa.oneDrive.resolve("Team/Deep").toFile().list()).containsExactly("a.txt");
        assertThat(aqwa.call("GET", "/api/sessions/" + session.id() + "/report", null).body())
                .contains(
                        "/Team/Deep/Up",
                        "/Way/Deep/Up",
                        "the shortcut leads to a folder that it is in itself");

        Files.writeString(aqwa.drive.resolve("Team/Deep/a.txt"), "hello again");
        Path late = aqwa.put("Team/late.txt", "late");
        aqwa.awaitAtDestination("Way/Deep/a.txt", "hello again");
        aqwa.awaitAtDestination("Way/late.txt", "late");
        aqwa.awaitQuiet(session.id());
        JsonNode verified = verified(session);
        assertThat(verified.at("/counts/equal").asInt()).isEqualTo(4);
        assertThat(verified.get("findings")).isEmpty();

        Files.delete(late);
        aqwa.awaitGone("Way/late.txt");
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
    }

    private void shortcut(String name, String folder, String target) throws Exception {
        aqwa.post(
                "/drive/v3/files",
                """
                {"name":"%s","mimeType":"application/vnd.google-apps.shortcut","parents":["%s"],
                 "shortcutDetails":{"targetId":"%s"}}
                """
                        .formatted(name, folder, target));
    }

    private JsonNode verified(Session session) throws Exception {
        String path = "/api/sessions/" + session.id() + "/verify";
        assertThat(aqwa.call("POST", path, null).statusCode()).isEqualTo(202);
        return await("a verification")
                .atMost(LONG)
                .until(() -> aqwa.json(path), each -> each.get("state").asText().equals("done"));
    }

    private void awaitText(String name, String text) {
        await(name)
                .atMost(LONG)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> documentXml(name).contains(text));
    }

    private String documentXml(String name) throws IOException {
        try (var zip = new ZipFile(aqwa.oneDrive.resolve(name).toFile());
                var in = zip.getInputStream(zip.getEntry("word/document.xml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What was asked of the clouds beside the feeds, as "cloud operation times". */
    private List<String> requests() throws Exception {
        JsonNode all = aqwa.requests();
        var found = new ArrayList<String>();
        for (String cloud : List.of("google", "onedrive")) {
            for (var asked : all.at("/" + cloud + "/operations").properties()) {
                found.add(cloud + " " + asked.getKey() + " " + asked.getValue().asInt());
            }
        }
        found.removeIf(
                asked -> asked.matches("google (changes|files)\\.list .*|onedrive delta .*"));
        return found;
    }
}
