package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.fault.FaultKind;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The feed of changes. */
final class ChangesEndpoint {

    private static final String DEFAULT_FIELDS =
            "kind,nextPageToken,newStartPageToken,"
                    + "changes(kind,type,changeType,time,removed,fileId,driveId,teamDriveId,"
                    + "file(kind,id,name,mimeType,resourceKey),drive(kind,id,name))";

    private final Library library;
    private final FileJson json;

    ChangesEndpoint(Library library, FileJson json) {
        this.library = library;
        this.json = json;
    }

    Reply startPageToken(Call call) {
        call.operation("changes.getStartPageToken");
        Fields fields = Fields.parse(Fields.asked(call).orElse("*"), "StartPageToken");
        String token =
                drive(call)
                        .map(drive -> Long.toString(drive.folder().cursor()))
                        .orElseGet(() -> now().token());
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#startPageToken");
        node.put("startPageToken", token);
        return Reply.ok(fields.apply(node));
    }

    private FeedPosition now() {
        FeedPosition now = new FeedPosition(0, java.util.Map.of());
        for (Volume volume : library.volumes()) {
            now = now.at(volume.key(), volume.folder().cursor());
        }
        int gone = gone();
        return gone == 0 ? now : now.at(FeedPosition.GONE, gone);
    }

    /** A sum that rises with every change that the user could see. */
    long clock() {
        long sum = gone();
        for (Volume volume : library.volumes()) {
            sum += volume.folder().cursor();
        }
        return sum;
    }

    private Optional<Volume> drive(Call call) {
        Optional<String> id = call.query("driveId").or(() -> call.query("teamDriveId"));
        if (id.isPresent() && !Library.allDrives(call)) {
            throw GoogleError.of(
                    404,
                    "global",
                    "notFound",
                    "Shared drive not found: " + id.get(),
                    "driveId",
                    "parameter");
        }
        return id.map(library::drive);
    }

    /**
     * @throws com.aqwacloud.sandbox.http.ApiException if it is no token of the feed
     */
    FeedPosition position(Call call, String token) {
        Optional<Volume> drive = drive(call);
        CloudFolder first = drive.orElse(library.mine()).folder();
        FeedPosition position =
                FeedPosition.parse(token).orElseThrow(() -> GoogleError.invalid("pageToken"));
        if (!first.isCursor(position.own())
                || drive.isPresent() && !position.others().isEmpty()
                || !isReached(position)) {
            throw GoogleError.invalid("pageToken");
        }
        return position;
    }

    /** Whether there is as much as was read. Of what is gone by now that is not known. */
    private boolean isReached(FeedPosition position) {
        if (position.others().getOrDefault(FeedPosition.GONE, 0L) > gone()) {
            return false;
        }
        return library.volumes().stream()
                .filter(volume -> position.others().containsKey(volume.key()))
                .allMatch(volume -> volume.folder().isCursor(position.in(volume)));
    }

    private int gone() {
        return library.sharedDrives().map(drives -> drives.gone().size()).orElse(0);
    }

    Reply list(Call call) {
        call.operation("changes.list");
        String token = Params.pageToken(call).orElseThrow(() -> GoogleError.required("pageToken"));
        int pageSize = Params.pageSize(call);
        Fields fields = Fields.parse(Fields.asked(call).orElse(DEFAULT_FIELDS), "ChangeList");
        FeedPosition from = position(call, token);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#changeList");
        if (call.fault(FaultKind.EMPTY_PAGE).isPresent()) {
            node.put("nextPageToken", token);
            node.putArray("changes");
            return Reply.ok(fields.apply(node));
        }
        Feed.Page page = new Feed(library, FeedOptions.of(call), drive(call)).read(from, pageSize);
        node.put(page.more() ? "nextPageToken" : "newStartPageToken", page.to().token());
        ArrayNode changes = node.putArray("changes");
        page.changes().forEach(change -> changes.add(change(change, call)));
        return Reply.ok(fields.apply(node));
    }

    private ObjectNode change(Feed.Change change, Call call) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        String type = change.ofDrive() ? "drive" : "file";
        node.put("kind", "drive#change");
        node.put("type", type);
        node.put("changeType", type);
        node.put("time", Times.format(change.time()));
        node.put("removed", change.removed());
        if (change.ofDrive()) {
            node.put("driveId", change.id());
            node.put("teamDriveId", change.id());
            change.volume().ifPresent(volume -> node.set("drive", DriveJson.of(volume)));
        } else {
            node.put("fileId", change.id());
            change.seen().ifPresent(seen -> node.set("file", json.of(seen, call.base())));
        }
        return node;
    }
}
