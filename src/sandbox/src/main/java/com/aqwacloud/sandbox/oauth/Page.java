package com.aqwacloud.sandbox.oauth;

import com.aqwacloud.sandbox.http.Reply;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/** A page of its own, without anything from elsewhere. */
final class Page {

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String STYLE =
            """
            :root { color-scheme: light dark; }
            * { box-sizing: border-box; }
            body { margin: 0; min-height: 100vh; display: flex; align-items: center;
              justify-content: center; padding: 1rem; background: #eef1f5; color: #1c2330;
              font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
            main { width: 100%; max-width: 30rem; background: #fff; border-radius: 12px;
              padding: 2rem; border: 1px solid #d5dbe5; overflow-wrap: anywhere; }
            .cloud { margin: 0 0 .25rem; color: #566076; font-size: .9rem; }
            h1 { margin: 0 0 1rem; font-size: 1.4rem; line-height: 1.3; }
            h2, legend { font-size: 1rem; font-weight: 600; margin: 1.25rem 0 .5rem; padding: 0; }
            fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
            label { display: flex; gap: .75rem; align-items: center; padding: .6rem .75rem;
              border: 1px solid #d5dbe5; border-radius: 8px; margin-bottom: .5rem; }
            label:has(input:checked) { border-color: #1f5fbf; background: #eef4fd; }
            label small { display: block; color: #566076; }
            ul { margin: 0; padding-left: 1.25rem; }
            li { margin-bottom: .35rem; }
            .note { color: #566076; font-size: .9rem; margin: 1.25rem 0 0; }
            .actions { display: flex; gap: .75rem; margin-top: 1.5rem; flex-wrap: wrap; }
            button { flex: 1 1 8rem; font: inherit; font-weight: 600; padding: .7rem 1rem;
              border-radius: 8px; border: 1px solid #1f5fbf; background: #fff; color: #1f5fbf;
              cursor: pointer; min-height: 44px; }
            button.main { background: #1f5fbf; color: #fff; }
            button:focus-visible, input:focus-visible { outline: 3px solid #f2a33a;
              outline-offset: 2px; }
            code { font-size: .9em; }
            @media (max-width: 30rem) { body { align-items: flex-start; padding: 0; }
              main { border: 0; border-radius: 0; min-height: 100vh; padding: 1.5rem; } }
            @media (prefers-color-scheme: dark) {
              body { background: #12161d; color: #e8ecf3; }
              main { background: #1b212b; border-color: #333d4d; }
              .cloud, .note, label small { color: #a7b1c2; }
              label { border-color: #3a4558; }
              label:has(input:checked) { border-color: #7db0ff; background: #22304a; }
              button { background: #1b212b; color: #9cc3ff; border-color: #7db0ff; }
              button.main { background: #9cc3ff; color: #10203a; } }
            """;

    private Page() {}

    /**
     * @param formTarget where its form may lead, also by a redirect
     */
    static Reply of(int status, String title, String body, String formTarget) {
        return of(status, title, body, formTarget, "");
    }

    /** With a script, which must not contain anything that came with a request. */
    static Reply of(int status, String title, String body, String formTarget, String script) {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        String nonce = Base64.getEncoder().encodeToString(random);
        String html =
                "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                        + "<meta name=\"viewport\" content=\"width=device-width,"
                        + " initial-scale=1\">\n<title>"
                        + text(title)
                        + "</title>\n<style nonce=\""
                        + nonce
                        + "\">\n"
                        + STYLE
                        + "</style>\n</head>\n<body>\n<main>\n"
                        + body
                        + "</main>\n"
                        + (script.isEmpty()
                                ? ""
                                : "<script nonce=\"" + nonce + "\">" + script + "</script>\n")
                        + "</body>\n</html>\n";
        String policy =
                "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'nonce-"
                        + nonce
                        + "'"
                        + (script.isEmpty() ? "" : "; script-src 'nonce-" + nonce + "'")
                        + "; form-action "
                        + formTarget;
        return new Reply(
                        status,
                        Map.of(),
                        new Reply.Bytes(
                                html.getBytes(StandardCharsets.UTF_8), "text/html; charset=UTF-8"))
                .with("Content-Security-Policy", policy)
                .with("X-Frame-Options", "DENY")
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "same-origin")
                .with("Cache-Control", "no-store");
    }

    /** A hidden field of a form. */
    static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\""
                + text(name)
                + "\" value=\""
                + text(value)
                + "\">\n";
    }

    /** Text that is no markup, whatever is in it. */
    static String text(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
