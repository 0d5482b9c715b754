package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.account.DriveKind;
import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.FolderException;
import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Refusal;
import com.aqwacloud.sandbox.http.Reply;
import com.aqwacloud.sandbox.oauth.Access;
import com.aqwacloud.sandbox.oauth.Tokens;
import java.io.IOException;
import java.util.Optional;

/** OneDrive as Microsoft Graph v1.0 shows it, over a folder. Thread-safe. */
public final class MicrosoftGraph implements AutoCloseable {

    private static final String VERSION = "/v1.0/";

    private final CloudFolder folder;
    private final Tokens tokens;
    private final Owner owner;
    private final ItemJson json;
    private final AccountEndpoint account;
    private final ItemEndpoint metadata;
    private final DeltaEndpoint delta;
    private final ContentEndpoint content;
    private final SessionEndpoint sessions;
    private final CopyEndpoint copies;
    private final BatchEndpoint batches;

    /**
     * @param owner whose drive it is
     */
    public MicrosoftGraph(CloudFolder folder, Tokens tokens, Owner owner, DriveKind kind) {
        this.folder = folder;
        this.tokens = tokens;
        this.owner = owner;
        this.json = new ItemJson(folder, tokens, owner, kind);
        Items items = new Items(folder);
        account = new AccountEndpoint(folder, json, owner);
        metadata = new ItemEndpoint(folder, items, json);
        delta = new DeltaEndpoint(folder, items, json);
        content = new ContentEndpoint(folder, items, json, tokens);
        sessions = new SessionEndpoint(folder, items, json, owner);
        copies = new CopyEndpoint(folder, items, json, owner);
        batches = new BatchEndpoint(this::handle);
    }

    /**
     * Answers a request to one of Graph's paths.
     *
     * @throws ApiException with Graph's own error
     */
    public Reply handle(Call call) throws IOException {
        call.stored(() -> folder.sizeOf(folder.root()) + folder.sizeOfTrash());
        try {
            return call.answered(route(call));
        } catch (FolderException e) {
            throw switch (e.reason()) {
                case NOT_FOUND -> GraphError.notFound();
                case NAME_TAKEN, ID_TAKEN -> GraphError.nameExists();
                case WRONG_KIND, IMPOSSIBLE_MOVE -> GraphError.invalid(e.getMessage());
            };
        }
    }

    /** What goes wrong here that no client could help. */
    public static ApiException failure() {
        return GraphError.of(500, "generalException", "An unspecified error has occurred.");
    }

    /** A refusal in Graph's words. */
    public static Reply refusal(Refusal refusal) {
        return GraphError.of(refusal);
    }

    @Override
    public void close() {
        copies.close();
    }

    private Reply route(Call call) throws IOException {
        String path = call.rawPath();
        if (path.startsWith("/onedrive/")) {
            return preAuthenticated(call, path.substring(10));
        }
        Access access =
                tokens.access(call)
                        .filter(found -> found.isFor(owner))
                        .orElseThrow(GraphError::unauthenticated);
        if (!path.startsWith(VERSION)) {
            throw GraphError.invalid("There is no such resource.");
        }
        String rest = path.substring(VERSION.length());
        GraphScopes.check(access, call, rest);
        if (rest.equals("$batch") || rest.equals("%24batch")) {
            if (!call.method().equals("POST")) {
                throw notAllowed();
            }
            return batches.batch(call);
        }
        if (rest.equals("me")) {
            return account.me(call);
        }
        if (rest.equals("me/drives") || rest.equals("drives")) {
            return account.drives(call);
        }
        String inDrive = inDrive(rest);
        if (inDrive.isEmpty()) {
            return account.drive(call);
        }
        Optional<Address> address = Address.parse(inDrive);
        return item(call, address.orElseThrow(() -> GraphError.invalid("No such resource.")));
    }

    private String inDrive(String rest) {
        if (rest.equals("me/drive") || rest.startsWith("me/drive/")) {
            return rest.length() > 9 ? rest.substring(9) : "";
        }
        if (rest.startsWith("drives/")) {
            int end = rest.indexOf('/', 7);
            String id =
                    Call.decode(end < 0 ? rest.substring(7) : rest.substring(7, end)).orElse("");
            if (!id.equalsIgnoreCase(json.driveId()) && !id.equals("me")) {
                throw GraphError.notFound();
            }
            return end < 0 ? "" : rest.substring(end + 1);
        }
        throw GraphError.of(
                400, "BadRequest", "Resource not found for the segment in the address.");
    }

    private Reply item(Call call, Address address) throws IOException {
        return switch (call.method() + " " + address.action()) {
            case "GET " -> metadata.get(call, address);
            case "PATCH " -> metadata.update(call, address);
            case "DELETE " -> metadata.delete(call, address);
            case "PUT " -> sessions.commitTo(call, address);
            case "GET children" -> metadata.children(call, address);
            case "POST children" -> metadata.createFolder(call, address);
            case "GET delta", "GET delta()", "GET microsoft.graph.delta()" ->
                    delta.delta(call, address);
            case "GET content" -> content.get(call, address);
            case "PUT content" -> content.put(call, address);
            case "POST createUploadSession", "POST microsoft.graph.createUploadSession" ->
                    sessions.create(call, address);
            case "POST copy", "POST microsoft.graph.copy" -> copies.copy(call, address);
            default -> throw notAllowed();
        };
    }

    private Reply preAuthenticated(Call call, String rest) throws IOException {
        int slash = rest.indexOf('/');
        String what = slash < 0 ? rest : rest.substring(0, slash);
        String id = slash < 0 ? "" : rest.substring(slash + 1);
        return switch (what) {
            case "upload" -> sessions.handle(call, id);
            case "download" -> {
                if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
                    throw notAllowed();
                }
                yield content.download(call, id);
            }
            case "monitor" -> copies.monitor(call, id);
            default -> throw GraphError.notFound();
        };
    }

    private static ApiException notAllowed() {
        return GraphError.of(405, "invalidRequest", "The method is not allowed here.");
    }
}
