package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.SessionState;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a file when OneDrive answers with an error: each that is known of it. */
class GraphErrorsAtWorkTest extends FaultCase {
    private static final String WRITES = "onedrive/upload.put";
    private static final String OPENED = "onedrive/session.create";
    private static final String FRAGMENTS = "onedrive/session.fragment";
    private static final String CANCELLED = "onedrive/session.cancel";
    private static final String TAKEN = "does not take the request";

    static Stream<Row> rows() {
        return Stream.of(
                always(400, "invalidRequest", null).fails(TAKEN),
                always(400, "BadRequest", null).fails(TAKEN),
                always(400, "invalidRequest", "invalidPath").fails(TAKEN),
                always(400, "invalidRequest", "pathIsTooLong")
                        .failsAtTry(3, "path is too long")
                        .asking("onedrive/upload.put", 3),
                always(400, "invalidRequest", "pathTooDeep").fails(TAKEN),
                once(401, "unauthenticated", null).completesAtTry(1),
                once(401, "InvalidAuthenticationToken", null).completesAtTry(1),
                twice(401, "InvalidAuthenticationToken").completesAtTry(2),
                always(401, "InvalidAuthenticationToken", null)
                        .pausesTheSessionAfterTries(1, "refuses each new access token")
                        .asking(WRITES, 3),
                always(403, "accessDenied", null).fails("may not do this"),
                always(403, "notAllowed", null).fails("may not do this"),
                always(403, "insufficient_claims", null).pausesTheSession("consent again"),
                always(403, "malwareDetected", null).fails("malware"),
                always(403, "accessDenied", "virusSuspicious").fails("malware"),
                once(404, "itemNotFound", null).completesAtTry(2),
                always(405, "notAllowed", null).fails(TAKEN),
                always(406, "invalidRequest", null).fails(TAKEN),
                always(411, "invalidRequest", null).fails(TAKEN),
                always(413, "invalidRequest", "maxFileSizeExceeded").fails(TAKEN),
                always(415, "invalidRequest", null).fails(TAKEN),
                always(422, "invalidRequest", null).fails(TAKEN),
                once(409, "nameAlreadyExists", null).completesAtTry(2),
                once(409, "itemNotFound", null).completesAtTry(2),
                once(410, "itemNotFound", null).completesAtTry(2),
                once(412, "resourceModified", "entityTagDoesNotMatch").completesAtTry(2),
                always(416, "invalidRange", null).fails(TAKEN),
                always(423, "notAllowed", "resourceLocked").waits("locked"),
                always(423, "accessDenied", null).waits("locked"),
                always(423, "notAllowed", "lockMismatch").waits("locked"),
                throttled(429, "activityLimitReached").completesAtTry(1).afterSilenceOf(1),
                throttled(429, "somethingNew").completesAtTry(1).afterSilenceOf(1),
                once(500, "generalException", null).completesAtTry(2),
                once(502, "generalException", null).completesAtTry(2),
                once(504, "generalException", null).completesAtTry(2),
                throttled(503, "serviceNotAvailable").completesAtTry(1).afterSilenceOf(1),
                once(503, "serviceNotAvailable", null).completesAtTry(2).afterSilenceOf(1),
                throttled(503, "serviceNotAvailable", "0").completesAtTry(2).afterSilenceOf(1),
                throttled(503, "serviceNotAvailable", PAST).completesAtTry(2).afterSilenceOf(1),
                throttled(429, "activityLimitReached", "0").completesAtTry(1).afterSilenceOf(1),
                always(507, "quotaLimitReached", null).pausesTheSession("full"),
                always(507, "insufficientStorage", null).pausesTheSession("full"),
                once(509, "bandwidthLimitExceeded", null).completesAtTry(1).afterSilenceOf(1),
                // In an upload session the same statuses may mean something else.
                opening(
                                "409 nameAlreadyExists",
                                "'status':409,'code':'nameAlreadyExists','times':1")
                        .completesAtTry(2)
                        .asking(OPENED, 2),
                opening("507 quotaLimitReached", "'status':507,'code':'quotaLimitReached'")
                        .pausesTheSession("full")
                        .asking(OPENED, 1)
                        .asking(FRAGMENTS, 0),
                fragment("404 itemNotFound", "'status':404,'code':'itemNotFound','times':1")
                        .completesAtTry(1)
                        .asking(OPENED, 1)
                        .asking(FRAGMENTS, 2),
                fragment(
                                "404 uploadSessionNotFound",
                                "'status':404,'code':'itemNotFound','innerCode':'uploadSessionNotFound','times':1")
                        .completesAtTry(1)
                        .asking(OPENED, 1)
                        .asking(FRAGMENTS, 2),
                fragment("401 unauthenticated", "'status':401,'code':'unauthenticated','times':1")
                        .completesAtTry(2)
                        .asking(OPENED, 2)
                        .asking(FRAGMENTS, 2),
                fragment("410 itemNotFound", "'status':410,'code':'itemNotFound','times':1")
                        .completesAtTry(2)
                        .asking(OPENED, 2)
                        .asking(FRAGMENTS, 2),
                fragment(
                                "409 nameAlreadyExists",
                                "'status':409,'code':'nameAlreadyExists','times':1")
                        .completesAtTry(2)
                        .asking(OPENED, 2)
                        .asking(FRAGMENTS, 2),
                fragment("412 resourceModified", "'status':412,'code':'resourceModified','times':1")
                        .completesAtTry(2)
                        .asking(OPENED, 2)
                        .asking(FRAGMENTS, 2),
                fragment(
                                "416 fragmentOverlap",
                                "'status':416,'code':'invalidRange','innerCode':'fragmentOverlap','times':1")
                        .completesAtTry(1)
                        .asking(OPENED, 1)
                        .asking(FRAGMENTS, 2),
                fragment(
                                "416 fragmentOutOfOrder",
                                "'status':416,'code':'invalidRange','innerCode':'fragmentOutOfOrder','times':1")
                        .completesAtTry(1)
                        .asking(OPENED, 1)
                        .asking(FRAGMENTS, 2),
                fragment("500 generalException", "'status':500,'code':'generalException','times':1")
                        .completesAtTry(1)
                        .asking(OPENED, 1)
                        .asking(FRAGMENTS, 2),
                fragment("507 quotaLimitReached", "'status':507,'code':'quotaLimitReached'")
                        .pausesTheSession("full")
                        .asking(OPENED, 1)
                        .asking(FRAGMENTS, 1),
                fragment("400 invalidRequest", "'status':400,'code':'invalidRequest'")
                        .fails(TAKEN)
                        .asking(FRAGMENTS, 1),
                failedSession("fragmentLengthMismatch"),
                failedSession("uploadSessionFailed"),
                failedSession("uploadSessionIncomplete"),
                fragment(
                                "400 uploadSessionFailed",
                                "'status':400,'code':'invalidRequest','innerCode':'uploadSessionFailed'")
                        .failsAtTry(3, "the upload session has failed")
                        .asking(OPENED, 3)
                        .asking(FRAGMENTS, 3)
                        .asking(CANCELLED, 3));
    }

