package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The shared drives themselves. */
final class DrivesEndpoint {

    private static final String DEFAULT_FIELDS = "kind,id,name";
    private static final String DEFAULT_LIST_FIELDS =
            "kind,nextPageToken,drives(" + DEFAULT_FIELDS + ")";

    private final Library library;

    /** The drives that requests of this process made, so that one repeated makes none. */
    private final Map<String, String> requests = new ConcurrentHashMap<>();

    DrivesEndpoint(Library library) {
        this.library = library;
    }

    Reply list(Call call) {
        call.operation("drives.list");
        int pageSize = Params.integer(call, "pageSize", 10, 1, 100);
        Fields fields = Fields.parse(Fields.asked(call).orElse(DEFAULT_LIST_FIELDS), "DriveList");
        Optional<ListPosition> from = call.query("pageToken").map(ListPosition::parse);
        List<Volume> rest =
                library.drives().stream()
                        .filter(d -> from.isEmpty() || d.key().compareTo(from.get().lastId()) > 0)
                        .filter(d -> matches(d, call.query("q").orElse("")))
                        .toList();
        List<Volume> page = rest.subList(0, Math.min(pageSize, rest.size()));
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#driveList");
        if (page.size() < rest.size()) {
            String last = page.get(page.size() - 1).key();
            node.put("nextPageToken", new ListPosition(0, last, last).token());
        }
        ArrayNode drives = node.putArray("drives");
        page.forEach(drive -> drives.add(DriveJson.of(drive)));
        return Reply.ok(fields.apply(node));
    }

    /** Of the grammar for drives: conditions on the name, and on whether it is hidden. */
    private static boolean matches(Volume drive, String q) {
        if (q.isBlank()) {
            return true;
        }
        QueryTokens tokens = new QueryTokens(q);
        boolean all = true;
        do {
            QueryTokens.Token term = tokens.next();
            String operator = tokens.next().value();
            QueryTokens.Token value = tokens.next();
            all &=
                    switch (term.value() + " " + operator) {
                        case "name =" -> drive.name().equals(value.value());
                        case "name contains" -> Words.begin(drive.name(), value.value());
                        case "hidden =" -> value.value().equals("false");
                        default -> throw QueryTokens.refuse();
                    };
        } while (tokens.take("and"));
        if (!tokens.isAtEnd()) {
            throw QueryTokens.refuse();
        }
        return all;
    }

    Reply get(Call call, String id) {
        call.operation("drives.get");
        return Reply.ok(mask(call).apply(DriveJson.of(library.drive(id))));
    }

    Reply create(Call call) throws IOException {
        call.operation("drives.create");
        Fields mask = mask(call);
        String request =
                call.query("requestId").orElseThrow(() -> GoogleError.required("requestId"));
        SharedDrives drives =
                library.sharedDrives()
                        .orElseThrow(
                                () ->
                                        GoogleError.of(
                                                403,
                                                "teamDrivesNotAllowed",
                                                "Shared drives are not there."));
        String name = name(call).orElseThrow(() -> GoogleError.required("name"));
        if (requests.containsKey(request)) {
            throw GoogleError.of(
                    409, "duplicate", "A shared drive was made with this requestId before.");
        }
        Volume made = drives.create(name);
        requests.put(request, made.key());
        return Reply.ok(mask.apply(DriveJson.of(made)));
    }

    Reply update(Call call, String id) throws IOException {
        call.operation("drives.update");
        Fields mask = mask(call);
        Volume drive = library.drive(id);
        Optional<String> name = name(call);
        if (name.isPresent()) {
            library.sharedDrives().orElseThrow().rename(drive.key(), name.get());
        }
        return Reply.ok(mask.apply(DriveJson.of(library.drive(id))));
    }

    Reply delete(Call call, String id) throws IOException {
        call.operation("drives.delete");
        Volume drive = library.drive(id);
        for (Item item : drive.folder().children(drive.key())) {
            if (!drive.folder().inTrash(item)) {
                throw notEmpty();
            }
        }
        if (!library.sharedDrives().orElseThrow().delete(drive.key())) {
            throw notEmpty();
        }
        return Reply.empty(204);
    }

    private static ApiException notEmpty() {
        return GoogleError.of(
                403,
                "teamDriveNotEmpty",
                "The shared drive still contains items and cannot be deleted.");
    }

    private static Optional<String> name(Call call) throws IOException {
        return Metadata.of(call).name();
    }

    private static Fields mask(Call call) {
        return Fields.parse(Fields.asked(call).orElse(DEFAULT_FIELDS), "Drive");
    }
}
