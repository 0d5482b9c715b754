package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.account.Account;
import com.aqwacloud.sandbox.account.AccountBook;
import com.aqwacloud.sandbox.account.Accounts;
import com.aqwacloud.sandbox.account.Cloud;
import com.aqwacloud.sandbox.account.DriveKind;
import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Flavor;
import com.aqwacloud.sandbox.core.HashKind;
import com.aqwacloud.sandbox.google.Community;
import com.aqwacloud.sandbox.google.GoogleDrive;
import com.aqwacloud.sandbox.google.SharedDrives;
import com.aqwacloud.sandbox.graph.MicrosoftGraph;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.aqwacloud.sandbox.oauth.Access;
import com.aqwacloud.sandbox.oauth.OAuthServer;
import com.aqwacloud.sandbox.oauth.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One cloud with all its accounts. Thread-safe.
 *
 * @param <A> what answers for one account
 */
final class OpenCloud<A> implements AutoCloseable {

    private static final Flavor GOOGLE =
            new Flavor("google", HashKind.DRIVE, true, true, Ids::google);

    private final AccountBook book;
    private final OAuthServer oauth;
    private final Accounts<A> accounts;
    private final Answer<A> answer;

    /** How an account's part of the cloud answers. */
    interface Answer<A> {
        Reply handle(A api, Call call) throws IOException;
    }

    /** Opens an account's part of the cloud. */
    private interface Opening<A> {
        A open(Account account, Tokens tokens, Consumer<AutoCloseable> resources)
                throws IOException;
    }

    private OpenCloud(AccountBook book, Clock clock, Opening<A> opening, Answer<A> answer)
            throws IOException {
        this.book = book;
        this.answer = answer;
        this.oauth = new OAuthServer(cloud(), this::accounts, book.first().state(), clock);
        this.accounts =
                new Accounts<>(
                        (account, resources) -> opening.open(account, oauth.tokens(), resources));
        accounts.open(book.first());
    }

    /** Google Drive, with its first account. */
    static OpenCloud<GoogleDrive> google(AccountBook book, Community community, Clock clock)
            throws IOException {
        return new OpenCloud<>(
                book,
                clock,
                (account, tokens, resources) -> {
                    CloudFolder folder = folder(account, GOOGLE, clock, resources);
                    SharedDrives drives = sharedDrives(account, clock);
                    resources.accept(drives);
                    GoogleDrive drive =
                            new GoogleDrive(
                                    folder,
                                    Optional.of(drives),
                                    community,
                                    tokens,
                                    account.owner(),
                                    Ids::google,
                                    clock);
                    resources.accept(drive);
                    return drive;
                },
                GoogleDrive::handle);
    }

    /** OneDrive, with its first account. */
    static OpenCloud<MicrosoftGraph> microsoft(AccountBook book, Clock clock) throws IOException {
        return new OpenCloud<>(
                book,
                clock,
                (account, tokens, resources) -> {
                    CloudFolder folder =
                            folder(account, oneDrive(account.kind()), clock, resources);
                    MicrosoftGraph graph =
                            new MicrosoftGraph(
                                    folder,
                                    tokens,
                                    account.owner(),
                                    account.kind(),
                                    clock,
                                    account.state());
                    resources.accept(graph);
                    return graph;
                },
                MicrosoftGraph::handle);
    }

    /** Beside the account's own folder, such as {@code google-drive.shared}. */
    private static SharedDrives sharedDrives(Account account, Clock clock) throws IOException {
        Path place = account.folder().resolveSibling(account.folder().getFileName() + ".shared");
        return new SharedDrives(
                place,
                account.state().resolve("shared-drives"),
                (folder, state) -> CloudFolder.open(folder, state, GOOGLE, clock),
                clock);
    }

    private static Flavor oneDrive(DriveKind kind) {
        HashKind hashes = kind == DriveKind.PERSONAL ? HashKind.QUICK_XOR_SHA1 : HashKind.QUICK_XOR;
        return new Flavor("onedrive", hashes, false, false, Ids::oneDrive);
    }

    private static CloudFolder folder(
            Account account, Flavor flavor, Clock clock, Consumer<AutoCloseable> resources)
            throws IOException {
        CloudFolder folder = CloudFolder.open(account.folder(), account.state(), flavor, clock);
        resources.accept(folder);
        return folder;
    }

    Cloud cloud() {
        return book.first().cloud();
    }

    AccountBook book() {
        return book;
    }

    List<Account> accounts() {
        return accounts.all();
    }

    /** The files of an account, if it is there. */
    Optional<CloudFolder> folder(String account) {
        return accounts.resource(account, CloudFolder.class);
    }

    /** Opens one more account; it is closed with the cloud. */
    void open(Account account) throws IOException {
        accounts.open(account);
    }

    /** Answers a request to the cloud's API, for the account it is meant for. */
    Reply api(Call call) throws IOException {
        return answer.handle(accounts.api(call.account()), call);
    }

    /** What answers for an account; for the first one if there is none of that name. */
    A of(String account) {
        return accounts.api(account);
    }

    /** Answers a request that is about signing in. */
    Reply signIn(Call call) throws IOException {
        return oauth.handle(call);
    }

    OAuthServer oauth() {
        return oauth;
    }

    /**
     * The account a request is meant for; the first one if it names none that is there. An address
     * that needs no token says it itself, whatever token comes along.
     */
    String account(Call call) {
        boolean preAuthenticated =
                call.rawPath().startsWith("/onedrive/") || call.query("upload_id").isPresent();
        return (preAuthenticated
                        ? call.query(Owner.PARAMETER)
                        : oauth.tokens().access(call).map(Access::account))
                .filter(accounts::has)
                .orElse(Owner.DEFAULT);
    }

    @Override
    public void close() throws IOException {
        accounts.close();
    }
}
