package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.oauth.Access;
import java.util.List;

/** Which of the granted scopes each of Drive's methods needs. */
final class DriveScopes {

    private static final String AUTH = "https://www.googleapis.com/auth/";
    private static final String FULL = AUTH + "drive";
    private static final String READ = AUTH + "drive.readonly";
    private static final String FILE = AUTH + "drive.file";
    private static final String APPDATA = AUTH + "drive.appdata";
    private static final String METADATA = AUTH + "drive.metadata";
    private static final String METADATA_READ = AUTH + "drive.metadata.readonly";
    private static final String MEET = AUTH + "drive.meet.readonly";
    private static final String PHOTOS = AUTH + "drive.photos.readonly";

    private static final List<String> LOOK =
            List.of(FULL, READ, FILE, APPDATA, METADATA, METADATA_READ, MEET, PHOTOS);
    private static final List<String> CONTENT = List.of(FULL, READ, FILE, APPDATA, MEET, PHOTOS);
    private static final List<String> EXPORT = List.of(FULL, READ, FILE, MEET);
    private static final List<String> COPY = List.of(FULL, FILE, APPDATA, PHOTOS);
    private static final List<String> CHANGE = List.of(FULL, FILE, APPDATA);
    private static final List<String> CHANGE_METADATA = List.of(FULL, FILE, APPDATA, METADATA);
    private static final List<String> DRIVES = List.of(FULL, READ);
    private static final List<String> EVERYTHING = List.of(FULL);

    private static final List<String> WHOLE = List.of(FULL, READ, METADATA, METADATA_READ);

    /** Meet and Photos put nothing into a drive here. */
    private static final List<String> OWN = List.of(FILE, MEET, PHOTOS);

    private DriveScopes() {}

    /**
     * @param path below {@code /drive/v3/}, in segments
     * @throws com.aqwacloud.sandbox.http.ApiException if the token may not do this
     */
    static void check(Access access, Call call, boolean upload, List<String> path) {
        List<String> needed = needed(call, upload, path);
        if (!access.allowsAnyOf(needed)) {
            throw AccessError.insufficient(String.join(" ", needed));
        }
    }

    /** How much of a drive a token opens. */
    static App.Sight sight(Access access) {
        if (access.all() || access.allowsAnyOf(WHOLE)) {
            return App.Sight.EVERYTHING;
        }
        return access.allowsAnyOf(OWN) ? App.Sight.OWN : App.Sight.NOTHING;
    }

    private static List<String> needed(Call call, boolean upload, List<String> path) {
        String what = path.get(0);
        String last = path.get(path.size() - 1);
        String method = GoogleDrive.method(call);
        boolean reads = method.equals("GET") || method.equals("HEAD");
        if (what.equals("drives") || what.equals("teamdrives")) {
            return reads ? DRIVES : EVERYTHING;
        }
        if (upload) {
            return CHANGE;
        }
        if (last.equals("export") || what.equals("export")) {
            return EXPORT;
        }
        if (last.equals("generateIds")) {
            return CHANGE;
        }
        if (reads) {
            boolean media = call.query("alt").filter("media"::equals).isPresent();
            return media ? CONTENT : LOOK;
        }
        return switch (last) {
            case "watch", "stop" -> LOOK;
            case "download" -> CONTENT;
            case "copy" -> COPY;
            case "trash" -> EVERYTHING;
            default -> method.equals("PATCH") ? CHANGE_METADATA : CHANGE;
        };
    }
}
