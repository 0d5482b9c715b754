package com.aqwacloud.camel.component.websocket.jetty;

import com.aqwacloud.camel.component.websocket.jetty.StaticSource.Lookup;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.http.content.ResourceHttpContent;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ResourceService;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;
import org.eclipse.jetty.util.resource.Resource;

/** Serves the files of a source below a path; what the source does not have is passed on. */
final class StaticResourceHandler extends Handler.Abstract {

    private static final String WELCOME = "index.html";
    private static final int BUFFER_BYTES = 32 * 1024;

    /** Each segment: not empty, no leading dot, no backslash and no control character. */
    private static final Pattern HARMLESS =
            Pattern.compile(
                    "[^./\\\\\\p{Cntrl}][^/\\\\\\p{Cntrl}]*(/[^./\\\\\\p{Cntrl}][^/\\\\\\p{Cntrl}]*)*");

    private static final MimeTypes MIME_TYPES = mimeTypes();

    private final PathPattern pattern;
    private final StaticSource source;
    private final ResponseHeaders headers;
    private final ResourceService service = new ResourceService();

    StaticResourceHandler(
            PathPattern pattern,
            StaticSource source,
            ResponseHeaders headers,
            String cacheControl) {
        this.pattern = pattern;
        this.source = source;
        this.headers = headers;
        service.setEtags(true);
        service.setAcceptRanges(true);
        service.setDirAllowed(false);
        service.setCacheControl(cacheControl);
    }

    private static MimeTypes mimeTypes() {
        var types = new MimeTypes.Mutable(MimeTypes.DEFAULTS);
        types.addMimeMapping("mjs", "text/javascript");
        types.addMimeMapping("map", "application/json");
        types.addMimeMapping("webmanifest", "application/manifest+json");
        return types;
    }

    /** The path below which files are served, without a slash at its end unless it is all. */
    String root() {
        return pattern.root();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
            return false;
        }
        String path = WebSocketPaths.pathOf(request);
        if (path.equals(pattern.root()) && !path.endsWith("/")) {
            return redirectToFolder(request, response, callback, "");
        }
        if (!path.startsWith(pattern.prefix())) {
            return false;
        }
        String file = path.substring(pattern.prefix().length());
        boolean folder = file.isEmpty() || file.endsWith("/");
        String name = folder ? file + WELCOME : file;
        if (!HARMLESS.matcher(name).matches()) {
            return false;
        }
        return answer(request, response, callback, name, folder);
    }

    private boolean answer(
            Request request, Response response, Callback callback, String name, boolean folder) {
        Lookup lookup = source.find(name);
        if (lookup instanceof Lookup.Found found) {
            Request target =
                    folder
                            ? Request.serveAs(
                                    request, HttpURI.build(request.getHttpURI(), pathTo(name)))
                            : request;
            send(found.resource(), name, target, response, callback);
            return true;
        }
        if (lookup instanceof Lookup.Unavailable) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
            Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
            return true;
        }
        return !folder && redirectToFolder(request, response, callback, name + "/");
    }

    private void send(
            Resource resource, String name, Request request, Response response, Callback callback) {
        headers.addTo(response.getHeaders());
        var pool =
                new ByteBufferPool.Sized(
                        request.getComponents().getByteBufferPool(), true, BUFFER_BYTES);
        var content = new ResourceHttpContent(resource, contentType(name), pool);
        service.doGet(request, response, callback, content);
    }

    /** A folder with a welcome file gets its slash, so that relative links within it work. */
    private boolean redirectToFolder(
            Request request, Response response, Callback callback, String folder) {
        if (!(source.find(folder + WELCOME) instanceof Lookup.Found)) {
            return false;
        }
        Response.sendRedirect(request, response, callback, pathTo(folder));
        return true;
    }

    private String pathTo(String name) {
        return URIUtil.encodePath(pattern.prefix() + name);
    }

    private static String contentType(String name) {
        String type = MIME_TYPES.getMimeByExtension(name.toLowerCase(Locale.ROOT));
        if (type == null) {
            return "application/octet-stream";
        }
        return type.startsWith("text/") && !type.contains("charset")
                ? type + ";charset=utf-8"
                : type;
    }
}
