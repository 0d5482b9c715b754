package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of fault that strikes lists and feeds: shown to fire, over HTTP. */
class ListFaultsTest {

    private static final Set<String> ALL = Set.of("a", "b", "c", "d");

    @TempDir Path home;
    private Clouds clouds;
    private Faults faults;

    @BeforeEach
    void start() throws IOException {
        clouds = new Clouds(home);
        faults = new Faults(clouds);
        for (String name : ALL) {
            clouds.post("/drive/v3/files", "{\"name\":\"" + name + "\"}");
            clouds.put("/v1.0/me/drive/root:/" + name + ":/content", new byte[1]);
        }
    }

    @AfterEach
    void stop() throws IOException {
        clouds.close();
    }

    /** All names of a list of Google's, page by page. */
    private Set<String> googleNames(String path, String entries, String name) {
        Set<String> names = new TreeSet<>();
        String token = "";
        for (int page = 0; page < 20; page++) {
            JsonNode answer = clouds.getJson(path + token);
            answer.get(entries).forEach(each -> names.add(each.at(name).asText()));
            if (!answer.has("nextPageToken")) {
                return names;
            }
            token = "&pageToken=" + answer.get("nextPageToken").asText();
        }
        throw new AssertionError("the pages never end");
    }

    private Set<String> oneDriveNames(String path) {
        Set<String> names = new TreeSet<>();
        String next = path;
        for (int page = 0; page < 20; page++) {
            JsonNode answer = clouds.getJson(next);
            answer.get("value").forEach(each -> names.add(each.get("name").asText()));
            if (!answer.has("@odata.nextLink")) {
                return names;
            }
            next = answer.get("@odata.nextLink").asText();
        }
        throw new AssertionError("the pages never end");
    }

    private String startToken() {
        return clouds.getJson("/drive/v3/changes/startPageToken").get("startPageToken").asText();
    }

    @Test
    void shortPageHoldsFewerFilesAndTheRestFollows() {
        String rule = faults.add("{'kind':'short-page','items':1,'times':1}");
        JsonNode first = clouds.getJson("/drive/v3/files?pageSize=100");
        assertThat(first.get("files")).hasSize(1);
        assertThat(first.has("nextPageToken")).isTrue();
        faults.assertFired(rule, 1);
        faults.clear();
        faults.add("{'kind':'short-page','items':1,'times':2}");
        assertThat(googleNames("/drive/v3/files?pageSize=100", "files", "/name")).isEqualTo(ALL);
    }

    @Test
    void shortPageOfOneDriveIsFollowedByTheRest() {
        faults.add("{'kind':'short-page','items':1,'times':1,'operation':'children'}");
        JsonNode first = clouds.getJson("/v1.0/me/drive/root/children");
        assertThat(first.get("value")).hasSize(1);
        Set<String> names = oneDriveNames(first.get("@odata.nextLink").asText());
        names.add(first.at("/value/0/name").asText());
        assertThat(names).isEqualTo(ALL);
    }

    @Test
    void emptyPageHoldsNothingAndGoesOn() {
        String rule = faults.add("{'kind':'empty-page','nth':1}");
        JsonNode first = clouds.getJson("/drive/v3/files?pageSize=100");
        assertThat(first.get("files")).isEmpty();
        assertThat(first.has("nextPageToken")).isTrue();
        faults.assertFired(rule, 1);
        faults.clear();
        faults.add("{'kind':'empty-page','nth':2}");
        assertThat(googleNames("/drive/v3/files?pageSize=1", "files", "/name")).isEqualTo(ALL);
    }

    @Test
    void emptyPageOfAnOrderedListGoesOnWhereItWas() {
        faults.add("{'kind':'empty-page','from':1,'every':2}");
        assertThat(googleNames("/drive/v3/files?pageSize=1&orderBy=name", "files", "/name"))
                .isEqualTo(ALL);
    }

    @Test
    void emptyPageOfTheChangesGoesOn() {
        String start = startToken();
        clouds.post("/drive/v3/files", "{\"name\":\"e\"}");
        faults.add("{'kind':'empty-page','nth':1}");
        JsonNode first = clouds.getJson("/drive/v3/changes?pageToken=" + start);
        assertThat(first.get("changes")).isEmpty();
        assertThat(first.has("newStartPageToken")).isFalse();
        JsonNode second =
                clouds.getJson(
                        "/drive/v3/changes?pageToken=" + first.get("nextPageToken").asText());
        assertThat(second.at("/changes/0/file/name").asText()).isEqualTo("e");
        assertThat(second.has("newStartPageToken")).isTrue();
    }

    @Test
    void emptyPageOfOneDriveGoesOn() {
        for (String path : List.of("/v1.0/me/drive/root/children", "/v1.0/me/drive/root/delta")) {
            faults.add("{'kind':'empty-page','times':1}");
            JsonNode first = clouds.getJson(path);
            assertThat(first.get("value")).as(path).isEmpty();
            assertThat(oneDriveNames(first.get("@odata.nextLink").asText())).containsAll(ALL);
            faults.clear();
        }
    }

