package com.aqwacloud.sandbox.oauth;

import com.aqwacloud.sandbox.account.Cloud;
import com.aqwacloud.sandbox.http.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Answers an application through the browser that it sent. */
record AuthorizeReply(Cloud cloud, AuthorizeRequest request) {

    Reply code(String code, List<String> granted) {
        Map<String, String> answer = answer();
        answer.put("code", code);
        if (cloud == Cloud.GOOGLE) {
            answer.put("scope", String.join(" ", granted));
        }
        return send(answer);
    }

    /** The application learns of it where the cloud would tell it; else the person does. */
    Reply refuse(OAuthException problem) {
        boolean told =
                cloud == Cloud.ONEDRIVE
                        || problem.error().equals("access_denied")
                        || problem.error().equals("interaction_required");
        if (!told) {
            return ConsentPage.problem(cloud, problem);
        }
        Map<String, String> answer = answer();
        answer.put("error", problem.error());
        if (cloud == Cloud.ONEDRIVE) {
            answer.put(
                    "error_description", "AADSTS" + problem.code() + ": " + problem.getMessage());
        }
        return send(answer);
    }

    private Map<String, String> answer() {
        Map<String, String> answer = new LinkedHashMap<>();
        request.form().get("state").ifPresent(state -> answer.put("state", state));
        return answer;
    }

    private Reply send(Map<String, String> answer) {
        String redirectUri = request.redirectUri();
        String form =
                answer.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return switch (request.responseMode()) {
            case FORM_POST -> ConsentPage.post(redirectUri, answer);
            case FRAGMENT -> redirect(redirectUri + "#" + form);
            case QUERY -> redirect(redirectUri + (redirectUri.contains("?") ? "&" : "?") + form);
        };
    }

    private static Reply redirect(String address) {
        return Reply.empty(302)
                .with("Location", address)
                .with("Cache-Control", "no-store")
                .with("Referrer-Policy", "no-referrer");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
