package com.aqwacloud.sync.internal.google;

import com.aqwacloud.sync.api.SyncException;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.util.escape.CharEscapers;
import com.google.api.services.drive.Drive;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the bytes of files in Google Drive. Safe for use by several threads. */
public final class DriveContent {
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_REFUSED = 416;
    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");
    private static final Pattern SIZE_ONLY = Pattern.compile("bytes \\*/(\\d+)");

    private final Drive client;
    private final String session;

    /**
     * @param client of the account
     * @param session on whose behalf it is read
     */
    public DriveContent(Drive client, String session) {
        this.client = client;
        this.session = session;
    }

    /**
     * Opens a file's content from a byte on.
     *
     * @param fileId id of a file that has content of its own
     * @param offset the first byte wanted, 0 or more; the file's size gives an empty stream
     * @return a stream to be closed by the caller; a connection that breaks off early is an {@link
     *     IOException} there
     * @throws DriveException saying what can be done, or another {@link SyncException} if there is
     *     no access token
     */
    public DriveStream open(String fileId, long offset) {
        if (offset < 0) {
            throw new IllegalArgumentException("offset must not be negative");
        }
        try {
            HttpRequest request = client.getRequestFactory().buildGetRequest(url(fileId));
            request.getHeaders().setUserAgent(DriveClientFactory.APPLICATION);
            // A range counts the file's own bytes, and the length must be theirs too.
            request.getHeaders().setAcceptEncoding(null);
            if (offset > 0) {
                request.getHeaders().setRange("bytes=" + offset + "-");
            }
            return stream(request.execute(), offset);
        } catch (HttpResponseException e) {
            if (e.getStatusCode() == RANGE_REFUSED && sizeOf(e) == offset) {
                return new DriveStream(InputStream.nullInputStream(), () -> {}, offset, offset);
            }
            throw DriveErrors.explain(e, DriveCall.ITEM);
        } catch (IOException e) {
            throw DriveErrors.explain(e, DriveCall.ITEM);
        }
    }

    /**
     * The MD5 of a file's present content; no content moves.
     *
     * @param fileId id of a file
     * @return lower-case hex, or null if it has no content of its own
     * @throws DriveException saying what can be done, or another {@link SyncException} if there is
     *     no access token
     */
    public String md5(String fileId) {
        try {
            return client.files()
                    .get(fileId)
                    .setFields("md5Checksum")
                    .setQuotaUser(session)
                    .setSupportsAllDrives(true)
                    .execute()
                    .getMd5Checksum();
        } catch (IOException e) {
            throw DriveErrors.explain(e, DriveCall.ITEM);
        }
    }

    private GenericUrl url(String fileId) {
        var url =
                new GenericUrl(client.getBaseUrl() + "files/" + CharEscapers.escapeUriPath(fileId));
        url.put("alt", "media");
        url.put("supportsAllDrives", true);
        url.put("quotaUser", session);
        return url;
    }

    private static DriveStream stream(HttpResponse response, long offset) throws IOException {
        boolean taken = false;
        try {
            Long length = response.getHeaders().getContentLength();
            InputStream body = response.getContent();
            if (body == null) {
                body = InputStream.nullInputStream();
            }
            DriveStream stream =
                    switch (response.getStatusCode()) {
                        case OK -> {
                            // The range was ignored: all bytes come.
                            body.skipNBytes(offset);
                            long size = length == null ? DriveStream.UNKNOWN : length;
                            yield new DriveStream(body, response::disconnect, offset, size);
                        }
                        case PARTIAL -> {
                            Matcher range = RANGE.matcher(range(response));
                            if (!range.matches() || Long.parseLong(range.group(1)) != offset) {
                                throw new DriveException.Unavailable(
                                        "Google Drive sent another part of the file than was asked"
                                                + " for.",
                                        null,
                                        null);
                            }
                            long size =
                                    range.group(2).equals("*")
                                            ? DriveStream.UNKNOWN
                                            : Long.parseLong(range.group(2));
                            yield new DriveStream(body, response::disconnect, offset, size);
                        }
                        default ->
                                throw DriveErrors.exception(
                                        response.getStatusCode(),
                                        List.of(),
                                        DriveCall.ITEM,
                                        null,
                                        null);
                    };
            taken = true;
            return stream;
        } finally {
            if (!taken) {
                response.disconnect();
            }
        }
    }

    private static String range(HttpResponse response) {
        String range = response.getHeaders().getContentRange();
        return range == null ? "" : range;
    }

    private static long sizeOf(HttpResponseException e) {
        String range = e.getHeaders().getContentRange();
        Matcher size = SIZE_ONLY.matcher(range == null ? "" : range);
        return size.matches() ? Long.parseLong(size.group(1)) : DriveStream.UNKNOWN;
    }
}
