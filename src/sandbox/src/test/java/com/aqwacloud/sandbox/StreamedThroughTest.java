package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.OutputStreamRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.HttpClientTransportOverHTTP2;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client may feed uploads from downloads, as many at a time as it likes. */
@Timeout(120)
class StreamedThroughTest {

    private static final int THREADS = 24;

    /** No two of them fit into the buffers between client and server. */
    private static final int FILE_BYTES = 3 * 1024 * 1024;

    private static final int BUFFER_BYTES = 16 * 1024;

    @TempDir Path home;

    @Test
    void asManyDownloadsIntoUploadsAsThereAreThreadsComeToAnEndOverHttp1() throws Exception {
        ClientConnector connector = connector();
        streamThrough(new HttpClientTransportOverHTTP(connector), 4 * THREADS, 2 * THREADS);
    }

    @Test
    void asManyDownloadsIntoUploadsAsThereAreThreadsComeToAnEndOverHttp2() throws Exception {
        HTTP2Client http2 = new HTTP2Client(connector());
        http2.setInitialStreamRecvWindow(BUFFER_BYTES);
        streamThrough(new HttpClientTransportOverHTTP2(http2), 4, 2 * THREADS);
    }

    private static ClientConnector connector() {
        ClientConnector connector = new ClientConnector();
        connector.setReceiveBufferSize(BUFFER_BYTES);
        return connector;
    }

    private void streamThrough(HttpClientTransport transport, int connections, int pairs)
            throws Exception {
        byte[] content = Clouds.bytes(FILE_BYTES);
        Path google = home.resolve("google-drive");
        Path oneDrive = home.resolve("onedrive");
        Files.createDirectories(google);
        Files.write(google.resolve("source.bin"), content);
        ExecutorService pool = Executors.newFixedThreadPool(pairs);
        HttpClient http = new HttpClient(transport);
        http.setExecutor(new QueuedThreadPool(2 * pairs));
        http.setMaxConnectionsPerDestination(connections);
        http.setMaxRequestsQueuedPerDestination(4 * pairs);
        try (Sandbox sandbox =
                Sandbox.builder()
                        .port(0)
                        .threads(THREADS)
                        .googleFolder(google)
                        .oneDriveFolder(oneDrive)
                        .build()
                        .start()) {
            http.start();
            String source = sandbox.baseUri() + "/drive/v3/files/" + id(http, sandbox);
            List<InputStream> opened = new ArrayList<>();
            for (int i = 0; i < pairs; i++) {
                opened.add(open(http, source + "?alt=media"));
            }
            List<Future<Integer>> uploads = new ArrayList<>();
            for (int i = 0; i < pairs; i++) {
                String target = sandbox.baseUri() + "/v1.0/me/drive/root:/" + i + ".bin:/content";
                InputStream from = opened.get(i);
                uploads.add(pool.submit(() -> upload(http, target, from)));
            }
            for (Future<Integer> upload : uploads) {
                assertThat(upload.get(60, TimeUnit.SECONDS)).isEqualTo(201);
            }
        } finally {
            pool.shutdownNow();
            http.stop();
        }
        for (int i = 0; i < pairs; i++) {
            assertThat(oneDrive.resolve(i + ".bin")).hasBinaryContent(content);
        }
    }

    private static String id(HttpClient http, Sandbox sandbox) throws Exception {
        return Clouds.soon().until(() -> find(http, sandbox), found -> !found.isEmpty());
    }

    private static String find(HttpClient http, Sandbox sandbox) throws Exception {
        String json =
                http.newRequest(sandbox.baseUri() + "/drive/v3/files?q=name='source.bin'")
                        .headers(headers -> headers.put("Authorization", "Bearer sandbox"))
                        .send()
                        .getContentAsString();
        return Clouds.JSON.readTree(json).at("/files/0/id").asText();
    }

    /** Its head is there, and the server has begun to send its body. */
    private static InputStream open(HttpClient http, String url) throws Exception {
        InputStreamResponseListener listener = new InputStreamResponseListener();
        http.newRequest(url)
                .headers(headers -> headers.put("Authorization", "Bearer sandbox"))
                .send(listener);
        Response response = listener.get(30, TimeUnit.SECONDS);
        assertThat(response.getStatus()).isEqualTo(200);
        return listener.getInputStream();
    }

    /**
     * Copies in the thread of the caller: the client's own ones must stay free to take what comes
     * for the other streams of a connection.
     */
    private static int upload(HttpClient http, String url, InputStream from) throws IOException {
        OutputStreamRequestContent body =
                new OutputStreamRequestContent("application/octet-stream");
        Request request =
                http.newRequest(url)
                        .method(HttpMethod.PUT)
                        .headers(headers -> headers.put("Authorization", "Bearer sandbox"))
                        .body(body);
        var answer = new CompletableResponseListener(request).send();
        try (from;
                OutputStream to = body.getOutputStream()) {
            from.transferTo(to);
        }
        try {
            return answer.get(60, TimeUnit.SECONDS).getStatus();
        } catch (Exception e) {
            throw new IOException(url, e);
        }
    }
}
