package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.FolderException;
import com.aqwacloud.sandbox.google.push.Channels;
import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.MediaTypes;
import com.aqwacloud.sandbox.http.Multipart;
import com.aqwacloud.sandbox.http.Refusal;
import com.aqwacloud.sandbox.http.Reply;
import com.aqwacloud.sandbox.oauth.Access;
import com.aqwacloud.sandbox.oauth.Tokens;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Google Drive v3 for one user, over folders. Thread-safe. */
public final class GoogleDrive implements AutoCloseable {

    private static final int LONGEST_FORM = 4 << 20;

    private final CloudFolder folder;
    private final Tokens tokens;
    private final Owner owner;
    private final Supplier<String> ids;
    private final Clock clock;
    private final Library library;
    private final DrivesEndpoint drives;
    private final Operations operations;
    private final BatchEndpoint batches;
    private final Channels channels;

    /** What answers one application. */
    private record Desk(UploadEndpoint uploads, Routes routes) {}

    /** A drive of its own, without shared drives. */
    public GoogleDrive(CloudFolder folder, Tokens tokens, Owner owner, Supplier<String> ids) {
        this(folder, Optional.empty(), new Community(), tokens, owner, ids, Clock.systemUTC());
    }

    /**
     * @param folder the user's own files
     * @param drives the shared drives, if there can be any; closed by whoever made them
     * @param community those who can share with each other
     * @param owner whose drive it is
     * @param clock by which channels and operations end
     */
    public GoogleDrive(
            CloudFolder folder,
            Optional<SharedDrives> drives,
            Community community,
            Tokens tokens,
            Owner owner,
            Supplier<String> ids,
            Clock clock) {
        this.folder = folder;
        this.tokens = tokens;
        this.owner = owner;
        this.ids = ids;
        this.clock = clock;
        community.join(owner, folder);
        library = new Library(owner, folder, drives, community);
        this.drives = new DrivesEndpoint(library);
        operations = new Operations(clock);
        channels = new Channels(clock);
        batches = new BatchEndpoint(this::handle);
    }

    private Desk desk(App app) {
        Library seen = library.with(app);
        FileJson json = new FileJson(seen);
        Edits edits = new Edits(seen);
        ChangesEndpoint changes = new ChangesEndpoint(seen, json);
        return new Desk(
                new UploadEndpoint(seen, edits, json),
                new Routes(
                        new AboutEndpoint(seen, json),
                        new FilesEndpoint(seen, edits, json, ids),
                        new ListEndpoint(seen, json),
                        new ExportEndpoint(seen, operations),
                        changes,
                        new WatchEndpoint(seen, changes, channels, clock),
                        drives,
                        new SharingEndpoint(seen, json)));
    }

    /** No one is told of changes any more. */
    @Override
    public void close() {
        channels.close();
    }

    /**
     * Answers a request to one of Drive's paths.
     *
     * @throws ApiException with Drive's own error
     */
    public Reply handle(Call call) throws IOException {
        call.stored(() -> folder.sizeOf(folder.root()));
        try {
            return call.answered(route(call));
        } catch (Multipart.MalformedException e) {
            throw GoogleError.of(400, "badContent", "Malformed multipart body.");
        } catch (FolderException e) {
            throw switch (e.reason()) {
                case NOT_FOUND -> GoogleError.of(404, "notFound", e.getMessage());
                case ID_TAKEN ->
                        GoogleError.of(
                                409, "fileIdInUse", "A file already exists with the provided ID.");
                case NAME_TAKEN -> GoogleError.of(409, "conflict", e.getMessage());
                case WRONG_KIND, IMPOSSIBLE_MOVE ->
                        GoogleError.of(403, "insufficientFilePermissions", e.getMessage());
                case UPLOAD_GONE -> GoogleError.of(404, "notFound", "Upload session not found");
                // Whoever is told so asks how far it is, and goes on from there.
                case UPLOAD_OVERTAKEN -> GoogleError.of(503, "backendError", e.getMessage());
            };
        }
    }

    /** What goes wrong here that no client could help. */
    public static ApiException failure() {
        return GoogleError.of(500, "global", "internalError", "Internal Error", null, null);
    }

    /** A refusal in Drive's words. */
    public static Reply refusal(Refusal refusal) {
        return GoogleError.of(refusal);
    }

    private Reply route(Call call) throws IOException {
        boolean form =
                call.header("Content-Type")
                        .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
                        .isPresent();
        if (form && method(call).equals("GET") && !call.takeParametersFromBody(LONGEST_FORM)) {
            throw GoogleError.malformed("Request Too Large");
        }
        if (call.rawPath().startsWith("/batch")) {
            if (!call.method().equals("POST")) {
                throw GoogleError.noSuchMethod();
            }
            if (call.header("Content-Type")
                    .filter(type -> MediaTypes.is(type, "multipart/mixed"))
                    .isEmpty()) {
                throw GoogleError.of(400, "badRequest", "The batch needs a multipart/mixed body.");
            }
            return batches.batch(call);
        }
        Optional<String> uploadId = call.query("upload_id");
        boolean upload = call.rawPath().contains("/upload/drive/v3/");
        if (upload && uploadId.isPresent()) {
            return desk(App.ANY).uploads().resume(call, uploadId.get());
        }
        Access access =
                tokens.access(call)
                        .filter(found -> found.isFor(owner))
                        .orElseThrow(() -> AccessError.unauthorized(tokens.token(call)));
        String path = call.rawPath().substring(call.rawPath().indexOf("/drive/v3/") + 10);
        List<String> segments =
                Stream.of(path.split("/", -1))
                        .map(each -> Call.decode(each).orElseThrow(GoogleError::noSuchMethod))
                        .toList();
        Params.checkAlt(call);
        DriveScopes.check(access, call, upload, segments);
        Desk desk = desk(App.of(access));
        return upload
                ? upload(desk.uploads(), call, segments)
                : desk.routes().answer(call, segments);
    }

    private static Reply upload(UploadEndpoint uploads, Call call, List<String> segments)
            throws IOException {
        boolean file = segments.get(0).equals("files");
        return switch (method(call) + " " + file + segments.size()) {
            case "POST true1" -> uploads.upload(call, Optional.empty());
            case "PATCH true2", "PUT true2" -> uploads.upload(call, Optional.of(segments.get(1)));
            default -> throw GoogleError.noSuchMethod();
        };
    }

    /** What is meant: some clients can only send POST, and say in a header what it stands for. */
    static String method(Call call) {
        return call.header("X-HTTP-Method-Override")
                .filter(given -> call.method().equals("POST"))
                .map(given -> given.toUpperCase(Locale.ROOT))
                .orElse(call.method());
    }
}
