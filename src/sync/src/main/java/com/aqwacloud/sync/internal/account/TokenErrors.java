package com.aqwacloud.sync.internal.account;

import com.aqwacloud.sync.api.SyncException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What an unsuccessful answer of a token endpoint means: the one place that decides between signing
 * in again, mending the configuration and trying later. Nothing of the answer's free text gets into
 * a message, because it may hold what was sent.
 */
final class TokenErrors {
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final Pattern CODE = Pattern.compile("[a-z_]{1,40}");
    private static final Pattern AADSTS = Pattern.compile("AADSTS\\d{5,7}");

    private final AccountSettings account;

    TokenErrors(AccountSettings account) {
        this.account = account;
    }

    /**
     * @param status HTTP status, not 200
     * @param body the answer, or null if it is no JSON object
     * @param retryAfter the pause that was asked for, or null
     */
    SyncException explain(int status, JsonNode body, Duration retryAfter) {
        String code = body == null ? "" : body.path("error").asText("");
        if (!CODE.matcher(code).matches()) {
            code = "";
        }
        if (status >= SERVER_ERROR || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT) {
            return later(status, code, retryAfter);
        }
        return switch (code) {
            case "invalid_grant",
                    "interaction_required",
                    "consent_required",
                    "login_required",
                    "access_denied",
                    "admin_policy_enforced" ->
                    reconnect(detail(code, body));
            case "temporarily_unavailable", "server_error" -> later(status, code, retryAfter);
            // Not the service's own words: a proxy or a sign-in page stands between.
            case "" -> later(status, code, retryAfter);
            default -> misconfigured(code, detail(code, body));
        };
    }

    /** The service takes none of the tokens that its token endpoint gives. */
    ReauthorizationRequiredException refused() {
        return reconnect("it refuses each new access token");
    }

    private ReauthorizationRequiredException reconnect(String detail) {
        return new ReauthorizationRequiredException(
                service()
                        + " no longer accepts the sign-in of account \""
                        + account.name()
                        + "\" ("
                        + detail
                        + "): sign in again and put the new refresh token into "
                        + key("refresh-token")
                        + ".");
    }

    private AccountMisconfiguredException misconfigured(String code, String detail) {
        String remedy =
                switch (code) {
                    case "invalid_client", "unauthorized_client" ->
                            "correct " + key("client-id") + " or client-secret";
                    case "invalid_scope" ->
                            "allow the application the permissions that the manual names";
                    case "invalid_tenant", "invalid_request", "invalid_resource" ->
                            "correct the settings of this account in " + AccountsConfig.FILE;
                    default -> "check the settings of this account in " + AccountsConfig.FILE;
                };
        return new AccountMisconfiguredException(
                service()
                        + " refuses the settings of account \""
                        + account.name()
                        + "\" ("
                        + detail
                        + "): "
                        + remedy
                        + ".");
    }

    private TokenUnavailableException later(int status, String code, Duration retryAfter) {
        return new TokenUnavailableException(
                account.tokenUri().getHost()
                        + " gives no access token for account \""
                        + account.name()
                        + "\" at the moment (status "
                        + status
                        + (code.isEmpty() ? "" : ", " + code)
                        + ").",
                retryAfter,
                null);
    }

    private String key(String key) {
        return account.name() + "." + key + " in " + AccountsConfig.FILE;
    }

    private String service() {
        return switch (account.cloud()) {
            case GOOGLE -> "Google";
            case ONEDRIVE -> "Microsoft";
        };
    }

    private static String detail(String code, JsonNode body) {
        var number = AADSTS.matcher(body.path("error_description").asText(""));
        return number.find() ? code + ", " + number.group() : code;
    }
}
