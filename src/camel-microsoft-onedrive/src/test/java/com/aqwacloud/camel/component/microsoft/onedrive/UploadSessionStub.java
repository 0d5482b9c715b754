package com.aqwacloud.camel.component.microsoft.onedrive;

import com.aqwacloud.camel.component.microsoft.onedrive.GraphStub.Answer;
import com.aqwacloud.camel.component.microsoft.onedrive.GraphStub.Request;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An upload session as the service runs it, with answers that a test slips in. */
final class UploadSessionStub {

    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");

    private final GraphStub graph;
    final ByteArrayOutputStream content = new ByteArrayOutputStream();
    final List<String> ranges = new ArrayList<>();

    /** Given instead of taking the next fragments. */
    final Deque<Answer> insteadOfTaking = new ArrayDeque<>();

    /** Given after taking the next fragments. */
    final Deque<Answer> afterTaking = new ArrayDeque<>();

    /** Given to the next questions for the state. */
    final Deque<Answer> states = new ArrayDeque<>();

    Answer committed = Answer.json(201, OneDriveTestSupport.ITEM);
    int cancelled;

    UploadSessionStub(GraphStub graph, String createPath) {
        this.graph = graph;
        graph.on(
                "POST",
                createPath,
                Answer.json(
                        200,
                        "{'uploadUrl':'"
                                + url()
                                + "','expirationDateTime':'2026-11-23T00:00:00Z'}"));
        graph.on("PUT", "/up/s1", this::put);
        graph.on("GET", "/up/s1", this::state);
        graph.on(
                "DELETE",
                "/up/s1",
                request -> {
                    cancelled++;
                    return Answer.status(204);
                });
    }

    String url() {
        return graph.url("/up/s1?secret=topsecret");
    }

    private synchronized Answer put(Request request) {
        Matcher range = RANGE.matcher(request.header("Content-Range"));
        if (!range.matches()) {
            return Answer.error(400, "invalidRequest");
        }
        ranges.add(range.group(1) + "-" + range.group(2));
        if (!insteadOfTaking.isEmpty()) {
            return insteadOfTaking.poll();
        }
        long from = Long.parseLong(range.group(1));
        long last = Long.parseLong(range.group(2));
        if (request.body().length != last - from + 1) {
            return Answer.error(400, "fragmentLengthMismatch");
        }
        if (from != content.size()) {
            return Answer.error(416, "invalidRange");
        }
        content.writeBytes(request.body());
        if (!afterTaking.isEmpty()) {
            return afterTaking.poll();
        }
        return content.size() == Long.parseLong(range.group(3)) ? committed : accepted();
    }

    private Answer accepted() {
        return Answer.json(202, "{'nextExpectedRanges':['" + content.size() + "-']}");
    }

    private synchronized Answer state(Request request) {
        if (!states.isEmpty()) {
            return states.poll();
        }
        return Answer.json(200, "{'nextExpectedRanges':['" + content.size() + "-']}");
    }
}
