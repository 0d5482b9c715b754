package com.aqwacloud.sync.internal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.aqwacloud.sync.api.AccountState;
import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.internal.account.ScriptedServer.Reply;
import com.aqwacloud.sync.internal.account.ScriptedServer.Script;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {
    private static final String REFRESH = "configured-refresh-token";
    private static final String SECRET = "client-secret-value";

    private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final MemorySecrets secrets = new MemorySecrets();
    private ScriptedServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private AccessTokens microsoft(Script script) {
        server = new ScriptedServer(script);
        return tokens(settings(Cloud.ONEDRIVE, REFRESH));
    }

    private AccessTokens google(Script script) {
        server = new ScriptedServer(script);
        return tokens(settings(Cloud.GOOGLE, REFRESH));
    }

    private AccessTokens tokens(AccountSettings settings) {
        return new AccessTokens(settings, secrets, HttpClient.newHttpClient(), clock);
    }

    private AccountSettings settings(Cloud cloud, String refreshToken) {
        return new AccountSettings(
                "work",
                cloud,
                AccountEndpoint.SANDBOX,
                server.uri("/"),
                server.uri("/token"),
                "client",
                SECRET,
                refreshToken,
                cloud == Cloud.GOOGLE ? null : AccountSettings.MICROSOFT_SCOPES,
                null);
    }

    private static Reply granted(String token) {
        return Reply.json(
                200,
                "{\"access_token\":\""
                        + token
                        + "\",\"expires_in\":3600,\"token_type\":\"Bearer\"}");
    }

    private static Reply granted(String token, String refreshToken) {
        return Reply.json(
                200,
                "{\"access_token\":\""
                        + token
                        + "\",\"expires_in\":3600,\"refresh_token\":\""
                        + refreshToken
                        + "\"}");
    }

    @Test
    void aTokenIsKeptUntilAMinuteBeforeItExpires() {
        var tokens = google((request, number) -> granted("token-" + number));

        assertThat(tokens.token()).isEqualTo("token-1");
        clock.advance(Duration.ofSeconds(3539));
        assertThat(tokens.token()).isEqualTo("token-1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.token()).isEqualTo("token-2");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aRefusedTokenIsReplacedAndTheNextWorks() {
        var tokens = google((request, number) -> granted("token-" + number));
        for (int i = 1; i < 20; i += 2) {
            tokens.rejected(tokens.token());
            String next = tokens.token();
            tokens.rejected(next);
            tokens.accepted(tokens.token());
        }

        assertThat(tokens.state()).isEqualTo(AccountState.READY);
    }

    @Test
    void whereTheCloudTakesNoneOfItsTokensAPersonMustSignInAgain() {
        var tokens = microsoft((request, number) -> granted("token-" + number));
        tokens.accepted(tokens.token());
        for (int i = 0; i < 3; i++) {
            tokens.rejected(tokens.token());
        }

        assertThatThrownBy(tokens::token)
                .isInstanceOf(ReauthorizationRequiredException.class)
                .hasMessageContaining("refuses each new access token")
                .hasMessageContaining("sign in again");
        assertThat(tokens.state()).isEqualTo(AccountState.RECONNECT);
        tokens.retry();
        assertThat(tokens.token()).isEqualTo("token-4");
        tokens.rejected("token-4");
        tokens.accepted(tokens.token());
        assertThat(tokens.state()).isEqualTo(AccountState.READY);
    }

    @Test
    void theRefreshIsTheFormThatTheCloudsDescribe() {
        var tokens = microsoft((request, number) -> granted("t"));

        tokens.token();

        var request = server.requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(request.body().split("&"))
                .containsExactlyInAnyOrder(
                        "grant_type=refresh_token",
                        "client_id=client",
                        "client_secret=" + SECRET,
                        "refresh_token=" + REFRESH,
                        "scope=Files.ReadWrite.All+offline_access+User.Read");
    }

    @Test
    void callersAtTheSameTimeShareOneRefresh() throws Exception {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        var tokens =
                google(
                        (request, number) -> {
                            asked.countDown();
                            assertThat(answer.await(10, TimeUnit.SECONDS)).isTrue();
                            return granted("token-" + number);
                        });
        var threads = Executors.newFixedThreadPool(8);
        try {
            var results = new ArrayList<Future<String>>();
            for (int i = 0; i < 8; i++) {
                results.add(threads.submit((Callable<String>) tokens::token));
            }
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            answer.countDown();
            for (Future<String> result : results) {
                assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo("token-1");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aRejectedTokenIsReplacedOnce() {
        var tokens = google((request, number) -> granted("token-" + number));
        String first = tokens.token();

        tokens.rejected(first);
        assertThat(tokens.token()).isEqualTo("token-2");
        tokens.rejected(first);
        assertThat(tokens.token()).isEqualTo("token-2");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void theOneDriveComponentGetsTheSameTokens() {
        var tokens = microsoft((request, number) -> granted("token-" + number));
        var supplier = new GraphTokens(tokens);

        supplier.rejected(supplier.accessToken());

        assertThat(supplier.accessToken()).isEqualTo("token-2").isEqualTo(tokens.token());
    }

    @Test
    void aRotatedRefreshTokenIsUsedNextEvenAfterARestart() {
        var tokens = microsoft((request, number) -> granted("t" + number, "rotated-" + number));
        tokens.rejected(tokens.token());
        tokens.token();

        var restarted = tokens(settings(Cloud.ONEDRIVE, REFRESH));
        restarted.token();

        assertThat(server.requests().get(1).body()).contains("refresh_token=rotated-1");
        assertThat(server.requests().get(2).body()).contains("refresh_token=rotated-2");
    }

    @Test
    void aNewRefreshTokenInTheConfigurationDropsTheStoredOne() {
        var tokens = microsoft((request, number) -> granted("t", "rotated-" + number));
        tokens.token();
        server.close();
        server = new ScriptedServer((request, number) -> granted("t"));

        tokens(settings(Cloud.ONEDRIVE, "another")).token();

        assertThat(server.requests().get(0).body()).contains("refresh_token=another");
        assertThat(secrets.get("work", "refresh-token")).isEmpty();
    }

    @Test
    void aDeadStoredTokenGivesWayToTheConfiguredOne() {
        var tokens =
                microsoft(
                        (request, number) ->
                                request.body().contains("refresh_token=" + REFRESH)
                                        ? granted("t" + number, "rotated")
                                        : Reply.json(400, "{\"error\":\"invalid_grant\"}"));
        tokens.rejected(tokens.token());

        assertThat(tokens.token()).isEqualTo("t3");
        assertThat(tokens.state()).isEqualTo(AccountState.READY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid_grant",
                "interaction_required",
                "consent_required",
                "login_required",
                "access_denied",
                "admin_policy_enforced"
            })
    void aDeadSignInAsksForAPersonAndIsNotTriedAgain(String error) {
        var tokens =
                microsoft(
                        (request, number) ->
                                Reply.json(
                                        400,
                                        "{\"error\":\""
                                                + error
                                                + "\",\"error_description\":\"AADSTS70008: the"
                                                + " token "
                                                + REFRESH
                                                + " expired\"}"));

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(tokens::token)
                    .isInstanceOf(ReauthorizationRequiredException.class)
                    .hasMessage(
                            "Microsoft no longer accepts the sign-in of account \"work\" ("
                                    + error
                                    + ", AADSTS70008): sign in again and put the new refresh token"
                                    + " into work.refresh-token in etc/aqwa.accounts.cfg.");
        }
        assertThat(server.requests()).hasSize(1);
        assertThat(tokens.state()).isEqualTo(AccountState.RECONNECT);
        assertThat(tokens.message()).contains("sign in again");
    }

    @ParameterizedTest
    @CsvSource({
        "400,invalid_client",
        "401,invalid_client",
        "400,unauthorized_client",
        "400,invalid_scope",
        "400,unsupported_grant_type",
        "400,invalid_request",
        "400,invalid_resource",
        "400,something_new"
    })
    void aFaultOfTheConfigurationDoesNotLoop(int status, String error) {
        var tokens =
                google((request, number) -> Reply.json(status, "{\"error\":\"" + error + "\"}"));

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(tokens::token)
                    .isInstanceOf(AccountMisconfiguredException.class)
                    .hasMessageContaining(error)
                    .hasMessageStartingWith("Google refuses the settings of account \"work\"");
        }
        assertThat(server.requests()).hasSize(1);
        assertThat(tokens.state()).isEqualTo(AccountState.MISCONFIGURED);
    }

    @Test
    void afterARetryTheCloudIsAskedAgain() {
        var tokens =
                google(
                        (request, number) ->
                                number == 1
                                        ? Reply.json(400, "{\"error\":\"invalid_grant\"}")
                                        : granted("t"));
        assertThatThrownBy(tokens::token).isInstanceOf(ReauthorizationRequiredException.class);

        tokens.retry();

        assertThat(tokens.token()).isEqualTo("t");
        assertThat(tokens.state()).isEqualTo(AccountState.READY);
    }

    @ParameterizedTest
    @CsvSource({
        "503,''",
        "500,server_error",
        "429,''",
        "400,temporarily_unavailable",
        "403,<html>",
        "200,{}"
    })
    void whatMayPassIsTriedAgain(int status, String error) {
        String body = error.matches("[a-z_]+") ? "{\"error\":\"" + error + "\"}" : error;
        var tokens =
                google(
                        (request, number) ->
                                number == 1
                                        ? Reply.json(status, body).with("Retry-After", "7")
                                        : granted("t"));

        assertThatThrownBy(tokens::token).isInstanceOf(TokenUnavailableException.class);

        assertThat(tokens.state()).isEqualTo(AccountState.READY);
        clock.advance(Duration.ofSeconds(7));
        assertThat(tokens.token()).isEqualTo("t");
    }

    @Test
    void nobodyAsksAgainBeforeTheAskedForPauseIsOver() {
        var tokens =
                google(
                        (request, number) ->
                                number == 1
                                        ? Reply.json(503, "{}").with("Retry-After", "7")
                                        : granted("t"));
        Throwable first = catchThrowable(tokens::token);

        clock.advance(Duration.ofSeconds(6));
        tokens.retry();

        assertThat(catchThrowable(tokens::token))
                .hasMessage(first.getMessage())
                .isInstanceOfSatisfying(
                        TokenUnavailableException.class,
                        e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(1)));
        assertThat(server.requests()).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.token()).isEqualTo("t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "Wed, 31 Dec 2025 00:00:00 GMT"})
    void aPauseThatIsOverAlreadyIsNone(String retryAfter) {
        var tokens =
                google(
                        (request, number) ->
                                number == 1
                                        ? Reply.json(503, "{}").with("Retry-After", retryAfter)
                                        : granted("t"));

        assertThat(catchThrowable(tokens::token))
                .isInstanceOfSatisfying(
                        TokenUnavailableException.class, e -> assertThat(e.retryAfter()).isEmpty());
        assertThat(tokens.token()).isEqualTo("t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "Thu, 1 Jan 2026 00:00:07 GMT"})
    void theAskedForPauseIsHandedOn(String retryAfter) {
        var tokens =
                google((request, number) -> Reply.json(503, "{}").with("Retry-After", retryAfter));

        assertThat(catchThrowable(tokens::token))
                .isInstanceOfSatisfying(
                        TokenUnavailableException.class,
                        e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(7)));
    }

    @Test
    void anAbsurdPauseIsCutToADay() {
        var tokens =
                google((request, number) -> Reply.json(503, "{}").with("Retry-After", "999999"));

        assertThat(catchThrowable(tokens::token))
                .isInstanceOfSatisfying(
                        TokenUnavailableException.class,
                        e -> assertThat(e.retryAfter()).contains(Duration.ofDays(1)));
    }

    @Test
    void aServerThatIsNotThereIsTemporary() {
        var tokens = google((request, number) -> granted("t"));
        server.close();

        assertThatThrownBy(tokens::token)
                .isInstanceOf(TokenUnavailableException.class)
                .hasMessageContaining("127.0.0.1 cannot be reached");
    }

    @Test
    void anInterruptedCallerDoesNotSpoilTheRefreshOfOthers() throws Exception {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        var tokens =
                google(
                        (request, number) -> {
                            asked.countDown();
                            assertThat(answer.await(10, TimeUnit.SECONDS)).isTrue();
                            return granted("token-" + number);
                        });
        var threads = Executors.newFixedThreadPool(2);
        try {
            var leader = new Thread[1];
            Future<Throwable> first =
                    threads.submit(
                            () -> {
                                leader[0] = Thread.currentThread();
                                return catchThrowable(tokens::token);
                            });
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            Future<String> second = threads.submit((Callable<String>) tokens::token);
            leader[0].interrupt();
            assertThat(first.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(TokenUnavailableException.class)
                    .hasMessageContaining("Interrupted");
            answer.countDown();
            assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo("token-1");
        } finally {
            threads.shutdownNow();
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void noSecretReachesLogsExceptionsOrText() {
        PrintStream before = System.err;
        var log = new ByteArrayOutputStream();
        var seen = new StringBuilder();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            for (String body :
                    new String[] {
                        "{\"error\":\"invalid_grant\",\"error_description\":\"" + REFRESH + "\"}",
                        "{\"error\":\"" + REFRESH + "\"}",
                        "{\"access_token\":\"live-access-token\"",
                        "{\"error\":\"invalid_client\",\"error_description\":\"" + SECRET + "\"}"
                    }) {
                var tokens = google((request, number) -> Reply.json(400, body));
                var trace = new StringWriter();
                catchThrowable(tokens::token).printStackTrace(new PrintWriter(trace));
                seen.append(trace).append(tokens).append(tokens.message());
                server.close();
            }
            var tokens = google((request, number) -> granted("live-access-token", "rotated-token"));
            tokens.token();
            seen.append(tokens)
                    .append(settings(Cloud.GOOGLE, REFRESH))
                    .append(new CloudAccount(settings(Cloud.GOOGLE, REFRESH), tokens));
        } finally {
            System.setErr(before);
        }
        seen.append(log.toString(StandardCharsets.UTF_8));
        assertThat(seen.toString())
                .contains("no longer accepts")
                .doesNotContain(REFRESH)
                .doesNotContain(SECRET)
                .doesNotContain("live-access-token")
                .doesNotContain("rotated-token");
    }
}
