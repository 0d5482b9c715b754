package com.aqwacloud.camel.component.websocket.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest extends WebSocketTestSupport {

    private static final String PASSWORD = "changeit";

    @TempDir Path temp;

    private HttpClient http;

    @BeforeEach
    void makeCertificate() throws Exception {
        Path store = temp.resolve("store.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "SAN=dns:localhost,ip:127.0.0.1",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .redirectOutput(temp.resolve("keytool.log").toFile())
                        .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();

        var keyStore = new KeyStoreParameters();
        keyStore.setResource("file:" + store);
        keyStore.setPassword(PASSWORD);
        keyStore.setType("PKCS12");
        var keys = new KeyManagersParameters();
        keys.setKeyStore(keyStore);
        keys.setKeyPassword(PASSWORD);
        var trust = new TrustManagersParameters();
        trust.setKeyStore(keyStore);
        var tls = new SSLContextParameters();
        tls.setKeyManagers(keys);
        tls.setTrustManagers(trust);
        context.getRegistry().bind("tls", tls);
        http = HttpClient.newBuilder().sslContext(tls.createSSLContext(context)).build();
    }

    @Test
    void socketsAndPagesAreServedEncrypted() throws Exception {
        int port =
                serve(
                        "/secure?sslContextParameters=#tls&exchangePattern=InOut&staticResources=classpath:page",
                        route -> route.setBody().constant("safe"));

        try (var client = TestClient.connect(http, "wss://127.0.0.1:" + port + "/secure")) {
            client.send("?");
            assertThat(client.nextText()).isEqualTo("safe");
        }
        var page =
                http.send(
                        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/secure/"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> TestClient.connect(port, "/secure")).isNotNull();
    }

    @Test
    void anEndpointThatNeedsTlsIsRefusedByAPlainServer() throws Exception {
        serve("/plain", route -> route.to("mock:in"));

        assertThatThrownBy(
                        () ->
                                serve(
                                        "/secure?sslContextParameters=#tls",
                                        route -> route.to("mock:in")))
                .hasStackTraceContaining("TLS is asked for");
    }
}