    @Test
    void emptyPageOfASearchGoesOn() {
        String google = "/drive/v3/files?pageSize=1&q=" + GoogleCase.encoded("name != 'none'");
        String rule = faults.add("{'kind':'empty-page','from':1,'every':2}");
        assertThat(clouds.getJson(google).get("files")).isEmpty();
        faults.assertFired(rule, 1);
        assertThat(googleNames(google, "files", "/name")).isEqualTo(ALL);

        clouds.put("/v1.0/me/drive/root:/aa:/content", new byte[1]);
        faults.clear();
        rule = faults.add("{'kind':'empty-page','operation':'search','from':1,'every':2}");
        String oneDrive = "/v1.0/me/drive/root/search(q='a')?$top=1";
        JsonNode first = clouds.getJson(oneDrive);
        assertThat(first.get("value")).isEmpty();
        assertThat(first.has("@odata.nextLink")).isTrue();
        faults.assertFired(rule, 1);
        assertThat(oneDriveNames(oneDrive)).isEqualTo(Set.of("a", "aa"));
    }

    @Test
    void expirePageTokenOfASearchRefusesTheNextLink() {
        clouds.put("/v1.0/me/drive/root:/aa:/content", new byte[1]);
        String next =
                clouds.getJson("/v1.0/me/drive/root/search(q='a')?$top=1")
                        .get("@odata.nextLink")
                        .asText();
        faults.add("{'kind':'expire-page-token'}");
        assertThat(clouds.get(next).statusCode()).isEqualTo(400);
    }

    @Test
    void expirePageTokenOfGoogleIsAnInvalidValue() {
        String token = clouds.getJson("/drive/v3/files?pageSize=1").get("nextPageToken").asText();
        faults.add("{'kind':'expire-page-token'}");
        assertThat(clouds.get("/drive/v3/files?pageSize=1").statusCode()).isEqualTo(200);
        HttpResponse<byte[]> answer = clouds.get("/drive/v3/files?pageToken=" + token);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Clouds.json(answer).at("/error/message").asText()).isEqualTo("Invalid Value");
        faults.clear();
        faults.add("{'kind':'expire-page-token','status':410}");
        assertThat(clouds.get("/drive/v3/changes?pageToken=" + startToken()).statusCode())
                .isEqualTo(410);
    }

    @Test
    void expirePageTokenOfOneDriveRefusesTheNextLink() {
        String next =
                clouds.getJson("/v1.0/me/drive/root/children?$top=1")
                        .get("@odata.nextLink")
                        .asText();
        faults.add("{'kind':'expire-page-token'}");
        assertThat(clouds.get(next).statusCode()).isEqualTo(400);
    }

    @Test
    void expirePageTokenInTheMidstOfADeltaIsA410WithAFreshStart() {
        JsonNode first = clouds.getJson("/v1.0/me/drive/root/delta?$top=2");
        String rule = faults.add("{'kind':'expire-page-token','times':1}");
        HttpResponse<byte[]> answer = clouds.get(first.get("@odata.nextLink").asText());
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(Clouds.json(answer).at("/error/code").asText()).isEqualTo("resyncRequired");
        faults.assertFired(rule, 1);
        String fresh = answer.headers().firstValue("Location").orElseThrow();
        assertThat(oneDriveNames(fresh)).containsAll(ALL);
    }

    @Test
    void expireDeltaLinkAnswers410WithAFreshStart() {
        String link = clouds.getJson("/v1.0/me/drive/root/delta").get("@odata.deltaLink").asText();
        for (String code :
                List.of(
                        "resyncChangesApplyDifferences",
                        "resyncApplyDifferences",
                        "resyncChangesUploadDifferences",
                        "resyncUploadDifferences",
                        "resyncRequired",
                        "syncStateNotFound")) {
            faults.clear();
            faults.add("{'kind':'expire-delta-link','code':'" + code + "'}");
            HttpResponse<byte[]> answer = clouds.get(link);
            assertThat(answer.statusCode()).isEqualTo(410);
            assertThat(Clouds.json(answer).at("/error/code").asText()).isEqualTo(code);
            String fresh = answer.headers().firstValue("Location").orElseThrow();
            assertThat(oneDriveNames(fresh)).containsAll(ALL);
        }
    }

    @Test
    void repeatItemsListsAnEntryOnceMore() {
        String rule = faults.add("{'kind':'repeat-items'}");
        JsonNode value = clouds.getJson("/v1.0/me/drive/root/delta").get("value");
        assertThat(value.get(value.size() - 1)).isEqualTo(value.get(0));
        faults.assertFired(rule, 1);
    }
}