    private static Row failedSession(String inner) {
        return fragment(
                        "1 x 400 " + inner,
                        "'status':400,'code':'invalidRequest','innerCode':'"
                                + inner
                                + "','times':1")
                .completesAtTry(2)
                .asking(OPENED, 2)
                .asking(FRAGMENTS, 2)
                .asking(CANCELLED, 1);
    }

    private static Row always(int status, String code, String inner) {
        return Row.of(
                        words(status, code, inner),
                        SMALL,
                        rule("upload.put", content(status, code, inner)))
                .asking(WRITES, 1);
    }

    private static Row once(int status, String code, String inner) {
        return Row.of(
                        "1 x " + words(status, code, inner),
                        SMALL,
                        rule("upload.put", content(status, code, inner) + ",'times':1"))
                .asking(WRITES, 2);
    }

    private static Row twice(int status, String code) {
        return Row.of(
                        "2 x " + words(status, code, null),
                        SMALL,
                        rule("upload.put", content(status, code, null) + ",'times':2"))
                .asking(WRITES, 3);
    }

    private static Row throttled(int status, String code) {
        return throttled(status, code, "1");
    }

    private static Row throttled(int status, String code, String retryAfter) {
        return Row.of(
                        "1 x " + status + " " + code + " with Retry-After: " + retryAfter,
                        SMALL,
                        rule(
                                "upload.put",
                                content(status, code, null)
                                        + ",'headers':{'Retry-After':'"
                                        + retryAfter
                                        + "'},'times':1"))
                .asking(WRITES, 2);
    }

    private static Row opening(String what, String content) {
        return Row.of(what + " to a session", LARGE, rule("session.create", content));
    }

    private static Row fragment(String what, String content) {
        return Row.of(what + " to a fragment", LARGE, rule("session.fragment", content));
    }

    private static String content(int status, String code, String inner) {
        return "'status':"
                + status
                + ",'code':'"
                + code
                + "'"
                + (inner == null ? "" : ",'innerCode':'" + inner + "'");
    }

    private static String words(int status, String code, String inner) {
        return status + " " + code + (inner == null ? "" : "/" + inner);
    }

    private static String rule(String operation, String content) {
        return "{'kind':'refuse','operation':'" + operation + "'," + content + "}";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void anErrorOfOneDrive(Row row) throws Exception {
        happens(row);
    }

    /** Each part of a batch has an answer of its own: here the one that sets a file's times. */
    @ParameterizedTest(name = "{0} {1} within a batch: set with the next poll")
    @CsvSource({
        "401, unauthenticated",
        "403, accessDenied",
        "404, itemNotFound",
        "412, resourceModified",
        "423, resourceLocked",
        "424, failedDependency",
        "429, activityLimitReached",
        "500, generalException",
        "503, serviceNotAvailable",
        "507, quotaLimitReached"
    })
    void timesThatABatchDidNotSetAreSetLater(int status, String code) throws Exception {
        goOn();
        String name = "times-" + status + ".txt";
        byte[] content = name.getBytes(StandardCharsets.UTF_8);
        String id = aqwa.create(name, content);
        aqwa.change(
                "PATCH", "/drive/v3/files/" + id, "{\"modifiedTime\":\"2020-02-02T02:02:02Z\"}");
        aqwa.fault(rule("patch", content(status, code, null) + ",'times':1").replace('\'', '"'));
        aqwa.forgetRequests();
        aqwa.poll(session.id());

        awaitState(name, JobState.COMPLETED);
        assertThat(transfer(name).attempts()).isEqualTo(1);
        assertThat(modified(name)).isNotEqualTo("2020-02-02T02:02:02Z");

        aqwa.poll(session.id());

        until("its times", () -> modified(name).equals("2020-02-02T02:02:02Z"));
        assertArrived(name, content);
        assertThat(aqwa.requests().at("/onedrive/operations/upload.put").asInt()).isEqualTo(1);
        assertThat(session().state()).isEqualTo(SessionState.RUNNING);
    }

    private String modified(String name) throws Exception {
        return aqwa.change("GET", "/v1.0/me/drive/root:/" + name, "")
                .at("/fileSystemInfo/lastModifiedDateTime")
                .asText();
    }
}
