package com.aqwacloud.sandbox.oauth;

import com.aqwacloud.sandbox.account.Account;
import com.aqwacloud.sandbox.account.Cloud;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Everything of one cloud that is about who may do what. Thread-safe. */
public final class OAuthServer {

    private static final Map<String, Part> GOOGLE =
            Map.ofEntries(
                    Map.entry("/o/oauth2/v2/auth", Part.AUTHORIZE),
                    Map.entry("/o/oauth2/auth", Part.AUTHORIZE),
                    Map.entry("/token", Part.TOKEN),
                    Map.entry("/oauth2/v4/token", Part.TOKEN),
                    Map.entry("/o/oauth2/token", Part.TOKEN),
                    Map.entry("/revoke", Part.REVOKE),
                    Map.entry("/o/oauth2/revoke", Part.REVOKE),
                    Map.entry("/tokeninfo", Part.TOKEN_INFO),
                    Map.entry("/oauth2/v1/tokeninfo", Part.TOKEN_INFO),
                    Map.entry("/oauth2/v2/tokeninfo", Part.TOKEN_INFO),
                    Map.entry("/oauth2/v3/tokeninfo", Part.TOKEN_INFO),
                    Map.entry("/oauth2/v1/userinfo", Part.USER_INFO),
                    Map.entry("/oauth2/v2/userinfo", Part.USER_INFO),
                    Map.entry("/oauth2/v3/userinfo", Part.USER_INFO),
                    Map.entry("/v1/userinfo", Part.USER_INFO),
                    Map.entry("/oauth2/v3/certs", Part.KEYS),
                    Map.entry("/.well-known/openid-configuration", Part.DOCUMENT));

    private static final Map<Pattern, Part> MICROSOFT =
            Map.of(
                    Pattern.compile("/[A-Za-z0-9.-]+/oauth2/v2\\.0/authorize"), Part.AUTHORIZE,
                    Pattern.compile("/[A-Za-z0-9.-]+/oauth2/v2\\.0/token"), Part.TOKEN,
                    Pattern.compile("/[A-Za-z0-9.-]+/v2\\.0/\\.well-known/openid-configuration"),
                            Part.DOCUMENT,
                    Pattern.compile("/[A-Za-z0-9.-]+/discovery/v2\\.0/keys"), Part.KEYS,
                    Pattern.compile("/[A-Za-z0-9.-]+/discovery/instance"), Part.INSTANCE,
                    Pattern.compile("/oidc/userinfo"), Part.USER_INFO);

    private final Cloud cloud;
    private final OAuthBook book;
    private final Tokens tokens;
    private final Consents consents = new Consents();
    private final AuthorizeEndpoint authorize;
    private final TokenEndpoint token;
    private final PersonEndpoint person;
    private final Discovery discovery;
    private final IdTokens idTokens;

    private enum Part {
        AUTHORIZE,
        TOKEN,
        REVOKE,
        TOKEN_INFO,
        USER_INFO,
        KEYS,
        DOCUMENT,
        INSTANCE
    }

    /**
     * Opens what is kept in a folder, or begins it.
     *
     * @param accounts which there are, now and later
     * @param state the folder; made if it is not there
     * @throws IOException if it can't be read, or is damaged
     */
    public OAuthServer(Cloud cloud, Supplier<List<Account>> accounts, Path state, Clock clock)
            throws IOException {
        this.cloud = cloud;
        Files.createDirectories(state);
        book = new OAuthBook(state.resolve("oauth.json"), clock);
        tokens = new Tokens(cloud, Secret.in(state), book, clock);
        idTokens = new IdTokens(cloud, state.resolve("oauth-key"), clock);
        Codes codes = new Codes(clock);
        authorize = new AuthorizeEndpoint(cloud, accounts, tokens, book, codes, consents);
        token = new TokenEndpoint(cloud, accounts, tokens, book, codes, idTokens, clock);
        person = new PersonEndpoint(cloud, tokens, book, clock);
        discovery = new Discovery(cloud);
    }

    /** The cloud a path is about signing in to; empty if it is about something else. */
    public static Optional<Cloud> cloudOf(String path) {
        return part(Cloud.GOOGLE, path)
                .map(part -> Cloud.GOOGLE)
                .or(() -> part(Cloud.ONEDRIVE, path).map(part -> Cloud.ONEDRIVE));
    }

    private static Optional<Part> part(Cloud cloud, String path) {
        if (cloud == Cloud.GOOGLE) {
            return Optional.ofNullable(GOOGLE.get(path));
        }
        return MICROSOFT.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    public Tokens tokens() {
        return tokens;
    }

    public Consents consents() {
        return consents;
    }

    /** The registered applications; any is known if there are none. */
    public List<Client> clients() {
        return book.clients();
    }

    /** Registers an application, or changes its entry. */
    public void register(Client client) {
        book.register(client);
    }

    /** Any application is known again. */
    public void forgetClients() {
        book.forgetClients();
    }

    /**
     * An access token without any signing in.
     *
     * @throws IllegalArgumentException if there is no such scope
     */
    public String issue(String account, String client, String scope, Duration life) {
        try {
            List<String> scopes = Scopes.parse(cloud, scope);
            Grant grant = book.grant(account, client, scopes, false, false, life);
            return tokens.access(grant, scopes, life);
        } catch (OAuthException e) {
            throw new IllegalArgumentException("scope: " + e.getMessage(), e);
        }
    }

    /** All tokens that an account's owner let anyone have are dead, but for the fixed ones. */
    public void revokeAll(String account) {
        book.revokeAll(account);
    }

    /** Answers a request to one of its paths. */
    public Reply handle(Call call) throws IOException {
        Part part = part(cloud, call.rawPath()).orElseThrow();
        boolean reads =
                switch (part) {
                    case KEYS, DOCUMENT, INSTANCE -> true;
                    default -> false;
                };
        if (reads && !call.method().equals("GET")) {
            return Reply.json(405, JsonNodeFactory.instance.objectNode().put("error", "GET only"));
        }
        return switch (part) {
            case AUTHORIZE -> authorize.handle(call);
            case TOKEN -> token.handle(call);
            case REVOKE -> person.revoke(call);
            case TOKEN_INFO -> person.tokenInfo(call);
            case USER_INFO -> person.userInfo(call);
            case KEYS -> {
                call.operation("keys");
                yield Reply.ok(idTokens.keys());
            }
            case DOCUMENT -> discovery.document(call);
            case INSTANCE -> discovery.instance(call);
        };
    }
}
