package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.http.Call;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** One call within a batch, read from its text. */
final class BatchedCall {

    private static final int LONGEST_URL = 8000;

    private BatchedCall() {}

    /**
     * @param outer whose headers it has, but for those of its content and those it brings itself
     * @throws com.aqwacloud.sandbox.http.ApiException if it is no call, or none for a batch
     */
    static Call of(Call outer, String request) {
        String text = request.replace("\r\n", "\n");
        int end = text.indexOf("\n\n");
        String body = end < 0 ? "" : text.substring(end + 2);
        String[] lines = (end < 0 ? text : text.substring(0, end)).strip().split("\n");
        String[] first = lines[0].trim().split("\\s+");
        if (first.length < 2 || first[1].length() > LONGEST_URL) {
            throw GoogleError.of(400, "badRequest", "A call in the batch is malformed.");
        }
        Map<String, String> own = headers(lines);
        String url = first[1].replaceFirst("^https?://[^/]+", "");
        int mark = url.indexOf('?');
        String override = own.getOrDefault("x-http-method-override", first[0]);
        Call call =
                new Call(
                        first[0].equals("POST") ? override : first[0],
                        outer.base(),
                        mark < 0 ? url : url.substring(0, mark),
                        mark < 0 ? "" : url.substring(mark + 1),
                        name -> header(own, outer, name.toLowerCase(Locale.ROOT)),
                        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                        outer.traffic());
        if (!call.rawPath().startsWith("/drive/v3/") || isForContent(call)) {
            throw notInABatch();
        }
        return call;
    }

    static RuntimeException notInABatch() {
        return GoogleError.of(400, "badRequest", "This call can't be made in a batch.");
    }

    private static Map<String, String> headers(String[] lines) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon).trim().toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).trim());
            }
        }
        return headers;
    }

    private static String header(Map<String, String> own, Call outer, String name) {
        return own.containsKey(name) || name.startsWith("content-")
                ? own.get(name)
                : outer.header(name).orElse(null);
    }

    private static boolean isForContent(Call call) {
        List<String> path =
                Stream.of(call.rawPath().split("/", -1))
                        .skip(3)
                        .map(each -> Call.decode(each).orElse(each))
                        .toList();
        boolean media = call.query("alt").filter("media"::equals).isPresent();
        boolean ofFile = path.size() == 3 && path.get(0).equals("files");
        return media
                || path.get(0).equals("export")
                || ofFile && List.of("export", "download").contains(path.get(2));
    }
}
