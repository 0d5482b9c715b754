package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.account.Cloud;
import com.aqwacloud.sandbox.control.ControlEndpoint;
import com.aqwacloud.sandbox.control.Problem;
import com.aqwacloud.sandbox.google.GoogleDrive;
import com.aqwacloud.sandbox.graph.MicrosoftGraph;
import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Refusal;
import com.aqwacloud.sandbox.http.Reply;
import com.aqwacloud.sandbox.oauth.OAuthError;
import com.aqwacloud.sandbox.oauth.OAuthServer;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;

/** Which cloud, if any, a request is for. */
final class Router {

    private static final Pattern GOOGLE_DRIVE =
            Pattern.compile("(/resumable)?(/upload|/download)?/drive/v3/.*|/batch|/batch/drive/v3");

    private static final Pattern GRAPH = Pattern.compile("/(v1\\.0|beta)(/.*)?|/onedrive/.*");

    private final ControlEndpoint control;
    private final Optional<OpenCloud<GoogleDrive>> google;
    private final Optional<OpenCloud<MicrosoftGraph>> microsoft;

    Router(
            ControlEndpoint control,
            Optional<OpenCloud<GoogleDrive>> google,
            Optional<OpenCloud<MicrosoftGraph>> microsoft) {
        this.control = control;
        this.google = google;
        this.microsoft = microsoft;
    }

    /** The cloud's name for the counts. */
    static String cloud(String path) {
        if (path.startsWith("/sandbox/")) {
            return "sandbox";
        }
        Optional<Cloud> signIn = OAuthServer.cloudOf(path);
        if (signIn.isPresent()) {
            return signIn.get().id();
        }
        if (GRAPH.matcher(path).matches()) {
            return "onedrive";
        }
        return isGoogle(path) ? "google" : "none";
    }

    private static boolean isGoogle(String path) {
        return GOOGLE_DRIVE.matcher(path).matches();
    }

    Reply handle(Call call) throws IOException {
        String path = call.rawPath();
        if (path.startsWith("/sandbox/")) {
            return control.handle(call);
        }
        Optional<Cloud> signIn = OAuthServer.cloudOf(path);
        Optional<? extends OpenCloud<?>> cloud =
                switch (cloud(path)) {
                    case "google" -> google;
                    case "onedrive" -> microsoft;
                    default -> Optional.empty();
                };
        if (cloud.isEmpty()) {
            return Problem.reply(404, "No cloud lives at this address");
        }
        return signIn.isPresent() ? cloud.get().signIn(call) : cloud.get().api(call);
    }

    /** A refusal as the cloud words it that a call is for. */
    static Reply refusal(Call call, Refusal refusal) {
        return refusal(call.rawPath(), refusal);
    }

    /** A refusal as the cloud words it that a path belongs to. */
    static Reply refusal(String path, Refusal refusal) {
        Optional<Cloud> signIn = OAuthServer.cloudOf(path);
        if (signIn.isPresent()) {
            return signIn.get() == Cloud.GOOGLE
                    ? OAuthError.google(refusal)
                    : OAuthError.microsoft(refusal);
        }
        return switch (cloud(path)) {
            case "google" -> GoogleDrive.refusal(refusal);
            case "onedrive" -> MicrosoftGraph.refusal(refusal);
            default ->
                    Problem.reply(
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
