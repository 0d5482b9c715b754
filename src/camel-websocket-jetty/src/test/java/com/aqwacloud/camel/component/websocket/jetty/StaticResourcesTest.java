package com.aqwacloud.camel.component.websocket.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

class StaticResourcesTest extends WebSocketTestSupport {

    private static final Map<String, String> FILES =
            Map.of(
                    "index.html", "<h1>home</h1>",
                    "app.js", "let a = 'ä';",
                    "style.css", "h1 {}",
                    "logo.svg", "<svg/>",
                    "sub/index.html", "<h1>sub</h1>",
                    "sub/data.json", "{}",
                    ".hidden", "secret");

    @TempDir Path temp;

    private final HttpClient http = HttpClient.newHttpClient();
    private Path root;

    @BeforeEach
    void writeFiles() throws Exception {
        root = temp.resolve("site");
        for (var file : FILES.entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Files.writeString(temp.resolve("outside.txt"), "secret");
    }

    @Test
    void aFolderIsServed() throws Exception {
        servesAll(serve("/?staticResources=file:" + root, route -> route.to("mock:in")));
    }

    @Test
    void aFolderOnTheClassPathIsServed() throws Exception {
        try (var loader = new URLClassLoader(new URL[] {temp.toUri().toURL()})) {
            context.setApplicationContextClassLoader(loader);
            servesAll(serve("/?staticResources=classpath:site", route -> route.to("mock:in")));
        }
    }

    @Test
    void anArchiveOnTheClassPathIsServed() throws Exception {
        Path jar = jar(temp.resolve("page.jar"), "site/", new Manifest(), FILES);
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            context.setApplicationContextClassLoader(loader);
            servesAll(serve("/?staticResources=classpath:site", route -> route.to("mock:in")));
        }
    }

