package com.aqwacloud.sandbox.oauth;

import com.aqwacloud.sandbox.account.Account;
import com.aqwacloud.sandbox.account.Cloud;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/** Where an application sends a person to, to be allowed something. Thread-safe. */
final class AuthorizeEndpoint {

    private static final String COOKIE = "sandbox_browser";
    private static final Duration THINKING_TIME = Duration.ofMinutes(10);

    private final Cloud cloud;
    private final Supplier<List<Account>> accounts;
    private final Tokens tokens;
    private final OAuthBook book;
    private final Codes codes;
    private final Consents consents;

    AuthorizeEndpoint(
            Cloud cloud,
            Supplier<List<Account>> accounts,
            Tokens tokens,
            OAuthBook book,
            Codes codes,
            Consents consents) {
        this.cloud = cloud;
        this.accounts = accounts;
        this.tokens = tokens;
        this.book = book;
        this.codes = codes;
        this.consents = consents;
    }

    Reply handle(Call call) throws IOException {
        call.operation("authorize");
        AuthorizeRequest request;
        try {
            request = AuthorizeRequest.of(new Form(call.query()), cloud, book);
        } catch (OAuthException e) {
            return ConsentPage.problem(cloud, e);
        }
        AuthorizeReply reply = new AuthorizeReply(cloud, request);
        try {
            request.check(cloud);
            return call.method().equals("POST")
                    ? decided(call, request, reply)
                    : begin(call, request, reply);
        } catch (OAuthException e) {
            return reply.refuse(e);
        }
    }

    private Reply begin(Call call, AuthorizeRequest request, AuthorizeReply reply) {
        List<Account> candidates = candidates(call);
        Optional<Account> hinted =
                request.loginHint()
                        .flatMap(
                                hint ->
                                        candidates.stream()
                                                .filter(each -> isHint(hint, each))
                                                .findFirst());
        Consents.Setting setting = consents.setting();
        if (setting.answer() == Consents.Answer.DENY) {
            return deny(reply);
        }
        if (setting.answer() == Consents.Answer.ALLOW) {
            Account account =
                    hinted.or(() -> named(candidates, setting.account()))
                            .or(() -> candidates.stream().findFirst())
                            .orElseThrow(AuthorizeEndpoint::nobody);
            return allow(request, reply, account);
        }
        Optional<Account> known =
                hinted.or(
                        () ->
                                candidates.size() == 1
                                        ? Optional.of(candidates.get(0))
                                        : Optional.empty());
        boolean agreed =
                known.filter(
                                account ->
                                        book.consented(account.name(), request.clientId())
                                                .containsAll(request.scopes(cloud)))
                        .isPresent();
        if (request.prompts("none")) {
            if (!agreed) {
                throw interactionNeeded(known.isPresent());
            }
            return allow(request, reply, known.get());
        }
        boolean mustAsk =
                request.prompts("consent")
                        || request.prompts("login")
                        || request.prompts("select_account");
        if (agreed && !mustAsk) {
            return allow(request, reply, known.get());
        }
        if (candidates.isEmpty()) {
            throw nobody();
        }
        return ask(call, request, candidates, known.orElse(candidates.get(0)));
    }

    private Reply ask(
            Call call, AuthorizeRequest request, List<Account> candidates, Account chosen) {
        String browser = browser(call).orElseGet(() -> UUID.randomUUID().toString());
        String seal = tokens.issue("consent", fingerprint(browser, request), THINKING_TIME);
        String secure = call.base().startsWith("https:") ? "; Secure" : "";
        return ConsentPage.ask(cloud, request, candidates, chosen, request.scopes(cloud), seal)
                .with(
                        "Set-Cookie",
                        COOKIE + "=" + browser + "; Path=/; HttpOnly; SameSite=Lax" + secure);
    }

    /** The person has pressed a button of the page. */
    private Reply decided(Call call, AuthorizeRequest request, AuthorizeReply reply)
            throws IOException {
        Form answer = Form.of(call);
        boolean fromHere =
                call.header("Origin").filter(origin -> !origin.equals(call.base())).isEmpty();
        Optional<String> expected =
                browser(call).map(browser -> fingerprint(browser, request)).filter(x -> fromHere);
        Optional<String> sealed =
                answer.get("request").flatMap(seal -> tokens.open("consent", seal));
        if (expected.isEmpty() || !expected.equals(sealed)) {
            return ConsentPage.problem(
                    cloud,
                    OAuthException.invalidRequest(
                            90100,
                            "This answer does not belong to a page shown in this browser within"
                                    + " the last ten minutes. Go back and start again."));
        }
        if (answer.get("decision").filter("allow"::equals).isEmpty()) {
            return deny(reply);
        }
        Account account =
                named(candidates(call), answer.get("account").orElse(null))
                        .orElseThrow(AuthorizeEndpoint::nobody);
        return allow(request, reply, account);
    }

