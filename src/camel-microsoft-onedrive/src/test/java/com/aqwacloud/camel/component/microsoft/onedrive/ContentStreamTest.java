package com.aqwacloud.camel.component.microsoft.onedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ContentStreamTest {

    private long requested;
    private boolean cancelled;

    private ContentStream stream(Duration idle) {
        var stream = new ContentStream(idle);
        stream.onSubscribe(
                new Flow.Subscription() {
                    @Override
                    public void request(long n) {
                        requested += n;
                    }

                    @Override
                    public void cancel() {
                        cancelled = true;
                    }
                });
        return stream;
    }

    private static List<ByteBuffer> bytes(String... parts) {
        return List.of(parts).stream().map(part -> ByteBuffer.wrap(part.getBytes())).toList();
    }

    @Test
    void moreIsAskedForOnlyWhenEverythingIsRead() throws Exception {
        ContentStream stream = stream(Duration.ofSeconds(10));
        assertThat(requested).isEqualTo(1);
        stream.onNext(bytes("ab", "", "c"));
        assertThat(stream.available()).isEqualTo(2);
        assertThat(stream.read()).isEqualTo('a');
        assertThat(new String(stream.readNBytes(2))).isEqualTo("bc");
        assertThat(requested).isEqualTo(1);
        stream.onComplete();
        assertThat(stream.read()).isEqualTo(-1);
    }

    @Test
    void emptyBuffersDoNotStallIt() {
        ContentStream stream = stream(Duration.ofSeconds(10));
        stream.onNext(List.of());
        stream.onNext(bytes(""));
        assertThat(requested).isEqualTo(3);
    }

    @Test
    void aStallIsAnErrorAndEndsTheTransfer() {
        ContentStream stream = stream(Duration.ofMillis(20));
        assertThatThrownBy(stream::read).isInstanceOf(HttpTimeoutException.class);
        assertThat(cancelled).isTrue();
    }

    @Test
    void anErrorComesAfterTheBytesBeforeIt() throws Exception {
        ContentStream stream = stream(Duration.ofSeconds(10));
        stream.onNext(bytes("a"));
        stream.onError(new IOException("broken"));
        assertThat(stream.read()).isEqualTo('a');
        assertThatThrownBy(stream::read)
                .isInstanceOf(IOException.class)
                .hasRootCauseMessage("broken");
    }

    @Test
    void closingEndsTheTransferAndFurtherReads() {
        ContentStream stream = stream(Duration.ofSeconds(10));
        stream.onNext(bytes("abc"));
        stream.close();
        assertThat(cancelled).isTrue();
        assertThatThrownBy(stream::read).isInstanceOf(IOException.class);
    }
}
