package com.aqwacloud.camel.component.microsoft.onedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aqwacloud.camel.component.microsoft.onedrive.GraphStub.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DownloadTest extends OneDriveTestSupport {

    private static final String CONTENT = "/v1.0/me/drive/items/I1/content";
    private static final Map<String, Object> ITEM_1 = Map.of("ItemId", "I1");

    /** What a route did with the body, since the exchange closes the stream when it is done. */
    private final AtomicReference<byte[]> read = new AtomicReference<>();

    private final AtomicReference<InputStream> stream = new AtomicReference<>();
    private final AtomicReference<Long> length = new AtomicReference<>();

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:download")
                        .streamCache("false")
                        .to("microsoft-onedrive:download?idleTimeout=300")
                        .process(
                                exchange -> {
                                    InputStream in =
                                            exchange.getMessage().getBody(InputStream.class);
                                    stream.set(in);
                                    length.set(
                                            exchange.getMessage()
                                                    .getHeader(
                                                            MicrosoftOneDriveConstants
                                                                    .CONTENT_LENGTH,
                                                            Long.class));
                                    if (exchange.getMessage().getHeader("skip") == null) {
                                        read.set(in.readAllBytes());
                                    }
                                });
            }
        };
    }

    private void download(Map<String, Object> headers) throws Exception {
        var exchange =
                template.request(
                        "direct:download",
                        e ->
                                headers.forEach(
                                        (name, value) ->
                                                e.getMessage()
                                                        .setHeader(
                                                                "CamelMicrosoftOneDrive" + name,
                                                                value)));
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
    }

    private void redirectTo(String path) {
        graph.on(
                "GET",
                CONTENT,
                Answer.status(302).with("Location", graph.url(path + "?secret=topsecret")));
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private void serve(byte[] bytes) {
        redirectTo("/dl/1");
        graph.on("GET", "/dl/1", new Answer(200, Map.of("Content-Type", "image/png"), bytes));
    }

    @Test
    void contentComesFromTheAddressGivenWithoutTheToken() throws Exception {
        byte[] bytes = bytes(3_000_000);
        serve(bytes);
        download(ITEM_1);
        assertThat(read.get()).isEqualTo(bytes);
        assertThat(length.get()).isEqualTo(3_000_000);
        assertThat(graph.requests("GET", CONTENT).get(0).header("Authorization"))
                .isEqualTo("Bearer good");
        assertThat(graph.requests("GET", "/dl/1").get(0).header("Authorization")).isNull();
    }

    @Test
    void aPartIsAskedForAtTheAddressGivenOnly() throws Exception {
        redirectTo("/dl/1");
        graph.on(
                "GET",
                "/dl/1",
                new Answer(
                        206,
                        Map.of("Content-Range", "bytes 2-4/10"),
                        "cde".getBytes(StandardCharsets.US_ASCII)));
        download(Map.of("ItemId", "I1", "RangeOffset", 2, "RangeLength", 3));
        assertThat(read.get()).asString().isEqualTo("cde");
        assertThat(graph.requests("GET", CONTENT).get(0).header("Range")).isNull();
        assertThat(graph.requests("GET", "/dl/1").get(0).header("Range")).isEqualTo("bytes=2-4");
    }

    @Test
    void aPartIsCutOutIfTheServiceSendsEverything() throws Exception {
        serve("abcdefghij".getBytes(StandardCharsets.US_ASCII));
        download(Map.of("ItemId", "I1", "RangeOffset", 2, "RangeLength", 3));
        assertThat(read.get()).asString().isEqualTo("cde");
        assertThat(length.get()).isEqualTo(3);
        download(Map.of("ItemId", "I1", "RangeOffset", 7));
        assertThat(read.get()).asString().isEqualTo("hij");
        assertThat(length.get()).isEqualTo(3);
    }

    @Test
    void anotherPartThanAskedForIsRefused() {
        redirectTo("/dl/1");
        graph.on(
                "GET", "/dl/1", new Answer(206, Map.of("Content-Range", "bytes 0-2/10"), bytes(3)));
        assertThatThrownBy(() -> download(Map.of("ItemId", "I1", "RangeOffset", 2)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anExpiredAddressIsAskedForAnewOnce() throws Exception {
        var asked = new AtomicInteger();
        graph.on(
                "GET",
                CONTENT,
                request ->
                        Answer.status(302)
                                .with("Location", graph.url("/dl/" + asked.incrementAndGet())));
        graph.on("GET", "/dl/1", Answer.status(404));
        graph.on("GET", "/dl/2", new Answer(200, Map.of(), bytes(5)));
        download(ITEM_1);
        assertThat(read.get()).isEqualTo(bytes(5));
    }

    @Test
    void malwareIsNotHandedOut() {
        graph.on("GET", CONTENT, Answer.error(403, "malwareDetected"));
        assertThatThrownBy(() -> download(ITEM_1)).isInstanceOf(MalwareException.class);
    }

    @Test
    void aStreamThatNobodyReadIsClosedWithItsExchange() throws Exception {
        serve(bytes(3_000_000));
        template.request(
                "direct:download",
                e -> {
                    e.getMessage().setHeader(MicrosoftOneDriveConstants.ITEM_ID, "I1");
                    e.getMessage().setHeader("skip", true);
                });
        assertThatThrownBy(() -> stream.get().read()).isInstanceOf(IOException.class);
    }

    @Test
    void contentThatStallsFailsTheReader() {
        redirectTo("/dl/1");
        var release = new CountDownLatch(1);
        graph.onRaw(
                "GET",
                "/dl/1",
                exchange -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write(new byte[10]);
                    exchange.getResponseBody().flush();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        assertThatThrownBy(() -> download(ITEM_1)).isInstanceOf(HttpTimeoutException.class);
        release.countDown();
    }

    @Test
    void contentThatBreaksOffIsNoShortFile() {
        redirectTo("/dl/1");
        graph.onRaw(
                "GET",
                "/dl/1",
                exchange -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write(new byte[10]);
                    exchange.getResponseBody().flush();
                    exchange.close();
                });
        assertThatThrownBy(() -> download(ITEM_1)).isInstanceOf(IOException.class);
        assertThat(read.get()).isNull();
    }
}
