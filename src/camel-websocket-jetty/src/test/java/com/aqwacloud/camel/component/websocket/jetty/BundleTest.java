package com.aqwacloud.camel.component.websocket.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Endpoint;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** Installs this module as a bundle; Camel and Jetty come from the framework. */
class BundleTest {

    private static final Path CLASSES = Path.of("target/classes");
    private static final Pattern IMPORT =
            Pattern.compile(
                    "(org\\.(?:apache\\.camel|eclipse\\.jetty|slf4j)[\\w.]*);version=\"\\[([\\d.]+),");

    @TempDir Path temp;

    private Manifest manifest;

    @BeforeEach
    void readManifest() throws Exception {
        try (InputStream in = Files.newInputStream(CLASSES.resolve("META-INF/MANIFEST.MF"))) {
            manifest = new Manifest(in);
        }
    }

    @Test
    void theComponentWorksAsABundle() throws Exception {
        String packages =
                IMPORT.matcher(attribute("Import-Package"))
                        .results()
                        .map(m -> m.group(1) + ";version=\"" + m.group(2) + "\"")
                        .collect(Collectors.joining(","));
        try (var osgi = new OsgiFramework(temp.resolve("osgi"), packages);
                var context = new DefaultCamelContext()) {
            Bundle bundle = osgi.install(jar());
            bundle.start();
            context.setApplicationContextClassLoader(
                    bundle.adapt(BundleWiring.class).getClassLoader());
            String uri =
                    "websocket-jetty:127.0.0.1:0/ask?exchangePattern=InOut"
                            + "&staticResources=bundle:camel-websocket-jetty/META-INF";
            context.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from(uri).setBody().simple("bundled ${body}");
                        }
                    });
            context.start();

            Endpoint endpoint = context.getEndpoint(uri);
            assertThat(endpoint.getClass().getClassLoader())
                    .isNotSameAs(BundleTest.class.getClassLoader());
            int port = (int) endpoint.getClass().getMethod("getBoundPort").invoke(endpoint);
            try (var client = TestClient.connect(port, "/ask")) {
                client.send("hello");
                assertThat(client.nextText()).isEqualTo("bundled hello");
            }
            var file =
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            "http://127.0.0.1:"
                                                                    + port
                                                                    + "/ask/MANIFEST.MF"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString());
            assertThat(file.body()).contains("Bundle-SymbolicName: camel-websocket-jetty");
        }
    }

    @Test
    void itsImportsTakeAnyFittingCamelAndJetty() {
        assertThat(attribute("Import-Package"))
                .contains("org.apache.camel;version=\"[4.14,5)\"")
                .contains("org.eclipse.jetty.server;version=\"[12.1,13)\"")
                .containsPattern("org\\.osgi\\.framework;[^,]*resolution:=optional");
        assertThat(attribute("Export-Package").split(";")[0])
                .isEqualTo(WebSocketJettyComponent.class.getPackageName());
    }

    private String attribute(String name) {
        return manifest.getMainAttributes().getValue(name);
    }

    private Path jar() throws Exception {
        Path jar = temp.resolve("bundle.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var files = Files.walk(CLASSES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name =
                        Arrays.stream(CLASSES.relativize(file).toString().split("\\\\"))
                                .collect(Collectors.joining("/"));
                if (!name.equals("META-INF/MANIFEST.MF")) {
                    out.putNextEntry(new JarEntry(name));
                    out.write(Files.readAllBytes(file));
                }
            }
        }
        return jar;
    }
}