    @Test
    void aBundleIsServedWheneverItIsThere() throws Exception {
        try (var osgi = new OsgiFramework(temp.resolve("osgi"))) {
            context.getRegistry().bind("bundles", BundleContext.class, osgi.context());
            int port =
                    serve(
                            "/?staticResources=bundle:com.example.page/site",
                            route -> route.to("mock:in"));
            assertThat(get(port, "/").statusCode()).isEqualTo(503);
            assertThat(get(port, "/").headers().firstValue("Retry-After")).isPresent();

            Bundle bundle = osgi.install(bundle("one.jar", FILES));
            bundle.start();
            servesAll(port);
            String etag = get(port, "/").headers().firstValue("ETag").orElseThrow();

            Path updated = bundle("two.jar", Map.of("index.html", "<h1>HOME</h1>"));
            try (InputStream in = Files.newInputStream(updated)) {
                bundle.update(in);
            }
            var changed = get(port, "/", "If-None-Match", etag);
            assertThat(changed.statusCode()).isEqualTo(200);
            assertThat(changed.body()).isEqualTo("<h1>HOME</h1>");

            bundle.uninstall();
            assertThat(get(port, "/").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void filesAreServedBelowThePathOfTheEndpoint() throws Exception {
        int port = serve("/app?staticResources=file:" + root, route -> route.to("mock:in"));

        assertThat(get(port, "/app/app.js").body()).isEqualTo(FILES.get("app.js"));
        assertThat(get(port, "/app.js").statusCode()).isEqualTo(404);
        var bare = get(port, "/app");
        assertThat(bare.statusCode()).isEqualTo(302);
        assertThat(bare.headers().firstValue("Location").orElseThrow()).endsWith("/app/");
        try (var client = TestClient.connect(port, "/app")) {
            assertThat(client.closeCode).isNotDone();
        }
    }

    @Test
    void theLongerRootWins() throws Exception {
        Path other = Files.createDirectories(temp.resolve("other"));
        Files.writeString(other.resolve("index.html"), "other");
        int port = serve("/?staticResources=file:" + root, route -> route.to("mock:in"));
        serve("/sub?staticResources=file:" + other, route -> route.to("mock:in"));

        assertThat(get(port, "/sub/").body()).isEqualTo("other");
        assertThat(get(port, "/sub/data.json").body()).isEqualTo("{}");
    }

    @Test
    void responsesCarrySecurityHeadersAndTheConfiguredPolicy() throws Exception {
        String options = "staticResources=file:" + root;
        int port = serve("/?" + options, route -> route.to("mock:in"));
        serve(
                "/own?contentSecurityPolicy=RAW(default-src 'none'; img-src *)&cacheControl=max-age=60&"
                        + options,
                route -> route.to("mock:in"));
        serve("/bare?securityHeaders=false&" + options, route -> route.to("mock:in"));

        var headers = get(port, "/").headers();
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(headers.firstValue("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(headers.firstValue("Cache-Control")).contains("no-cache");
        var own = get(port, "/own/").headers();
        assertThat(own.firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; img-src *");
        assertThat(own.firstValue("Cache-Control")).contains("max-age=60");
        var bare = get(port, "/bare/").headers();
        assertThat(bare.firstValue("Content-Security-Policy")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../outside.txt",
                "/%2e%2e/outside.txt",
                "/..%2foutside.txt",
                "/%2e%2e%2foutside.txt",
                "/sub/../../outside.txt",
                "/sub/..;/..;/outside.txt",
                "/..%5coutside.txt",
                "/..\\outside.txt",
                "/%252e%252e/outside.txt",
                "/%c0%ae%c0%ae/outside.txt",
                "/index.html%00.txt",
                "/%00",
                "//outside.txt",
                "/.hidden",
                "/%2ehidden",
                "/link.txt",
                "/sub",
                "/etc/passwd"
            })
    void nothingElseCanBeReached(String target) throws Exception {
        Files.createSymbolicLink(root.resolve("link.txt"), temp.resolve("outside.txt"));
        Files.delete(root.resolve("sub/index.html"));
        Path jar = jar(temp.resolve("page.jar"), "site/", new Manifest(), FILES);
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            context.setApplicationContextClassLoader(loader);
            int port = serve("/?staticResources=file:" + root, route -> route.to("mock:in"));
            serve("/jar?staticResources=classpath:site", route -> route.to("mock:in"));
            for (String prefix : new String[] {"", "/jar"}) {
                try (var client = new RawClient(port)) {
                    String head =
                            client.exchange("GET " + prefix + target, "Host: 127.0.0.1:" + port);
                    assertThat(head).containsPattern("^HTTP/1\\.1 (30[12]|4\\d\\d)");
                }
            }
        }
    }

    @Test
    void aRedirectToAFolderStaysOnTheHost() throws Exception {
        int port = serve("/?staticResources=file:" + root, route -> route.to("mock:in"));

        var response = get(port, "/sub");
        assertThat(response.statusCode()).isEqualTo(302);
        String location = response.headers().firstValue("Location").orElseThrow();
        assertThat(URI.create("http://127.0.0.1:" + port + "/").resolve(location))
                .isEqualTo(URI.create("http://127.0.0.1:" + port + "/sub/"));
        try (var client = new RawClient(port)) {
            assertThat(client.exchange("GET //sub", "Host: 127.0.0.1:" + port))
                    .doesNotContain("Location: //");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file:/no/such/dir", "ftp:dir", "dir", "classpath:", "bundle:", "bundle:x"})
    void aSourceThatCannotWorkIsRefusedAtOnce(String source) {
        assertThatThrownBy(() -> serve("/?staticResources=" + source, route -> route.to("mock:in")))
                .hasStackTraceContaining("staticResources");
    }

    private void servesAll(int port) throws Exception {
        var home = get(port, "/");
        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.body()).isEqualTo("<h1>home</h1>");
        assertThat(type(home)).isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(get(port, "/sub/").body()).isEqualTo("<h1>sub</h1>");
        assertThat(get(port, "/sub/data.json").body()).isEqualTo("{}");
        assertThat(get(port, "/app.js").body()).isEqualTo("let a = 'ä';");
        assertThat(type(get(port, "/app.js")))
                .isEqualToIgnoringCase("text/javascript;charset=utf-8");
        assertThat(type(get(port, "/style.css"))).isEqualToIgnoringCase("text/css;charset=utf-8");
        assertThat(type(get(port, "/logo.svg"))).isEqualTo("image/svg+xml");
        assertThat(get(port, "/none.txt").statusCode()).isNotEqualTo(200);

        String etag = home.headers().firstValue("ETag").orElseThrow();
        var again = get(port, "/", "If-None-Match", etag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();

        var part = get(port, "/app.js", "Range", "bytes=4-4");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("a");

        var head =
                http.send(
                        HttpRequest.newBuilder(uri(port, "/style.css"))
                                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(head.headers().firstValue("Content-Length")).contains("5");
        assertThat(head.body()).isEmpty();

        var post =
                http.send(
                        HttpRequest.newBuilder(uri(port, "/style.css"))
                                .POST(HttpRequest.BodyPublishers.ofString("x"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(post.statusCode()).isNotEqualTo(200);
    }

    private static String type(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Type").orElseThrow();
    }

    private HttpResponse<String> get(int port, String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(uri(port, path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private Path bundle(String name, Map<String, String> files) throws Exception {
        var manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", "com.example.page");
        attributes.putValue("Bundle-Version", "1.0.0");
        return jar(temp.resolve(name), "site/", manifest, files);
    }

    private static Path jar(Path jar, String prefix, Manifest manifest, Map<String, String> files)
            throws Exception {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (OutputStream out = Files.newOutputStream(jar);
                var entries = new JarOutputStream(out, manifest)) {
            entries.putNextEntry(new JarEntry(prefix + "sub/"));
            for (var file : files.entrySet()) {
                var entry = new JarEntry(prefix + file.getKey());
                entry.setTime(0);
                entries.putNextEntry(entry);
                entries.write(TestClient.utf8(file.getValue()));
            }
        }
        return jar;
    }
}
