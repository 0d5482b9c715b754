package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sandbox.fault.FaultKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a rule strikes and when, how rules are told, and what is wrong with bad ones. */
class FaultRulesTest {

    private static final String FILES = "/drive/v3/files?fields=files(id)";
    private static final String ROOT = "/v1.0/me/drive/root";

    @TempDir Path home;
    private Clouds clouds;
    private Faults faults;

    @BeforeEach
    void start() throws IOException {
        clouds = new Clouds(home);
        faults = new Faults(clouds);
    }

    @AfterEach
    void stop() throws IOException {
        clouds.close();
    }

    private int google() {
        return clouds.get(FILES).statusCode();
    }

    private int oneDrive() {
        return clouds.get(ROOT).statusCode();
    }

    @Test
    void aRuleIsToldWithHowOftenItMatchedAndFired() {
        String id = faults.add("{'kind':'refuse','status':500,'cloud':'google','nth':2}");
        assertThat(List.of(google(), google(), google())).containsExactly(200, 500, 200);
        JsonNode rule = faults.get(id);
        assertThat(rule.get("matched").asInt()).isEqualTo(3);
        assertThat(rule.get("fired").asInt()).isEqualTo(1);
        assertThat(rule.get("kind").asText()).isEqualTo("refuse");
        assertThat(rule.get("status").asInt()).isEqualTo(500);
        assertThat(clouds.getJson("/sandbox/faults").get("faults")).hasSize(1);
    }

    @Test
    void aRuleIsForOneCloudOnly() {
        faults.add("{'kind':'refuse','status':500,'cloud':'onedrive'}");
        assertThat(google()).isEqualTo(200);
        assertThat(oneDrive()).isEqualTo(500);
    }

    @Test
    void aRuleIsForOneMethodOnly() {
        faults.add("{'kind':'refuse','status':500,'method':'PUT'}");
        assertThat(oneDrive()).isEqualTo(200);
        assertThat(clouds.put(ROOT + ":/a.txt:/content", new byte[1]).statusCode()).isEqualTo(500);
    }

    @Test
    void aRuleIsForOneOperationOnly() {
        faults.add("{'kind':'refuse','status':500,'operation':'children'}");
        assertThat(oneDrive()).isEqualTo(200);
        assertThat(clouds.get(ROOT + "/children").statusCode()).isEqualTo(500);
    }

    @Test
    void aRuleIsForOneAccountOnly() {
        String other = faults.add("{'kind':'refuse','status':500,'account':'someone-else'}");
        assertThat(google()).isEqualTo(200);
        assertThat(faults.get(other).get("matched").asInt()).isZero();
        faults.add("{'kind':'refuse','status':500,'account':'sandbox'}");
        assertThat(google()).isEqualTo(500);
    }

    @Test
    void aStarInAPathStopsAtASlashAndTwoDoNot() {
        faults.add("{'kind':'refuse','status':500,'path':'/v1.0/*/root'}");
        assertThat(oneDrive()).isEqualTo(200);
        String id = faults.add("{'kind':'refuse','status':500,'path':'/v1.0/**/root'}");
        assertThat(oneDrive()).isEqualTo(500);
        assertThat(faults.get(id).get("path").asText()).isEqualTo("/v1.0/**/root");
    }

    @Test
    void aPathMayBeARegularExpression() {
        faults.add(
                "{'kind':'refuse','status':500,'pathRegex':'/v1\\\\.0/me/drive/(root|items).*'}");
        assertThat(oneDrive()).isEqualTo(500);
        assertThat(google()).isEqualTo(200);
    }

