package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.FolderException;
import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Refusal;
import com.aqwacloud.sandbox.http.Reply;
import com.aqwacloud.sandbox.oauth.Tokens;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Google Drive v3 over a folder. Thread-safe. */
public final class GoogleDrive {

    private final Tokens tokens;
    private final Owner owner;
    private final AboutEndpoint about;
    private final FilesEndpoint files;
    private final ListEndpoint list;
    private final ChangesEndpoint changes;
    private final UploadEndpoint uploads;
    private final BatchEndpoint batches;

    /**
     * @param owner whose drive it is
     */
    public GoogleDrive(CloudFolder folder, Tokens tokens, Owner owner, Supplier<String> ids) {
        this.tokens = tokens;
        this.owner = owner;
        FileJson json = new FileJson(folder, owner);
        about = new AboutEndpoint(folder, json);
        files = new FilesEndpoint(folder, json, ids);
        list = new ListEndpoint(folder, json, owner);
        changes = new ChangesEndpoint(folder, json);
        uploads = new UploadEndpoint(folder, files, json, owner);
        batches = new BatchEndpoint(this::handle);
    }

    /**
     * Answers a request to one of Drive's paths.
     *
     * @throws ApiException with Drive's own error
     */
    public Reply handle(Call call) throws IOException {
        try {
            return call.answered(route(call));
        } catch (FolderException e) {
            throw switch (e.reason()) {
                case NOT_FOUND -> GoogleError.of(404, "notFound", e.getMessage());
                case ID_TAKEN ->
                        GoogleError.of(
                                409, "fileIdInUse", "A file already exists with the provided ID.");
                case NAME_TAKEN -> GoogleError.of(409, "conflict", e.getMessage());
                case WRONG_KIND, IMPOSSIBLE_MOVE ->
                        GoogleError.of(403, "insufficientFilePermissions", e.getMessage());
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
        if (call.rawPath().startsWith("/batch")) {
            if (!call.method().equals("POST")) {
                throw GoogleError.noSuchMethod();
            }
            return batches.batch(call);
        }
        Optional<String> uploadId = call.query("upload_id");
        boolean upload = call.rawPath().contains("/upload/drive/v3/");
        if (upload && uploadId.isPresent()) {
            return uploads.resume(call, uploadId.get());
        }
        if (tokens.access(call).filter(access -> access.isFor(owner)).isEmpty()) {
            throw GoogleError.unauthorized();
        }
        String path = call.rawPath().substring(call.rawPath().indexOf("/drive/v3/") + 10);
        List<String> segments = List.of(path.split("/", -1));
        String id = segments.size() > 1 ? decoded(segments.get(1)) : "";
        String key =
                call.method()
                        + " "
                        + segments.get(0)
                        + (segments.size() > 1 ? "/*" : "")
                        + (segments.size() > 2
                                ? "/" + String.join("/", segments.subList(2, segments.size()))
                                : "");
        if (upload) {
            return switch (key) {
                case "POST files" -> uploads.upload(call, Optional.empty());
                case "PATCH files/*", "PUT files/*" -> uploads.upload(call, Optional.of(id));
                default -> throw GoogleError.noSuchMethod();
            };
        }
        return switch (key) {
            case "GET about" -> about.get(call);
            case "GET files" -> list.list(call);
            case "POST files" -> files.create(call);
            case "GET changes" -> changes.list(call);
            case "GET changes/*" -> {
                if (!id.equals("startPageToken")) {
                    throw GoogleError.noSuchMethod();
                }
                yield changes.startPageToken(call);
            }
            case "GET files/*" ->
                    id.equals("generateIds") ? files.generateIds(call) : files.get(call, id);
            case "PATCH files/*" -> files.update(call, id);
            case "DELETE files/*" ->
                    id.equals("trash") ? files.emptyTrash(call) : files.delete(call, id);
            case "POST files/*/copy" -> files.copy(call, id);
            default -> throw GoogleError.noSuchMethod();
        };
    }

    private static String decoded(String segment) {
        return Call.decode(segment).orElseThrow(GoogleError::noSuchMethod);
    }
}
