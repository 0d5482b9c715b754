package com.aqwacloud.sync.internal.google;

import com.aqwacloud.sync.api.SyncException;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.util.escape.CharEscapers;
import com.google.api.services.drive.Drive;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;

/**
 * Reads documents of Google's editors as files of other formats. Two exports of the same document
 * need not be the same bytes. Safe for use by several threads.
 */
public final class DriveExports {
    private final Drive client;
    private final String session;

    /**
     * @param client of the account
     * @param session on whose behalf documents are read
     */
    public DriveExports(Drive client, String session) {
        this.client = client;
        this.session = session;
    }

    /**
     * Exports a document of at most 10 MB, which is Google's limit.
     *
     * @return a stream to be closed by the caller; its size may be unknown
     * @throws DriveException.TooLargeToExport if the file is larger than that
     * @throws DriveException saying what can be done, or another {@link SyncException} if there is
     *     no access token
     */
    public DriveStream open(String fileId, String mimeType) {
        var url =
                new GenericUrl(
                        client.getBaseUrl()
                                + "files/"
                                + CharEscapers.escapeUriPath(fileId)
                                + "/export");
        url.put("mimeType", mimeType);
        try {
            return read(url);
        } catch (IOException e) {
            throw DriveErrors.explain(e, DriveCall.ITEM);
        }
    }

    /**
     * Exports a document of any size, which costs a request more.
     *
     * @return a stream to be closed by the caller; its size may be unknown
     * @throws DriveException saying what can be done, or another {@link SyncException} if there is
     *     no access token
     */
    public DriveStream openLarge(String fileId, String mimeType) {
        try {
            Map<String, String> links =
                    client.files()
                            .get(fileId)
                            .setFields("exportLinks")
                            .setSupportsAllDrives(true)
                            .setQuotaUser(session)
                            .execute()
                            .getExportLinks();
            String link = links == null ? null : links.get(mimeType);
            if (link == null) {
                throw new DriveException.NotDownloadable(
                        "Google Drive gives no link to this document's export as "
                                + mimeType
                                + ": choose another format for its type.",
                        null);
            }
            return read(new GenericUrl(link));
        } catch (IOException e) {
            throw DriveErrors.explain(e, DriveCall.ITEM);
        }
    }

    private DriveStream read(GenericUrl url) throws IOException {
        url.put("quotaUser", session);
        HttpRequest request = client.getRequestFactory().buildGetRequest(url);
        request.getHeaders().setUserAgent(DriveClientFactory.APPLICATION);
        // The length must be that of the file, not that of what is sent.
        request.getHeaders().setAcceptEncoding(null);
        HttpResponse response = request.execute();
        if (isPage(response.getContentType())) {
            response.disconnect();
            throw new DriveException.Unavailable(
                    "Google sent a web page instead of the document's export.", null, null);
        }
        Long length = response.getHeaders().getContentLength();
        InputStream body = response.getContent();
        return new DriveStream(
                body == null ? InputStream.nullInputStream() : body,
                response::disconnect,
                0,
                length == null ? DriveStream.UNKNOWN : length);
    }

    /** No document is exported to a bare page; it is how Google asks people to sign in. */
    private static boolean isPage(String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("text/html");
    }
}
