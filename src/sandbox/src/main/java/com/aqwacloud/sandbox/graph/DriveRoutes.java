package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import java.io.IOException;

/** Which part answers what is asked of an item. */
record DriveRoutes(
        ItemEndpoint metadata,
        ChildrenEndpoint lists,
        ContentEndpoint content,
        SessionEndpoint sessions,
        DeltaEndpoint changes,
        CopyEndpoint copies,
        BinEndpoint bin,
        VersionEndpoint versions,
        SharingEndpoint sharing) {

    Reply handle(Call call, Address address) throws IOException {
        String method = call.method().equals("HEAD") ? "GET" : call.method();
        boolean deeper = !address.details().isEmpty();
        if (address.action().equals("versions")) {
            return versions.handle(call, address);
        }
        return switch (method + " " + address.action()) {
            case "GET permissions" -> sharing.permissions(call, address);
            case "GET thumbnails" -> sharing.thumbnails(call, address);
            default -> {
                if (deeper) {
                    throw GraphError.of(400, "BadRequest", "There is no such resource.");
                }
                yield single(call, method, address);
            }
        };
    }

    private static ApiException refusal(String action) {
        return switch (action) {
            case "" -> GraphError.notAllowed("GET", "HEAD", "PATCH", "PUT", "DELETE");
            case "children" -> GraphError.notAllowed("GET", "HEAD", "POST");
            case "content" -> GraphError.notAllowed("GET", "HEAD", "PUT");
            case "search", "delta", "permissions", "thumbnails" ->
                    GraphError.notAllowed("GET", "HEAD");
            case "createUploadSession", "copy", "restore", "permanentDelete", "createLink" ->
                    GraphError.notAllowed("POST");
            default -> GraphError.of(400, "BadRequest", "There is no such resource.");
        };
    }

    private Reply single(Call call, String method, Address address) throws IOException {
        return switch (method + " " + address.action()) {
            case "GET " -> metadata.get(call, address);
            case "PATCH " -> metadata.update(call, address);
            case "DELETE " -> bin.delete(call, address);
            case "PUT " -> sessions.commitTo(call, address);
            case "GET children" -> lists.children(call, address);
            case "POST children" -> metadata.createFolder(call, address);
            case "GET search" -> lists.search(call, address);
            case "GET delta" -> changes.delta(call, address);
            case "GET content" -> content.get(call, address);
            case "PUT content" -> content.put(call, address);
            case "POST createUploadSession" -> sessions.create(call, address);
            case "POST copy" -> copies.copy(call, address);
            case "POST restore" -> bin.restore(call, address);
            case "POST permanentDelete" -> bin.deleteForEver(call, address);
            case "POST createLink" -> sharing.createLink(call, address);
            default -> throw refusal(address.action());
        };
    }
}