    @Test
    void fromAndEveryAndTimesSayWhichRequestsAreStruck() {
        faults.add("{'kind':'refuse','status':500,'from':2,'every':2,'times':2}");
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            seen.add(google());
        }
        assertThat(seen).containsExactly(200, 500, 200, 500, 200, 200, 200, 200);
    }

    @Test
    void theSameSeedStrikesTheSameRequests() {
        List<Integer> first = struck(7);
        assertThat(struck(7)).isEqualTo(first);
        assertThat(struck(8)).isNotEqualTo(first);
        assertThat(first).contains(200).contains(500);
    }

    private List<Integer> struck(int seed) {
        faults.clear();
        faults.add("{'kind':'refuse','status':500,'probability':0.5,'seed':" + seed + "}");
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            seen.add(google());
        }
        return seen;
    }

    @Test
    void ofTwoRulesThatStrikeTheOlderWinsAndBothCount() {
        String older = faults.add("{'kind':'refuse','status':500,'times':1}");
        String newer = faults.add("{'kind':'refuse','status':502}");
        assertThat(List.of(google(), google())).containsExactly(500, 502);
        assertThat(faults.get(older).get("matched").asInt()).isEqualTo(2);
        assertThat(faults.get(newer).get("matched").asInt()).isEqualTo(2);
        faults.assertFired(newer, 1);
    }

    @Test
    void aRuleThatIsTakenAwayStrikesNoMore() {
        String id = faults.add("{'kind':'refuse','status':500}");
        String other = faults.add("{'kind':'delay','millis':0}");
        assertThat(google()).isEqualTo(500);
        assertThat(clouds.send(clouds.bare("/sandbox/faults/" + id).DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(google()).isEqualTo(200);
        assertThat(clouds.get("/sandbox/faults/" + id).statusCode()).isEqualTo(404);
        assertThat(clouds.get("/sandbox/faults/" + other).statusCode()).isEqualTo(200);
        faults.clear();
        assertThat(clouds.getJson("/sandbox/faults").get("faults")).isEmpty();
    }

    @Test
    void aBadRuleIsRefusedAndTheFieldNamed() {
        Map<String, String> bad =
                Map.ofEntries(
                        Map.entry("{}", "kind"),
                        Map.entry("{'kind':'explode'}", "kind"),
                        Map.entry("{'kind':5}", "kind"),
                        Map.entry("{'kind':'refuse'}", "status"),
                        Map.entry("{'kind':'refuse','status':200}", "status"),
                        Map.entry("{'kind':'refuse','status':'500'}", "status"),
                        Map.entry("{'kind':'refuse','status':500,'cloud':'dropbox'}", "cloud"),
                        Map.entry("{'kind':'expire-delta-link','cloud':'google'}", "cloud"),
                        Map.entry("{'kind':'expire-delta-link','code':'x'}", "code"),
                        Map.entry("{'kind':'delay','millis':-1}", "millis"),
                        Map.entry("{'kind':'delay','millis':1e9}", "millis"),
                        Map.entry("{'kind':'delay','nth':0}", "nth"),
                        Map.entry("{'kind':'delay','nth':1,'every':2}", "nth"),
                        Map.entry("{'kind':'delay','probability':1.5}", "probability"),
                        Map.entry("{'kind':'delay','path':'/a','pathRegex':'/a'}", "pathRegex"),
                        Map.entry("{'kind':'delay','pathRegex':'('}", "pathRegex"),
                        Map.entry("{'kind':'throttle','status':500}", "status"),
                        Map.entry("{'kind':'surprising-ranges','ranges':['x']}", "ranges"),
                        Map.entry("{'kind':'surprising-ranges','ranges':[]}", "ranges"),
                        Map.entry(
                                "{'kind':'refuse','status':500,'headers':{'A B':'x'}}",
                                "headers.A B"),
                        Map.entry("{'kind':'refuse','status':500,'headers':{'A':1}}", "headers.A"),
                        Map.entry("{'kind':'delay','status':500}", "status"),
                        Map.entry("{'kind':'delay','colour':'red'}", "colour"));
        bad.forEach(
                (rule, field) -> {
                    HttpResponse<byte[]> answer =
                            clouds.post("/sandbox/faults", rule.replace('\'', '"'));
                    assertThat(answer.statusCode()).as(rule).isEqualTo(400);
                    assertThat(answer.headers().firstValue("Content-Type"))
                            .hasValue("application/problem+json");
                    assertThat(Clouds.json(answer).get("field").asText()).as(rule).isEqualTo(field);
                });
        assertThat(clouds.getJson("/sandbox/faults").get("faults")).isEmpty();
    }

    @Test
    void eachKindHasATestNamedAfterItAndARowInTheDocs() throws IOException {
        List<String> tests =
                Stream.of(FaultKindsTest.class, UploadFaultsTest.class, ListFaultsTest.class)
                        .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .map(Method::getName)
                        .toList();
        String docs = Files.readString(Path.of("../docs/sandbox-faults.md"));
        for (FaultKind kind : FaultKind.values()) {
            String name = kind.id().replace("-", "");
            assertThat(tests)
                    .as(kind.id())
                    .anyMatch(test -> test.toLowerCase(Locale.ROOT).startsWith(name));
            assertThat(docs)
                    .contains("\n| `" + kind.id() + "` |")
                    .contains("\"kind\":\"" + kind.id() + "\"");
        }
    }

    @Test
    void whatIsNoJsonObjectIsRefused() {
        for (String bad : List.of("{", "[]", "5", "{} {}", "{\"kind\":\"delay\",\"kind\":\"x\"}")) {
            HttpResponse<byte[]> answer = clouds.post("/sandbox/faults", bad);
            assertThat(answer.statusCode()).as(bad).isEqualTo(400);
            assertThat(Clouds.json(answer).get("title").asText()).isEqualTo("Bad Request");
        }
        String big = "{\"kind\":\"" + "x".repeat(100_000) + "\"}";
        assertThat(clouds.post("/sandbox/faults", big).statusCode()).isEqualTo(413);
    }

    @Test
    void aBodyOfAnotherTypeIsRefused() {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded")) {
            HttpResponse<byte[]> answer =
                    clouds.send(
                            clouds.bare("/sandbox/faults")
                                    .header("Content-Type", type)
                                    .POST(BodyPublishers.ofString("{\"kind\":\"delay\"}")));
            assertThat(answer.statusCode()).as(type).isEqualTo(415);
        }
    }
}
