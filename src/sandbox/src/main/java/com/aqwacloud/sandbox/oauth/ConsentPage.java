package com.aqwacloud.sandbox.oauth;

import com.aqwacloud.sandbox.account.Account;
import com.aqwacloud.sandbox.account.Cloud;
import com.aqwacloud.sandbox.http.Reply;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Asks the person at the browser whether an application may have what it asks for. */
final class ConsentPage {

    private ConsentPage() {}

    /**
     * @param accounts to choose from
     * @param chosen the one to begin with
     * @param scopes what is asked for
     * @param seal comes back with the answer
     */
    static Reply ask(
            Cloud cloud,
            AuthorizeRequest request,
            List<Account> accounts,
            Account chosen,
            List<String> scopes,
            String seal) {
        StringBuilder body = new StringBuilder();
        body.append("<p class=\"cloud\">").append(name(cloud)).append(" in the sandbox</p>\n");
        body.append("<h1>Let <code>")
                .append(Page.text(request.clientId()))
                .append("</code> use your files?</h1>\n");
        body.append("<form method=\"post\">\n").append(Page.hidden("request", seal));
        body.append("<fieldset>\n<legend>Account</legend>\n");
        for (Account account : accounts) {
            body.append("<label><input type=\"radio\" name=\"account\" required value=\"")
                    .append(Page.text(account.name()))
                    .append(account.equals(chosen) ? "\" checked>" : "\">")
                    .append("<span>")
                    .append(Page.text(account.owner().displayName()))
                    .append("<small>")
                    .append(Page.text(account.owner().mail()))
                    .append("</small></span></label>\n");
        }
        body.append("</fieldset>\n<h2>It will be able to</h2>\n<ul>\n");
        scopes.stream()
                .map(Scopes::words)
                .distinct()
                .forEach(words -> body.append("<li>").append(Page.text(words)).append("</li>\n"));
        body.append("</ul>\n<p class=\"note\">You will then be sent to <strong>")
                .append(Page.text(site(request.redirectUri())))
                .append("</strong>.</p>\n");
        body.append(
                "<div class=\"actions\">\n"
                        + "<button name=\"decision\" value=\"deny\">Deny</button>\n"
                        + "<button class=\"main\" name=\"decision\" value=\"allow\">Allow</button>\n"
                        + "</div>\n</form>\n");
        return Page.of(
                200,
                "Allow access to " + name(cloud) + "?",
                body.toString(),
                "'self' " + site(request.redirectUri()));
    }

    /** What went wrong, where the application must not be told. */
    static Reply problem(Cloud cloud, OAuthException problem) {
        String number =
                cloud == Cloud.GOOGLE
                        ? "Error " + problem.status() + ": " + problem.error()
                        : "AADSTS" + problem.code() + " (" + problem.error() + ")";
        String body =
                "<p class=\"cloud\">"
                        + name(cloud)
                        + " in the sandbox</p>\n<h1>Access blocked: this application's request is"
                        + " invalid</h1>\n<p>"
                        + Page.text(Optional.ofNullable(problem.getMessage()).orElse(""))
                        + "</p>\n<p class=\"note\">"
                        + Page.text(number)
                        + "</p>\n";
        return Page.of(problem.status(), "Access blocked", body, "'none'");
    }

    /** A page that sends an answer on as a form. */
    static Reply post(String redirectUri, java.util.Map<String, String> answer) {
        StringBuilder body =
                new StringBuilder("<h1>On the way back</h1>\n<form method=\"post\" action=\"");
        body.append(Page.text(redirectUri)).append("\">\n");
        answer.forEach((name, value) -> body.append(Page.hidden(name, value)));
        body.append(
                "<div class=\"actions\"><button class=\"main\">Continue</button></div>\n</form>\n");
        return Page.of(
                200,
                "On the way back",
                body.toString(),
                site(redirectUri),
                "document.forms[0].submit()");
    }

    static String name(Cloud cloud) {
        return cloud == Cloud.GOOGLE ? "Google Drive" : "OneDrive";
    }

    /** Scheme and host of an address; only the scheme if it is an application's own. */
    private static String site(String address) {
        URI uri = URI.create(address);
        if (uri.getHost() == null) {
            return uri.getScheme() + ":";
        }
        return uri.getScheme()
                + "://"
                + uri.getHost()
                + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
