package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.oauth.Access;
import java.util.List;

/** Which of the granted permissions each of Graph's requests needs. */
final class GraphScopes {

    private static final List<String> CHANGE =
            List.of("Files.ReadWrite", "Files.ReadWrite.All", "Sites.ReadWrite.All");
    private static final List<String> LOOK =
            List.of(
                    "Files.Read",
                    "Files.Read.All",
                    "Files.ReadWrite",
                    "Files.ReadWrite.All",
                    "Sites.Read.All",
                    "Sites.ReadWrite.All");
    private static final List<String> PROFILE =
            List.of(
                    "User.Read",
                    "User.ReadWrite",
                    "User.ReadBasic.All",
                    "User.Read.All",
                    "User.ReadWrite.All");

    private GraphScopes() {}

    /**
     * @param path below {@code /v1.0/}
     * @throws com.aqwacloud.sandbox.http.ApiException if the token may not do this
     */
    static void check(Access access, Call call, String path) {
        if (path.equals("$batch") || path.equals("%24batch")) {
            return;
        }
        if (path.equals("me") || path.matches("users/[^/]+")) {
            if (!access.allowsAnyOf(PROFILE)) {
                throw GraphError.of(
                        403,
                        "Authorization_RequestDenied",
                        "Insufficient privileges to complete the operation.");
            }
            return;
        }
        boolean reads =
                call.method().equals("GET")
                        || call.method().equals("HEAD")
                        || path.startsWith("subscriptions");
        boolean ownFolder =
                path.startsWith("me/drive/special/approot")
                        && access.has("Files.ReadWrite.AppFolder");
        if (!ownFolder && !access.allowsAnyOf(reads ? LOOK : CHANGE)) {
            throw GraphError.of(403, "accessDenied", "Access denied");
        }
    }
}