    private Reply allow(AuthorizeRequest request, AuthorizeReply reply, Account account) {
        Set<String> before = book.consented(account.name(), request.clientId());
        Set<String> scopes = new LinkedHashSet<>(request.scopes(cloud));
        if (cloud == Cloud.GOOGLE
                && request.form()
                        .get("include_granted_scopes")
                        .filter("true"::equals)
                        .isPresent()) {
            scopes.addAll(before);
        }
        List<String> granted = List.copyOf(scopes);
        book.consent(account.name(), request.clientId(), granted);
        boolean offline =
                cloud == Cloud.GOOGLE
                        ? getsRefreshToken(request, before.isEmpty())
                        : Scopes.has(granted, Scopes.OFFLINE);
        String code =
                codes.issue(
                        cloud == Cloud.GOOGLE ? "4/0A" : "0.A",
                        new Codes.Authorization(
                                account.name(),
                                request.clientId(),
                                request.redirectUri(),
                                granted,
                                Pkce.of(request.form()).orElse(null),
                                request.form().get("nonce").orElse(null),
                                offline));
        return reply.code(code, granted);
    }

    /**
     * Google gives an application on a server one refresh token when it is first allowed, and
     * others only if it asks for consent again; an application on a person's machine gets one each
     * time.
     */
    private boolean getsRefreshToken(AuthorizeRequest request, boolean first) {
        Optional<Client> client = book.client(request.clientId());
        if (client.filter(known -> known.kind() == Client.Kind.PUBLIC).isPresent()) {
            return true;
        }
        boolean asked = request.form().get("access_type").filter("offline"::equals).isPresent();
        boolean onMachine = client.isEmpty() && Client.isLoopback(request.redirectUri());
        return asked && (first || onMachine || request.prompts("consent"));
    }

    private Reply deny(AuthorizeReply reply) {
        return reply.refuse(
                new OAuthException(
                        400,
                        "access_denied",
                        65004,
                        "User declined to consent to access the app."));
    }

    private OAuthException interactionNeeded(boolean accountIsKnown) {
        if (cloud == Cloud.GOOGLE) {
            return new OAuthException(
                    400, "interaction_required", 0, "The user must choose or consent.");
        }
        return accountIsKnown
                ? new OAuthException(
                        400,
                        "consent_required",
                        65001,
                        "The user or administrator has not consented to use the application.")
                : new OAuthException(
                        400,
                        "interaction_required",
                        16000,
                        "Several accounts could sign in: one must be chosen.");
    }

    private static OAuthException nobody() {
        return new OAuthException(
                400, "access_denied", 50020, "There is no such account that could sign in here.");
    }

    private List<Account> candidates(Call call) {
        Tenant tenant = Tenant.of(call.rawPath());
        return accounts.get().stream().filter(tenant::admits).toList();
    }

    private static Optional<Account> named(List<Account> accounts, String name) {
        return accounts.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    private static boolean isHint(String hint, Account account) {
        return hint.equalsIgnoreCase(account.owner().mail())
                || hint.equals(account.name())
                || hint.equals(account.owner().permissionId());
    }

    private static Optional<String> browser(Call call) {
        return call.header("Cookie")
                .flatMap(
                        header ->
                                Arrays.stream(header.split(";"))
                                        .map(String::trim)
                                        .filter(part -> part.startsWith(COOKIE + "="))
                                        .map(part -> part.substring(COOKIE.length() + 1))
                                        .filter(value -> value.matches("[0-9a-f-]{36}"))
                                        .findFirst());
    }

    /** Ties a page to the browser it was shown in and to what it asked. */
    private static String fingerprint(String browser, AuthorizeRequest request) {
        List<String> parts = new ArrayList<>(List.of(browser));
        new TreeMap<>(request.form().fields())
                .forEach((name, value) -> parts.addAll(List.of(name, value)));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
