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
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** OneDrive as Microsoft Graph v1.0 shows it, over a folder. Thread-safe. */
public final class MicrosoftGraph implements AutoCloseable {

    private static final String VERSION = "/v1.0/";
    private static final List<String> UPLOAD = List.of("GET", "HEAD", "PUT", "POST", "DELETE");
    private static final int VERSIONS_ON_PERSONAL = 25;
    private static final int VERSIONS_ON_BUSINESS = 100;

    private final Quota quota;
    private final Tokens tokens;
    private final Owner owner;
    private final AccountEndpoint account;
    private final DriveRoutes drive;
    private final ContentEndpoint content;
    private final UploadEndpoint uploads;
    private final CopyEndpoint copies;
    private final BatchEndpoint batches;
    private final SubscriptionEndpoint subscriptions;
    private final OfficeRewriter rewriter;
    private final LeverEndpoint levers;

    /**
     * @param owner whose drive it is
     * @param state where to keep what is about no item: who is told of changes, and what runs on
     * @throws IOException if that can't be read
     */
    public MicrosoftGraph(
            CloudFolder folder, Tokens tokens, Owner owner, DriveKind kind, Clock clock, Path state)
            throws IOException {
        this.tokens = tokens;
        this.owner = owner;
        folder.versions()
                .keepUpTo(kind == DriveKind.PERSONAL ? VERSIONS_ON_PERSONAL : VERSIONS_ON_BUSINESS);
        Settings settings = new Settings();
        ItemJson json = new ItemJson(folder, tokens, owner, kind);
        Items items = new Items(folder, new NameRules(kind, ItemJson.sitePath(owner)));
        quota = new Quota(folder);
        rewriter = new OfficeRewriter(folder, settings);
        account = new AccountEndpoint(quota, json, owner);
        content = new ContentEndpoint(folder, items, json, tokens, rewriter);
        SessionCommit commit = new SessionCommit(folder, json, rewriter);
        SessionEndpoint sessions = new SessionEndpoint(folder, items, json, owner, commit);
        uploads = new UploadEndpoint(folder, settings, commit);
        Parents parents = new Parents(items, account);
        copies =
                new CopyEndpoint(
                        folder,
                        items,
                        json,
                        parents,
                        owner,
                        settings,
                        clock,
                        new Operations(state.resolve("copies"), clock));
        ChildrenEndpoint children = new ChildrenEndpoint(folder, items, json);
        drive =
                new DriveRoutes(
                        new ItemEndpoint(folder, items, json, parents, children, settings, clock),
                        children,
                        content,
                        sessions,
                        new DeltaEndpoint(folder, items, json, clock),
                        copies,
                        new BinEndpoint(folder, items, json, parents),
                        new VersionEndpoint(folder, items, json),
                        new SharingEndpoint(folder, items, json));
        batches = new BatchEndpoint(this::handle);
        subscriptions =
                new SubscriptionEndpoint(
                        folder,
                        items,
                        json,
                        account,
                        clock,
                        new Records(state.resolve("subscriptions")));
        levers = new LeverEndpoint(folder, items, json, settings);
    }

    /**
     * Answers a request to one of Graph's paths.
     *
     * @throws ApiException with Graph's own error
     */
    public Reply handle(Call call) throws IOException {
        call.stored(quota::used);
        try {
            return Trace.of(call, call.answered(route(call)));
        } catch (FolderException e) {
            ApiException failure =
                    switch (e.reason()) {
                        case NOT_FOUND -> GraphError.notFound();
                        case NAME_TAKEN, ID_TAKEN -> GraphError.nameExists();
                        case WRONG_KIND, IMPOSSIBLE_MOVE -> GraphError.invalid(e.getMessage());
                        case UPLOAD_GONE -> UploadEndpoint.gone();
                        case UPLOAD_OVERTAKEN -> UploadEndpoint.overlap();
                    };
            throw new ApiException(Trace.of(call, failure.reply()));
        } catch (ApiException e) {
            throw new ApiException(Trace.of(call, e.reply()));
        }
    }

    /** Answers a request to this account's levers. */
    public Reply levers(Call call) throws IOException {
        return levers.handle(call);
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
        rewriter.close();
        subscriptions.close();
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
        call.client(access.client());
        if (!path.startsWith(VERSION)) {
            throw GraphError.invalid("There is no such resource.");
        }
        String rest = path.substring(VERSION.length());
        GraphScopes.check(access, call, rest);
        if (rest.equals("$batch") || rest.equals("%24batch")) {
            if (!call.method().equals("POST")) {
                throw GraphError.notAllowed("POST");
            }
            return batches.batch(call);
        }
        if (rest.equals("subscriptions") || rest.startsWith("subscriptions/")) {
            return subscriptions.handle(call, rest.substring(13).replaceFirst("^/", ""));
        }
        return switch (rest) {
            case "me" -> account.me(call);
            case "me/drives", "drives" -> account.drives(call);
            default -> inDrive(call, rest);
        };
    }

    private Reply inDrive(Call call, String rest) throws IOException {
        if (rest.startsWith("users/") && rest.split("/").length == 2) {
            if (!account.isOwner(Call.decode(rest.substring(6)).orElse(""))) {
                throw GraphError.notFound();
            }
            return account.me(call);
        }
        DriveAddress address = DriveAddress.parse(rest);
        if (!account.isHere(address)) {
            throw GraphError.notFound();
        }
        return switch (address.rest()) {
            case "" -> account.get(call);
            case "sharedWithMe", "sharedWithMe()" -> account.sharedWithMe(call);
            default ->
                    drive.handle(
                            call,
                            Address.parse(address.rest())
                                    .orElseThrow(() -> GraphError.invalid("No such resource.")));
        };
    }

    private Reply preAuthenticated(Call call, String rest) throws IOException {
        int slash = rest.indexOf('/');
        String what = slash < 0 ? rest : rest.substring(0, slash);
        String id = slash < 0 ? "" : rest.substring(slash + 1);
        return switch (what) {
            case "upload" -> {
                if (!UPLOAD.contains(call.method())) {
                    throw GraphError.notAllowed(UPLOAD.toArray(new String[0]));
                }
                yield uploads.handle(call, id);
            }
            case "download" -> {
                GraphError.requireGet(call);
                yield content.download(call, id);
            }
            case "monitor" -> copies.monitor(call, id);
            default -> throw GraphError.notFound();
        };
    }
}
