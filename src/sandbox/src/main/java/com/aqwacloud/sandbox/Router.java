package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.google.GoogleDrive;
import com.aqwacloud.sandbox.graph.MicrosoftGraph;
import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Refusal;
import com.aqwacloud.sandbox.http.Reply;
import com.aqwacloud.sandbox.oauth.OAuthError;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;

/** Which cloud, if any, a request is for. */
final class Router {

    private static final Pattern MICROSOFT_TOKEN =
            Pattern.compile("/[A-Za-z0-9.-]+/oauth2/v2\\.0/token");
    private static final Pattern GOOGLE_DRIVE =
            Pattern.compile("(/resumable)?(/upload|/download)?/drive/v3/.*|/batch|/batch/drive/v3");

    private final ControlEndpoint control;
    private final AccountsEndpoint accounts;
    private final Optional<OpenCloud<GoogleDrive>> google;
    private final Optional<OpenCloud<MicrosoftGraph>> microsoft;

    Router(
            ControlEndpoint control,
            AccountsEndpoint accounts,
            Optional<OpenCloud<GoogleDrive>> google,
            Optional<OpenCloud<MicrosoftGraph>> microsoft) {
        this.accounts = accounts;
        this.control = control;
        this.google = google;
        this.microsoft = microsoft;
    }

    /** The cloud's name for the counts. */
    static String cloud(String path) {
        if (path.startsWith("/sandbox/")) {
            return "sandbox";
        }
        if (path.startsWith("/v1.0/")
                || path.startsWith("/onedrive/")
                || MICROSOFT_TOKEN.matcher(path).matches()) {
            return "onedrive";
        }
        if (isGoogle(path) || isGoogleToken(path)) {
            return "google";
        }
        return "none";
    }

    private static boolean isGoogle(String path) {
        return GOOGLE_DRIVE.matcher(path).matches();
    }

    private static boolean isGoogleToken(String path) {
        return path.equals("/token") || path.equals("/oauth2/v4/token");
    }

    Reply handle(Call call) throws IOException {
        String path = call.rawPath();
        if (path.startsWith("/sandbox/")) {
            if (ControlCall.isFromElsewhere(call)) {
                return ControlEndpoint.problem(403, "Pages of other sites can't reach this");
            }
            return path.equals(AccountsEndpoint.PATH)
                    ? accounts.handle(call)
                    : control.handle(call);
        }
        if (google.isPresent() && isGoogleToken(path)) {
            return google.get().token(call);
        }
        if (google.isPresent() && isGoogle(path)) {
            return google.get().api(call);
        }
        if (microsoft.isPresent() && MICROSOFT_TOKEN.matcher(path).matches()) {
            return microsoft.get().token(call);
        }
        if (microsoft.isPresent() && cloud(path).equals("onedrive")) {
            return microsoft.get().api(call);
        }
        return ControlEndpoint.problem(404, "No cloud lives at this address");
    }

    /** A refusal as the cloud words it that a call is for. */
    static Reply refusal(Call call, Refusal refusal) {
        return refusal(call.rawPath(), refusal);
    }

    /** A refusal as the cloud words it that a path belongs to. */
    static Reply refusal(String path, Refusal refusal) {
        if (isGoogleToken(path)) {
            return OAuthError.google(refusal);
        }
        if (MICROSOFT_TOKEN.matcher(path).matches()) {
            return OAuthError.microsoft(refusal);
        }
        return switch (cloud(path)) {
            case "google" -> GoogleDrive.refusal(refusal);
            case "onedrive" -> MicrosoftGraph.refusal(refusal);
            default ->
                    ControlEndpoint.problem(
                            refusal.status(),
                            refusal.message() == null
                                    ? HttpStatus.getMessage(refusal.status())
                                    : refusal.message());
        };
    }

    /** The cloud's own answer to what should not have happened. */
    static ApiException failure(String path) {
        return cloud(path).equals("onedrive") ? MicrosoftGraph.failure() : GoogleDrive.failure();
    }
}
