package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which method of Drive a request is for. */
record Routes(
        AboutEndpoint about,
        FilesEndpoint files,
        ListEndpoint list,
        ExportEndpoint exports,
        ChangesEndpoint changes,
        WatchEndpoint watches,
        DrivesEndpoint drives,
        SharingEndpoint sharing) {

    /** Last segments that are part of a method's name, and no id. */
    private static final List<String> WORDS =
            List.of("startPageToken", "generateIds", "trash", "watch", "stop");

    /**
     * @param segments of the path below the version, decoded
     */
    Reply answer(Call call, List<String> segments) throws IOException {
        String id = segments.size() > 1 ? segments.get(1) : "";
        String further = segments.size() > 3 ? segments.get(3) : "";
        String shape =
                IntStream.range(0, segments.size())
                        .mapToObj(i -> shape(segments.get(i), i))
                        .collect(Collectors.joining("/"));
        // Who asks for the head only is answered the same; the body then stays behind.
        String method = GoogleDrive.method(call).replace("HEAD", "GET");
        return switch (method + " " + (method.equals("PUT") ? "-" : shape)) {
            case "GET about" -> about.get(call);
            case "GET files" -> list.list(call);
            case "POST files" -> files.create(call);
            case "GET files/generateIds" -> files.generateIds(call);
            case "DELETE files/trash" -> files.emptyTrash(call);
            case "GET files/*" -> files.get(call, id);
            case "PATCH files/*" -> files.update(call, id);
            case "DELETE files/*" -> files.delete(call, id);
            case "POST files/*/copy" -> files.copy(call, id);
            case "GET files/*/export" -> exports.export(call, id);
            case "POST files/*/download" -> exports.download(call, id);
            case "GET export/*" -> exports.link(call, id);
            case "GET operations/*" -> exports.operation(call, id);
            case "POST files/*/watch" -> watches.file(call, id);
            case "GET files/*/permissions" -> sharing.permissions(call, id);
            case "GET files/*/permissions/*" -> sharing.permission(call, id, further);
            case "GET files/*/revisions" -> sharing.revisions(call, id);
            case "GET files/*/revisions/*" -> sharing.revision(call, id, further);
            case "GET changes" -> changes.list(call);
            case "GET changes/startPageToken" -> changes.startPageToken(call);
            case "POST changes/watch" -> watches.changes(call);
            case "POST channels/stop" -> watches.stop(call);
            case "GET drives", "GET teamdrives" -> drives.list(call);
            case "POST drives" -> drives.create(call);
            case "GET drives/*", "GET teamdrives/*" -> drives.get(call, id);
            case "PATCH drives/*" -> drives.update(call, id);
            case "DELETE drives/*" -> drives.delete(call, id);
            default -> throw GoogleError.noSuchMethod();
        };
    }

    private static String shape(String segment, int at) {
        return at % 2 == 0 || at == 1 && WORDS.contains(segment) ? segment : "*";
    }
}
