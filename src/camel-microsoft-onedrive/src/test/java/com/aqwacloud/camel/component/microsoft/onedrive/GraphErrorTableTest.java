package com.aqwacloud.camel.component.microsoft.onedrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphErrorTableTest {

    private static OneDriveException decide(RequestKind kind, int status, String code) {
        return GraphErrorTable.exceptionFor(
                kind, GraphError.ofStatus(status, code == null ? "" : code));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,400,invalidRequest,InvalidRequestException",
        "UPLOAD,400,invalidPath,InvalidRequestException",
        "UPLOAD,400,pathIsTooLong,InvalidRequestException",
        "GET,401,unauthenticated,UnauthorizedException",
        "GET,401,InvalidAuthenticationToken,UnauthorizedException",
        "GET,403,accessDenied,ForbiddenException",
        "GET,403,notAllowed,ForbiddenException",
        "GET,403,insufficient_claims,UnauthorizedException",
        "DOWNLOAD,403,malwareDetected,MalwareException",
        "DOWNLOAD,403,virusSuspicious,MalwareException",
        "GET,404,itemNotFound,NotFoundException",
        "GET,405,,InvalidRequestException",
        "GET,406,,InvalidRequestException",
        "UPLOAD,411,,InvalidRequestException",
        "UPLOAD,413,maxFileSizeExceeded,InvalidRequestException",
        "UPLOAD,415,,InvalidRequestException",
        "UPLOAD,422,,InvalidRequestException",
        "GET,408,,ServiceUnavailableException",
        "UPLOAD,409,nameAlreadyExists,NameConflictException",
        "UPLOAD,409,,NameConflictException",
        "UPLOAD,409,itemNotFound,NotFoundException",
        "UPLOAD,409,resourceModified,PreconditionFailedException",
        "UPLOAD,409,somethingNew,OneDriveException",
        "DELTA,410,resyncChangesApplyDifferences,ResyncRequiredException",
        "DELTA,410,resyncApplyDifferences,ResyncRequiredException",
        "DELTA,410,resyncChangesUploadDifferences,ResyncRequiredException",
        "DELTA,410,resyncUploadDifferences,ResyncRequiredException",
        "DELTA,410,resyncRequired,ResyncRequiredException",
        "DELTA,410,syncStateNotFound,ResyncRequiredException",
        "DELTA,410,,ResyncRequiredException",
        "GET,410,,NotFoundException",
        "DELTA,500,cannotSnapshotTree,ServiceUnavailableException",
        "UPDATE,412,resourceModified,PreconditionFailedException",
        "UPDATE,412,entityTagDoesNotMatch,PreconditionFailedException",
        "DOWNLOAD_CONTENT,416,invalidRange,InvalidRequestException",
        "DELETE,423,notAllowed,LockedException",
        "DELETE,423,accessDenied,LockedException",
        "DELETE,423,resourceLocked,LockedException",
        "DELETE,409,lockMismatch,LockedException",
        "BATCH,424,,OneDriveException",
        "GET,429,activityLimitReached,ThrottledException",
        "GET,429,throttledRequest,ThrottledException",
        "GET,429,somethingNew,ThrottledException",
        "GET,500,generalException,ServiceUnavailableException",
        "GET,502,,ServiceUnavailableException",
        "GET,503,serviceNotAvailable,ServiceUnavailableException",
        "GET,504,,ServiceUnavailableException",
        "UPLOAD,507,quotaLimitReached,InsufficientStorageException",
        "UPLOAD,507,insufficientStorage,InsufficientStorageException",
        "UPLOAD,507,,InsufficientStorageException",
        "UPLOAD,403,quotaLimitReached,InsufficientStorageException",
        "GET,509,,ThrottledException",
        "UPLOAD_FRAGMENT,401,unauthenticated,UploadSessionGoneException",
        "UPLOAD_FRAGMENT,404,itemNotFound,UploadSessionGoneException",
        "UPLOAD_STATUS,410,,UploadSessionGoneException",
        "UPLOAD_FRAGMENT,400,uploadSessionNotFound,UploadSessionGoneException",
        "UPLOAD_FRAGMENT,400,fragmentLengthMismatch,UploadSessionFailedException",
        "UPLOAD_FRAGMENT,400,uploadSessionFailed,UploadSessionFailedException",
        "UPLOAD_FRAGMENT,400,uploadSessionIncomplete,UploadSessionFailedException",
        "UPLOAD_STATUS,400,uploadSessionFailed,UploadSessionFailedException",
        "UPLOAD_FRAGMENT,400,invalidRequest,InvalidRequestException",
        "UPLOAD_FRAGMENT,409,nameAlreadyExists,NameConflictException",
        "UPLOAD_FRAGMENT,412,,PreconditionFailedException",
        "GET,302,,OneDriveException"
    })
    void statusAndCodeDecide(RequestKind kind, int status, String code, String exception) {
        OneDriveException decided = decide(kind, status, code);
        assertThat(decided.getClass().getSimpleName()).isEqualTo(exception);
        assertThat(decided.getStatus()).isEqualTo(status);
        assertThat(decided).hasMessageContaining("HTTP " + status);
    }

    @ParameterizedTest
    @CsvSource({
        "resyncChangesApplyDifferences,APPLY_DIFFERENCES",
        "resyncApplyDifferences,APPLY_DIFFERENCES",
        "resyncChangesUploadDifferences,UPLOAD_DIFFERENCES",
        "resyncUploadDifferences,UPLOAD_DIFFERENCES",
        "resyncRequired,FULL",
        "syncStateNotFound,FULL"
    })
    void bothSpellingsOfAResyncMeanTheSame(String code, ResyncRequiredException.Kind kind) {
        var decided = (ResyncRequiredException) decide(RequestKind.DELTA, 410, code);
        assertThat(decided.getKind()).isEqualTo(kind);
    }

    private static GraphError parsed(String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return GraphError.of(400, GraphJson.parseLeniently(bytes), null, null, null);
    }

    @Test
    void theDeepestKnownCodeCounts() {
        GraphError error =
                parsed(
                        "{'error':{'code':'invalidRequest','innererror':{'code':'pathIsTooLong','request-id':'r-1',"
                                + "'innerError':{'code':'brandNew'}}}}");
        assertThat(error.code()).isEqualTo("pathIsTooLong");
        assertThat(error.requestId()).isEqualTo("r-1");
    }

    @Test
    void withoutAKnownCodeTheOutermostCounts() {
        assertThat(parsed("{'error':{'code':'new1','innerError':{'code':'new2'}}}").code())
                .isEqualTo("new1");
        assertThat(parsed("<html>").code()).isEmpty();
        assertThat(parsed("").code()).isEmpty();
    }

    @Test
    void aCodeCanNotForgeLogLines() {
        assertThat(parsed("{'error':{'code':'a\\nb https://x?t=1'}}").code())
                .isEqualTo("abhttpsxt1");
    }

    @ParameterizedTest
    @CsvSource({
        "7,PT7S",
        "0,",
        "'Sun, 22 Nov 2026 12:00:30 GMT',PT30S",
        "'Sun, 22 Nov 2026 11:00:00 GMT',",
        "soon,",
        "-1,",
        "315360000,PT24H",
        "9223372036854775807,PT24H",
        "'Sun, 22 Nov 2099 12:00:00 GMT',PT24H",
        "99999999999999999999,"
    })
    void retryAfterIsSecondsOrADate(String header, Duration expected) {
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
        assertThat(RetryAfter.parse(header, clock)).isEqualTo(expected);
    }
}
