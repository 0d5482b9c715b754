package com.aqwacloud.sync.internal.google;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.NotFoundException;
import com.aqwacloud.sync.api.QuotaWindow;
import com.aqwacloud.sync.internal.account.ScriptedServer;
import com.aqwacloud.sync.internal.account.ScriptedServer.Reply;
import com.aqwacloud.sync.internal.quota.Charge;
import com.google.api.services.drive.model.ChangeList;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriveClientTest {
    private static final Reply START = Reply.json(200, "{\"startPageToken\":\"77\"}");

    private static String start(DriveFixture drive) throws IOException {
        return drive.components()
                .client("google")
                .changes()
                .getStartPageToken()
                .setSupportsAllDrives(true)
                .execute()
                .getStartPageToken();
    }

    @Test
    void aRequestCarriesTheAccountsTokenInAHeaderOnly() throws IOException {
        try (var drive = new DriveFixture((request, number) -> START)) {
            assertThat(start(drive)).isEqualTo("77");

            var request = drive.requests().get(0);
            assertThat(request.uri().getPath()).isEqualTo("/drive/v3/changes/startPageToken");
            assertThat(request.header("Authorization")).isEqualTo("Bearer token-1");
            assertThat(request.uri().toString()).doesNotContain("token-1");
            assertThat(request.header("User-Agent")).startsWith("AqwaCloud").contains("gzip");
            assertThat(request.header("Accept-Encoding")).isEqualTo("gzip");
            assertThat(drive.governor().state().requests()).isEqualTo(1);
        }
    }

    @Test
    void a401IsTriedOnceMoreWithAnotherToken() throws IOException {
        try (var drive =
                new DriveFixture(
                        (request, number) ->
                                number == 1 ? DriveFixture.refused(401, "authError") : START)) {
            assertThat(start(drive)).isEqualTo("77");

            assertThat(drive.requests())
                    .extracting(request -> request.header("Authorization"))
                    .containsExactly("Bearer token-1", "Bearer token-2");
            assertThat(drive.governor().state().requests()).isEqualTo(2);
        }
    }

    @Test
    void aSecond401IsForALaterAttempt() {
        try (var drive =
                new DriveFixture((request, number) -> DriveFixture.refused(401, "authError"))) {
            var thrown = catchThrowable(() -> start(drive));

            assertThat(DriveErrors.explain(thrown, DriveCall.ITEM))
                    .isInstanceOf(DriveException.Unavailable.class)
                    .hasMessage(
                            "Google Drive does not take the access token (status 401,"
                                    + " authError).");
            assertThat(drive.requests()).hasSize(2);
        }
    }

    @Test
    void aRateLimitStopsTheAccountAsLongAsAskedAndIsTriedAgain() throws IOException {
        try (var drive =
                new DriveFixture(
                        (request, number) ->
                                number == 1
                                        ? DriveFixture.refused(403, "userRateLimitExceeded")
                                                .with("Retry-After", "1")
                                        : START)) {
            long begin = System.nanoTime();
            assertThat(start(drive)).isEqualTo("77");

            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(950_000_000L);
            assertThat(drive.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dailyLimitExceeded", "quotaExceeded"})
    void aDailyLimitStopsTheAccountForAnHourAndIsTold(String reason) {
        try (var drive = new DriveFixture((request, number) -> DriveFixture.refused(403, reason))) {
            var thrown = catchThrowable(() -> start(drive));

            assertThat(DriveErrors.explain(thrown, DriveCall.ITEM))
                    .isInstanceOf(DriveException.DailyLimit.class);
            assertThat(drive.requests()).hasSize(1);
            assertThat(drive.governor().state().pausedUntil())
                    .hasValueSatisfying(
                            until -> assertThat(until).isAfter(Instant.now().plusSeconds(3500)));
        }
    }

    @Test
    void aDailyLimitOfOneFileStopsNoOther() {
        try (var drive =
                new DriveFixture(
                        (request, number) -> DriveFixture.refused(403, "downloadQuotaExceeded"))) {
            assertThat(DriveErrors.explain(catchThrowable(() -> start(drive)), DriveCall.ITEM))
                    .isInstanceOf(DriveException.DailyLimit.class);
            assertThat(drive.governor().state().pausedUntil()).isEmpty();
        }
    }

    @Test
    void another403IsNotTriedAgainAndKeepsItsReason() {
        try (var drive =
                new DriveFixture(
                        (request, number) ->
                                DriveFixture.refused(403, "insufficientFilePermissions"))) {
            var thrown = catchThrowable(() -> start(drive));

            assertThat(DriveErrors.explain(thrown, DriveCall.ITEM))
                    .isInstanceOf(DriveException.Forbidden.class)
                    .hasMessageContaining("insufficientFilePermissions");
            assertThat(drive.requests()).hasSize(1);
            assertThat(drive.governor().state().pausedUntil()).isEmpty();
        }
    }

    @Test
    void aRedirectToAnotherHostDoesNotGetTheToken() throws IOException {
        try (var other = new ScriptedServer((request, number) -> START);
                var drive =
                        new DriveFixture(
                                (request, number) ->
                                        Reply.bytes(
                                                302,
                                                new byte[0],
                                                Map.of(
                                                        "Location",
                                                        other.uri("/elsewhere").toString())))) {
            assertThat(start(drive)).isEqualTo("77");

            assertThat(other.requests()).hasSize(1);
            assertThat(other.requests().get(0).header("Authorization")).isNull();
        }
    }

    @Test
    void aRouteReadsTheFeedThroughTheAccountsComponent() throws Exception {
        try (var drive =
                        new DriveFixture(
                                (request, number) ->
                                        request.uri().getPath().endsWith("startPageToken")
                                                ? START
                                                : Reply.json(
                                                        200,
                                                        "{\"newStartPageToken\":\"78\",\"changes\":"
                                                                + "[{\"changeType\":\"file\","
                                                                + "\"fileId\":\"f\",\"removed\":true}]}"));
                var context = new DefaultCamelContext()) {
            drive.components().components().forEach(context::addComponent);
            context.start();
            var template = context.createProducerTemplate();

            Object token =
                    template.requestBody(
                            "google-drive:drive-changes/getStartPageToken?supportsAllDrives=true",
                            (Object) null);
            ChangeList changes =
                    template.requestBodyAndHeaders(
                            "google-drive-second:drive-changes/list?pageSize=1000&includeRemoved=true",
                            null,
                            Map.of(
                                    "CamelGoogleDrive.pageToken",
                                    "77",
                                    "CamelGoogleDrive.fields",
                                    DriveEntry.CHANGES_FIELDS),
                            ChangeList.class);

            assertThat(token).hasToString("{\"startPageToken\":\"77\"}");
            assertThat(changes.getNewStartPageToken()).isEqualTo("78");
            assertThat(drive.requests().get(1).uri().getQuery())
                    .contains("pageToken=77")
                    .contains("fields=" + DriveEntry.CHANGES_FIELDS);
            assertThat(context.hasEndpoint("onedrive")).isNull();
        }
    }

    @Test
    void eachRequestIsChargedWhatItCosts() throws IOException {
        try (var drive =
                new DriveFixture(
                        (request, number) ->
                                number == 1 ? START : Reply.json(200, "{\"md5Checksum\":\"m\"}"))) {
            start(drive);
            assertThat(drive.governor().state().units()).isEqualTo(5);
            drive.content().open("f", 0).close();
            assertThat(drive.governor().state().units()).isEqualTo(205);
            drive.content().md5("f");
            assertThat(drive.governor().state().units()).isEqualTo(210);
        }
    }

    @Test
    void sessionsTakeTurnsAndTheCloudNeverHearsOfThem() throws Exception {
        try (var drive =
                        new DriveFixture(
                                (request, number) -> Reply.json(200, "{\"md5Checksum\":\"m\"}"));
                var context = new DefaultCamelContext()) {
            drive.components().components().forEach(context::addComponent);
            context.start();
            var template = context.createProducerTemplate();
            var governor = drive.governor();
            governor.limit("s1", new QuotaWindow(1, Duration.ofHours(1)), Optional.empty());
            governor.acquire("s1", new Charge(1, 0));
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (Runnable call :
                    List.<Runnable>of(
                            () -> drive.content().md5("first"),
                            () -> drive.content().md5("second"),
                            () ->
                                    template.requestBodyAndHeaders(
                                            "google-drive:drive-files/get",
                                            null,
                                            Map.of(
                                                    "CamelGoogleDrive.fileId",
                                                    "other",
                                                    "CamelGoogleDrive.quotaUser",
                                                    "s2")))) {
                int before = calls.size();
                calls.add(CompletableFuture.runAsync(call));
                await().until(() -> governor.state().waiting() == before + 1);
            }

            governor.limit("s1", new QuotaWindow(1, Duration.ofMillis(200)), Optional.empty());
            CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).get(20, SECONDS);

            assertThat(drive.requests())
                    .extracting(request -> request.uri().getPath())
                    .containsExactly(
                            "/drive/v3/files/first",
                            "/drive/v3/files/other",
                            "/drive/v3/files/second");
            assertThat(drive.requests())
                    .allSatisfy(
                            request ->
                                    assertThat(request.uri().toString())
                                            .doesNotContain("quotaUser", "s1", "s2"));
        }
    }

    @Test
    void anErrorInARouteIsExplained() {
        try (var drive =
                        new DriveFixture(
                                (request, number) -> DriveFixture.refused(400, "invalid"));
                var context = new DefaultCamelContext()) {
            drive.components().components().forEach(context::addComponent);
            context.start();
            var template = context.createProducerTemplate();

            var thrown =
                    catchThrowable(
                            () ->
                                    template.requestBodyAndHeader(
                                            "google-drive:drive-changes/list",
                                            null,
                                            "CamelGoogleDrive.pageToken",
                                            "old"));

            assertThat(DriveErrors.explain(thrown, DriveCall.FEED))
                    .isInstanceOf(DriveException.FeedExpired.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theComponentIsNamedAfterTheAccount() {
        assertThat(DriveComponents.componentName("google")).isEqualTo("google-drive");
        assertThat(DriveComponents.componentName("work")).isEqualTo("google-drive-work");
        try (var drive = new DriveFixture((request, number) -> START)) {
            assertThatThrownBy(() -> drive.components().client("onedrive"))
                    .isInstanceOf(NotFoundException.class);
        }
    }
}
