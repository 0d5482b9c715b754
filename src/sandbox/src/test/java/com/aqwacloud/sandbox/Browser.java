package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person at a browser, and the application that sent them, as far as forms and redirects go. */
final class Browser {

    private static final Pattern SEAL = Pattern.compile("name=\"request\" value=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;

    Browser(URI base) {
        this.base = base;
    }

    /** Opens a page. */
    HttpResponse<String> open(String path, Map<String, String> query) {
        return send(request(path + "?" + form(query)).GET());
    }

    /** Presses a button of the consent page. */
    HttpResponse<String> answer(HttpResponse<String> page, String account, String decision) {
        return answer(page, cookie(page), Map.of("account", account, "decision", decision));
    }

    HttpResponse<String> answer(
            HttpResponse<String> page, String cookie, Map<String, String> fields) {
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        Matcher seal = SEAL.matcher(page.body());
        assertThat(seal.find()).as(page.body()).isTrue();
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("request", seal.group(1));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(page.uri())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(all)));
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        return send(request);
    }

    static String cookie(HttpResponse<String> page) {
        return page.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    /** What a redirect brings to the application. */
    static Map<String, String> brought(HttpResponse<String> redirect) {
        assertThat(redirect.statusCode()).as(redirect.body()).isEqualTo(302);
        String location = redirect.headers().firstValue("Location").orElseThrow();
        return parse(location.substring(location.indexOf(location.contains("#") ? '#' : '?') + 1));
    }

    private static Map<String, String> parse(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            fields.put(
                    pair.substring(0, equals),
                    URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }

    /** Posts a form, as an application does. */
    HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(fields)));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> json(String path, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path, String token) {
        return call("GET", path, token, "");
    }

    HttpResponse<String> call(String method, String path, String token, String body) {
        return send(
                request(path)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode body(HttpResponse<String> response) {
        try {
            return Clouds.JSON.readTree(response.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
