package com.aqwacloud.camel.component.microsoft.onedrive;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.camel.component.microsoft.onedrive.GraphStub.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemsTest extends OneDriveTestSupport {

    private static final String I1 = "/v1.0/me/drive/items/I1";

    private final List<String> gate = Collections.synchronizedList(new ArrayList<>());
    private final List<String> callers = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> parts = Collections.synchronizedList(new ArrayList<>());

    @Override
    protected void configure(MicrosoftOneDriveConfiguration options) {
        options.setRequestGate(
                new RequestGate() {
                    @Override
                    public void before(GraphRequest request) {
                        callers.add(request.caller());
                        parts.add(request.parts());
                        gate.add("before " + request.kind() + " " + request.cost());
                    }

                    @Override
                    public void after(GraphRequest request, GraphOutcome outcome) {
                        gate.add(
                                "after "
                                        + outcome.status()
                                        + outcome.retryAfter().map(d -> " " + d).orElse(""));
                    }
                });
    }

    private static DriveItem item(Exchange exchange) {
        return exchange.getMessage().getBody(DriveItem.class);
    }

    @Test
    void anItemIsReadWithAllThatIsKnownOfIt() throws Exception {
        graph.on(
                "GET",
                "/v1.0/me/drive/root:/x/a%20b",
                Answer.json(
                        200,
                        "{'id':'I1','name':'a b','size':5000000000,'eTag':'e','cTag':'c','webUrl':'https://w',"
                                + "'createdDateTime':'2020-01-01T00:00:00Z','lastModifiedDateTime':'2020-01-02T00:00:00.5Z',"
                                + "'fileSystemInfo':{'createdDateTime':'2019-01-01T00:00:00Z','lastModifiedDateTime':'2019-01-02T00:00:00+01:00'},"
                                + "'parentReference':{'id':'P','driveId':'D','path':'/drive/root:/x'},"
                                + "'file':{'mimeType':'text/plain','hashes':{'quickXorHash':'q','sha1Hash':'S1','sha256Hash':'S2'}},"
                                + "'malware':{},'createdBy':{'application':{'displayName':'Some','id':'A1'}},"
                                + "'lastModifiedBy':{'application':{'id':'A2'},'user':{'displayName':'Ann'}}}"));
        DriveItem item = item(send("get", null, Map.of("Path", "/x/a b")));
        assertThat(item)
                .isEqualTo(
                        new DriveItem(
                                "I1",
                                "a b",
                                5_000_000_000L,
                                "e",
                                "c",
                                "P",
                                "D",
                                "/drive/root:/x",
                                Instant.parse("2020-01-01T00:00:00Z"),
                                Instant.parse("2020-01-02T00:00:00.5Z"),
                                Instant.parse("2019-01-01T00:00:00Z"),
                                Instant.parse("2019-01-01T23:00:00Z"),
                                new DriveItem.FileFacet(
                                        "text/plain", new DriveItem.Hashes("q", "S1", "S2")),
                                null,
                                null,
                                false,
                                false,
                                false,
                                true,
                                "https://w",
                                "Ann",
                                "A1",
                                "A2"));
    }

    @Test
    void facetsCountEvenIfTheyAreEmpty() throws Exception {
        graph.on(
                "GET",
                I1,
                Answer.json(
                        200,
                        "{'id':'I1','deleted':{},'root':{},'remoteItem':{'id':'z'},'package':{'type':'oneNote'},'folder':{}}"));
        DriveItem item = item(send("get?itemId=I1", null, Map.of()));
        assertThat(item.deleted()).isTrue();
        assertThat(item.root()).isTrue();
        assertThat(item.remote()).isTrue();
        assertThat(item.packageType()).isEqualTo("oneNote");
        assertThat(item.isFolder()).isTrue();
        assertThat(item.folder().childCount()).isEqualTo(-1);
        assertThat(item.size()).isEqualTo(-1);
        assertThat(item.name()).isNull();
    }

    @Test
    void theOperationCanComeWithTheMessage() throws Exception {
        graph.on(
                "GET",
                "/v1.0/me/drive",
                Answer.json(
                        200,
                        "{'id':'D1','driveType':'personal','quota':{'total':10,'used':3,'remaining':7,'state':'normal'}}"));
        Drive drive =
                send("get", null, Map.of("Operation", "drive")).getMessage().getBody(Drive.class);
        assertThat(drive)
                .isEqualTo(new Drive("D1", "personal", new Drive.Quota(10, 3, 7, "normal")));
        failure(IllegalArgumentException.class, "get", null, Map.of("Operation", "format"));
    }

    @Test
    void aRefusedTokenIsReplacedOnce() throws Exception {
        graph.validToken("better");
        graph.on("GET", I1, Answer.json(200, ITEM));
        send("get", null, Map.of("ItemId", "I1"));
        assertThat(rejected).hasValue(1);
        assertThat(accepted).containsExactly("better");
        assertThat(graph.requests()).hasSize(2);
        assertThat(gate).containsExactly("before GET 1", "after 401", "before GET 1", "after 200");
    }

    @Test
    void aTokenRefusedTwiceNeedsAPerson() {
        graph.validToken("another");
        var failure = failure(UnauthorizedException.class, "get", null, Map.of("ItemId", "I1"));
        assertThat(failure.isTokenRefused()).isTrue();
        assertThat(rejected).hasValue(2);
        assertThat(accepted).isEmpty();
        assertThat(graph.requests()).hasSize(2);
        assertThat(failure).hasMessageNotContaining("good").hasMessageNotContaining("better");
    }

    @Test
    void throttlingIsPassedOnWithItsPause() {
        graph.on("GET", I1, Answer.error(429, "activityLimitReached").with("Retry-After", "12"));
        var failure = failure(ThrottledException.class, "get", null, Map.of("ItemId", "I1"));
        assertThat(failure.getRetryAfter()).contains(Duration.ofSeconds(12));
        assertThat(gate).containsExactly("before GET 1", "after 429 PT12S");
        assertThat(graph.requests()).hasSize(1);
    }

    @Test
    void aDeadConnectionIsToldToTheGateToo() {
        graph.cutWhen(exchange -> true);
        failure(
                ServiceUnavailableException.class,
                "update",
                null,
                Map.of("ItemId", "I1", "NewName", "b"));
        assertThat(gate).containsExactly("before UPDATE 2", "after 0");
    }

    @Test
    void childrenComePageByPage() throws Exception {
        String next = graph.baseUrl() + "/me/drive/items/P/children?$skiptoken=x%20y";
        graph.on(
                "GET",
                "/v1.0/me/drive/items/P/children?$select=id,name&$orderby=name%20desc&$top=2",
                Answer.json(200, "{'value':[" + ITEM + "],'@odata.nextLink':'" + next + "'}"));
        graph.on(
                "GET",
                "/v1.0/me/drive/items/P/children?$skiptoken=x%20y",
                Answer.json(200, "{'value':[]}"));
        String uri = "children?itemId=P&top=2&select=id,name&orderBy=RAW(name desc)";
        Exchange first = send(uri, null, Map.of());
        assertThat(first.getMessage().getBody(DriveItemPage.class).items()).hasSize(1);
        Object link = first.getMessage().getHeader(MicrosoftOneDriveConstants.NEXT_LINK);
        Exchange last = send(uri, null, Map.of("Link", link));
        assertThat(last.getMessage().getBody(DriveItemPage.class).continuation()).isEmpty();
        assertThat(last.getMessage().getHeader(MicrosoftOneDriveConstants.NEXT_LINK)).isNull();
    }

    @Test
    void aLinkToElsewhereGetsNoToken() {
        failure(
                IllegalArgumentException.class,
                "children",
                null,
                Map.of("Link", "http://localhost:1/v1.0/me"));
        assertThat(graph.requests()).isEmpty();
        assertThat(rejected).hasValue(0);
    }

    @Test
    void changesAreReadFromScratchFromNowAndFromALink() throws Exception {
        String link = graph.baseUrl() + "/me/drive/root/delta?token=t1";
        Answer page = Answer.json(200, "{'value':[],'@odata.deltaLink':'" + link + "'}");
        graph.on("GET", "/v1.0/me/drive/root/delta", page);
        send("delta", null, Map.of());
        send("delta?deltaToken=latest&deltaExcludeParent=true", null, Map.of());
        Exchange third = send("delta", null, Map.of("Link", link));
        assertThat(graph.calls())
                .containsExactly(
                        "GET /v1.0/me/drive/root/delta",
                        "GET /v1.0/me/drive/root/delta?token=latest",
                        "GET /v1.0/me/drive/root/delta?token=t1");
        assertThat(graph.requests().get(1).header("deltaExcludeParent")).isEqualTo("true");
        assertThat(third.getMessage().getHeader(MicrosoftOneDriveConstants.DELTA_LINK))
                .isEqualTo(link);
        assertThat(gate).contains("before DELTA_START 2", "before DELTA 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resyncChangesUploadDifferences", "resyncUploadDifferences"})
    void aDeadCursorSaysWhereToStartAgain(String code) {
        graph.on(
                "GET",
                "/v1.0/me/drive/root/delta",
                Answer.error(410, code).with("Location", "https://x/fresh"));
        var failure = failure(ResyncRequiredException.class, "delta", null, Map.of());
        assertThat(failure.getKind()).isEqualTo(ResyncRequiredException.Kind.UPLOAD_DIFFERENCES);
        assertThat(failure.getCode()).isEqualTo(code);
        assertThat(failure.getRestartLink()).contains("https://x/fresh");
        assertThat(failure).hasMessageNotContaining("fresh");
    }

    @Test
    void aFolderIsCreatedInItsParent() throws Exception {
        graph.on("POST", "/v1.0/me/drive/items/P/children", Answer.json(201, ITEM));
        graph.on("POST", "/v1.0/me/drive/root:/a%20b:/children", Answer.json(201, ITEM));
        graph.on("POST", "/v1.0/me/drive/root/children", Answer.json(201, ITEM));
        send("createFolder", null, Map.of("ParentId", "P", "Name", "n"));
        send("createFolder?conflictBehavior=rename", null, Map.of("Path", "a b/n"));
        send("createFolder", null, Map.of("Path", "n"));
        assertThat(graph.requests().get(0).text())
                .isEqualTo(
                        "{\"name\":\"n\",\"folder\":{},\"@microsoft.graph.conflictBehavior\":\"fail\"}");
        assertThat(graph.requests().get(1).text()).contains("rename");
        graph.on("POST", "/v1.0/me/drive/items/P/children", Answer.error(409, "nameAlreadyExists"));
        failure(
                NameConflictException.class,
                "createFolder",
                null,
                Map.of("ParentId", "P", "Name", "n"));
        failure(IllegalArgumentException.class, "createFolder", null, Map.of("ItemId", "I1"));
    }

    @Test
    void nameFolderAndTimesChangeInOneRequest() throws Exception {
        graph.on("PATCH", I1, Answer.json(200, ITEM));
        Map<String, Object> headers = new HashMap<>();
        headers.put("ItemId", "I1");
        headers.put("IfMatch", "e0");
        headers.put("NewName", "b");
        headers.put("NewParentId", "P2");
        headers.put("Created", "2020-01-01T00:00:00Z");
        send("update", null, headers);
        assertThat(graph.requests().get(0).text())
                .isEqualTo(
                        "{'name':'b','parentReference':{'id':'P2'},'fileSystemInfo':{'createdDateTime':'2020-01-01T00:00:00Z'}}"
                                .replace('\'', '"'));
        assertThat(graph.requests().get(0).header("If-Match")).isEqualTo("e0");
        failure(IllegalArgumentException.class, "update", null, Map.of("ItemId", "I1"));
    }

    @Test
    void deletingHoldsToTheETag() throws Exception {
        graph.on("DELETE", I1, Answer.status(204));
        send("delete?ifMatch=e0", null, Map.of("ItemId", "I1"));
        assertThat(graph.requests().get(0).header("If-Match")).isEqualTo("e0");
        graph.on("DELETE", I1, Answer.error(412, "resourceModified"));
        failure(PreconditionFailedException.class, "delete", null, Map.of("ItemId", "I1"));
        graph.on("DELETE", I1, Answer.error(423, "notAllowed"));
        failure(LockedException.class, "delete", null, Map.of("ItemId", "I1"));
        failure(IllegalArgumentException.class, "delete", null, Map.of("ItemId", "root"));
        failure(IllegalArgumentException.class, "delete", null, Map.of());
    }

    @Test
    void whatWasDeletedIsRestoredByItsIdOnly() throws Exception {
        graph.on("POST", I1 + "/restore", Answer.json(200, ITEM));

        assertThat(item(send("restore?itemId=I1", null, Map.of())).id()).isEqualTo("I1");
        send("restore", null, Map.of("ItemId", "I1", "NewName", "b", "NewParentId", "P2"));

        assertThat(graph.requests())
                .extracting(GraphStub.Request::text)
                .containsExactly(
                        "{}", "{'name':'b','parentReference':{'id':'P2'}}".replace('\'', '"'));
        assertThat(gate).contains("before RESTORE 2", "after 200");
        failure(IllegalArgumentException.class, "restore", null, Map.of("Path", "/a.txt"));
        graph.on("POST", I1 + "/restore", Answer.error(409, "nameAlreadyExists"));
        failure(NameConflictException.class, "restore", null, Map.of("ItemId", "I1"));
        graph.on("POST", I1 + "/restore", Answer.error(404, "itemNotFound"));
        failure(NotFoundException.class, "restore", null, Map.of("ItemId", "I1"));
        graph.on("POST", I1 + "/restore", Answer.error(400, "notSupported"));
        failure(InvalidRequestException.class, "restore", null, Map.of("ItemId", "I1"));
    }

    @Test
    void aCopyIsWaitedForWithoutTheToken() throws Exception {
        var looks = new AtomicInteger();
        graph.on(
                "POST",
                I1 + "/copy",
                Answer.status(202).with("Location", graph.url("/monitor/1?secret=s")));
        graph.on(
                "GET",
                "/monitor/1",
                request ->
                        looks.incrementAndGet() < 3
                                ? Answer.json(202, "{'status':'inProgress'}")
                                : Answer.json(303, "{'status':'completed','resourceId':'C1'}"));
        graph.on("GET", "/v1.0/drives/D2/items/C1", Answer.json(200, ITEM.replace("I1", "C1")));
        Map<String, Object> to =
                Map.of(
                        "ItemId", "I1",
                        "NewParentId", "P2",
                        "NewParentDriveId", "D2",
                        "NewName", "c");
        assertThat(item(send("copy", null, to)).id()).isEqualTo("C1");
        assertThat(graph.requests().get(0).text())
                .isEqualTo(
                        "{'name':'c','parentReference':{'driveId':'D2','id':'P2'}}"
                                .replace('\'', '"'));
        assertThat(looks).hasValue(3);
        assertThat(graph.requests())
                .filteredOn(request -> request.uri().startsWith("/monitor/"))
                .hasSize(3)
                .allSatisfy(request -> assertThat(request.header("Authorization")).isNull());

        Exchange started = send("copy?waitForCopy=false", null, to);
        Object monitor = started.getMessage().getHeader(MicrosoftOneDriveConstants.MONITOR_URL);
        assertThat(monitor).hasToString("http://127.0.0.1/(secret)");
        assertThat(((PreAuthenticatedUrl) monitor).value()).endsWith("secret=s");
    }

    @Test
    void aCopyThatFailsSaysWhy() {
        graph.on(
                "POST", I1 + "/copy", Answer.status(202).with("Location", graph.url("/monitor/1")));
        graph.on(
                "GET",
                "/monitor/1",
                Answer.json(200, "{'status':'failed','error':{'code':'nameAlreadyExists'}}"));
        Map<String, Object> to = Map.of("ItemId", "I1", "NewName", "c");
        failure(NameConflictException.class, "copy", null, to);
        graph.on(
                "GET",
                "/monitor/1",
                Answer.json(200, "{'status':'failed','error':{'code':'itemNotFound'}}"));
        failure(NotFoundException.class, "copy", null, to);
        graph.on(
                "GET",
                "/monitor/1",
                Answer.json(200, "{'status':'failed','error':{'code':'generalException'}}"));
        assertThat(failure(OneDriveException.class, "copy", null, to))
                .isExactlyInstanceOf(OneDriveException.class)
                .hasMessageContaining("gave up");
    }

    @Test
    void aLookAtACopyThatFailsDoesNotEndTheCopy() throws Exception {
        var looks = new AtomicInteger();
        graph.on(
                "POST", I1 + "/copy", Answer.status(202).with("Location", graph.url("/monitor/1")));
        graph.on(
                "GET",
                "/monitor/1",
                request ->
                        looks.incrementAndGet() < 3
                                ? Answer.error(503, "serviceNotAvailable")
                                : Answer.json(200, "{'status':'completed','resourceId':'C1'}"));
        graph.on("GET", "/v1.0/me/drive/items/C1", Answer.json(200, ITEM.replace("I1", "C1")));

        assertThat(item(send("copy", null, Map.of("ItemId", "I1", "NewName", "c"))).id())
                .isEqualTo("C1");
        assertThat(looks).hasValue(3);
    }

    @Test
    void aCopyThatDoesNotEndIsGivenUpInTime() {
        graph.on(
                "POST", I1 + "/copy", Answer.status(202).with("Location", graph.url("/monitor/1")));
        graph.on("GET", "/monitor/1", Answer.json(202, "{'status':'inProgress'}"));

        Map<String, Object> to = Map.of("ItemId", "I1", "NewName", "c");
        assertThat(failure(ServiceUnavailableException.class, "copy?copyTimeout=20", null, to))
                .hasMessageContaining("did not complete the copy");
        graph.on("GET", "/monitor/1", Answer.error(500, "generalException"));
        failure(ServiceUnavailableException.class, "copy?copyTimeout=20", null, to);
        graph.on("GET", "/monitor/1", Answer.error(429, "activityLimitReached"));
        failure(ThrottledException.class, "copy", null, to);
    }

    /** The last look is as late as the copy may take, however long the service asks to wait. */
    @Test
    @Timeout(20)
    void aCopyIsGivenUpInTimeWhateverPauseTheServiceAsksFor() {
        graph.on(
                "POST", I1 + "/copy", Answer.status(202).with("Location", graph.url("/monitor/1")));
        graph.on(
                "GET",
                "/monitor/1",
                Answer.json(202, "{'status':'inProgress'}").with("Retry-After", "3600"));

        Map<String, Object> to = Map.of("ItemId", "I1", "NewName", "c");
        assertThat(failure(ServiceUnavailableException.class, "copy?copyTimeout=500", null, to))
                .hasMessageContaining("did not complete the copy");
    }

    @Test
    void aBatchIsAnsweredInItsOrderEachPartByItself() throws Exception {
        graph.on(
                "POST",
                "/v1.0/$batch",
                Answer.json(
                        200,
                        "{'responses':[{'id':'2','status':429,'headers':{'Retry-After':'9'},'body':{'error':{'code':'activityLimitReached'}}},"
                                + "{'id':'1','status':200,'body':"
                                + ITEM
                                + "},{'id':'3','status':424}]}"));
        var requests =
                List.of(
                        new BatchRequest("1", "GET", "/me/drive/items/I1"),
                        new BatchRequest(
                                "2",
                                "PATCH",
                                "/me/drive/items/I2",
                                Map.of("If-Match", "e"),
                                Map.of("name", "n"),
                                List.of()),
                        new BatchRequest("3", "GET", "/me/drive", Map.of(), null, List.of("2")));
        List<?> responses = send("batch", requests, Map.of()).getMessage().getBody(List.class);
        assertThat(responses)
                .extracting(r -> ((BatchResponse) r).id())
                .containsExactly("1", "2", "3");
        assertThat(((BatchResponse) responses.get(0)).item()).map(DriveItem::id).contains("I1");
        assertThat(((BatchResponse) responses.get(1)).failure())
                .get()
                .isInstanceOf(ThrottledException.class);
        assertThat(((BatchResponse) responses.get(2)).failure())
                .map(OneDriveException::getStatus)
                .contains(424);
        assertThat(graph.requests().get(0).text())
                .contains("\"dependsOn\":[\"2\"]", "\"body\":{\"name\":\"n\"}", "application/json");
        assertThat(gate).containsExactly("before BATCH 4", "after 200 PT9S");
        assertThat(parts).containsExactly(3);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /me/drive/items/I1, 1",
        "GET, /me/drive/items/I1/content, 1",
        "GET, /me/drive/items/I1/children, 2",
        "GET, /me/drive/root/delta, 2",
        "GET, /me/drive/root/delta?token=t, 1",
        "PATCH, /me/drive/items/I1, 2",
        "DELETE, /me/drive/items/I1, 2",
        "POST, /me/drive/items/I1/children, 2",
        "GET, /me/drive/items/I1/permissions, 5",
        "GET, /me/drive/items/I1?$expand=permissions, 5"
    })
    void aPartOfABatchCostsWhatItWouldAlone(String method, String url, int cost) throws Exception {
        graph.on(
                "POST",
                "/v1.0/$batch",
                Answer.json(
                        200, "{'responses':[{'id':'1','status':204},{'id':'2','status':204}]}"));
        send(
                "batch",
                List.of(
                        new BatchRequest("1", method, url),
                        new BatchRequest("2", "GET", "/me/drive")),
                Map.of());
        assertThat(gate).containsExactly("before BATCH " + (cost + 1), "after 200");
    }

    @Test
    void whoeverAnOperationIsForIsToldToTheGateAndToNobodyElse() throws Exception {
        graph.on("GET", I1, Answer.json(200, ITEM));
        send("get", null, Map.of("ItemId", "I1", "Caller", "somebody"));
        send("get", null, Map.of("ItemId", "I1"));
        assertThat(callers).containsExactly("somebody", null);
        assertThat(graph.requests())
                .allSatisfy(request -> assertThat(request.toString()).doesNotContain("somebody"));
    }

    @Test
    void aBatchHoldsOneToTwentyRequestsWithTheirOwnIds() {
        var one = new BatchRequest("1", "GET", "/me/drive");
        failure(IllegalArgumentException.class, "batch", List.of(), Map.of());
        failure(IllegalArgumentException.class, "batch", List.of(one, one), Map.of());
        failure(IllegalArgumentException.class, "batch", Collections.nCopies(21, one), Map.of());
        failure(IllegalArgumentException.class, "batch", List.of("x"), Map.of());
        assertThat(graph.requests()).isEmpty();
    }
}
