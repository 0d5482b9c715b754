package com.aqwacloud.sync.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.camel.component.microsoft.onedrive.QuickXorHash;
import com.aqwacloud.sync.api.Bandwidth;
import com.aqwacloud.sync.internal.bandwidth.Bandwidths;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashedContentTest {
    private final byte[] bytes = new byte[100_000];
    private final List<Long> opened = new ArrayList<>();
    private boolean closed;

    HashedContentTest() {
        new Random(42).nextBytes(bytes);
    }

    private SourceContent source(long length) {
        return new SourceContent() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public InputStream open(long offset) {
                opened.add(offset);
                return new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
            }

            @Override
            public String md5() {
                return null;
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }

    private HashedContent content(String state) {
        return new HashedContent(
                source(bytes.length),
                state == null ? begun() : RunningHashes.resume(state, null),
                whole -> {});
    }

    private static RunningHashes begun() {
        return RunningHashes.begin(HashedContent.Digest.MD5);
    }

    private String expected() {
        var hash = new QuickXorHash();
        hash.update(bytes, 0, bytes.length);
        return hash.digestBase64();
    }

    @Test
    void bytesReadAgainAreHashedOnce() throws Exception {
        HashedContent content = content(null);
        try (InputStream first = content.open(0)) {
            first.readNBytes(60_000);
        }
        try (InputStream second = content.open(20_000)) {
            assertThat(second.readAllBytes())
                    .isEqualTo(Arrays.copyOfRange(bytes, 20_000, bytes.length));
        }

        assertThat(content.quickXorHash()).isEqualTo(expected());
        assertThat(content.digestHex()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"MD5, MD5", "SHA_256, SHA-256"})
    void theDigestIsThatOfTheWhole(HashedContent.Digest kind, String algorithm) throws Exception {
        var content =
                new HashedContent(source(bytes.length), RunningHashes.begin(kind), whole -> {});
        content.readToEnd();

        byte[] digest = MessageDigest.getInstance(algorithm).digest(bytes);
        assertThat(content.digestHex()).contains(HexFormat.of().formatHex(digest));
    }

    @Test
    void theHashOfTheWholeIsToldBeforeTheLastOfItIsHandedOut() throws Exception {
        HashedContent content = content(null);
        var handedOut = new AtomicLong();
        var told = new ArrayList<String>();
        content.onceRead(hash -> told.add(hash + " after " + handedOut));
        try (InputStream stream = content.open(0)) {
            handedOut.addAndGet(stream.readNBytes(90_000).length);
            stream.readNBytes(10_000);
        }
        content.readToEnd();
        assertThat(told).containsExactly(expected() + " after 90000");

        content.onceRead(told::add);
        assertThat(told).hasSize(2).last().isEqualTo(expected());
    }

    @Test
    void aRestartGoesOnWithTheHashOfWhatWasAccepted() throws Exception {
        HashedContent before = content(null);
        try (InputStream stream = before.open(0)) {
            stream.readNBytes(40_000);
        }

        HashedContent after = content(before.hashState().quickXor());
        opened.clear();
        after.readToEnd();

        assertThat(opened).containsExactly(40_000L);
        assertThat(after.quickXorHash()).isEqualTo(expected());
        assertThat(after.digestHex()).isEmpty();
    }

    @Test
    void aGapIsReadForTheHashBeforeTheOffsetThatIsAskedFor() throws Exception {
        HashedContent content = content(null);

        try (InputStream stream = content.open(70_000)) {
            assertThat(stream.readAllBytes()).hasSize(30_000);
        }

        assertThat(opened).containsExactly(0L);
        assertThat(content.quickXorHash()).isEqualTo(expected());
    }

    @Test
    void whatWasOpenedAheadIsUsedOnce() throws Exception {
        HashedContent content = content(null);
        content.connect(0);
        content.open(0).close();
        content.open(0).close();

        assertThat(opened).containsExactly(0L, 0L);
    }

    @Test
    void theLengthIsKnownOnceItIsConnectedAndTheSourceClosedAtTheEnd() throws Exception {
        HashedContent content = content(null);
        assertThatThrownBy(content::length).isInstanceOf(IllegalStateException.class);

        content.connect(0);
        assertThat(content.length()).isEqualTo(bytes.length);

        content.close();
        assertThat(closed).isTrue();
    }

    @Test
    void aStoppedFileFailsAtTheNextRead() throws Exception {
        HashedContent content = content(null);
        InputStream stream = content.open(0);
        stream.readNBytes(10);
        content.stop();

        assertThatThrownBy(stream::read).isInstanceOf(StoppedException.class);
        assertThatThrownBy(() -> content.open(0)).isInstanceOf(StoppedException.class);
    }

    @Test
    void aFileThatWaitsForTheBandwidthIsStoppedAtOnce() throws Exception {
        var throttle = new Bandwidths(Bandwidth.read(Map.of("bandwidth.limit", "10KB/s"))).of("s1");
        // From now on the line is taken for days.
        throttle.pass(Integer.MAX_VALUE);
        var content =
                new HashedContent(
                        new ThrottledContent(source(bytes.length), throttle), begun(), whole -> {});
        var failure = new CompletableFuture<Throwable>();
        var thread =
                new Thread(() -> failure.complete(catchThrowable(content::readToEnd)), "reading");
        thread.start();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        assertThat(failure).isNotDone();

        content.stop();

        assertThat(failure.get(20, TimeUnit.SECONDS)).isInstanceOf(StoppedException.class);
    }

    @Test
    void bytesThatPassAThrottleAreTheSame() throws Exception {
        var throttle = new Bandwidths(Bandwidth.read(Map.of("bandwidth.limit", "1MB/s"))).of("s1");
        var content =
                new HashedContent(
                        new ThrottledContent(source(bytes.length), throttle), begun(), whole -> {});
        try (InputStream stream = content.open(0)) {
            assertThat(stream.read()).isEqualTo(bytes[0] & 0xFF);
        }
        content.readToEnd();
        assertThat(content.quickXorHash()).isEqualTo(expected());
    }

    @Test
    void theLastOfWhatIsNotRightIsNotHandedOutHoweverOftenItIsRead() throws Exception {
        var judged = new AtomicInteger();
        var content =
                new HashedContent(
                        source(bytes.length),
                        begun(),
                        whole -> {
                            judged.incrementAndGet();
                            throw new IOException(whole.digestHex().orElseThrow());
                        });
        byte[] md5 = MessageDigest.getInstance("MD5").digest(bytes);
        try (InputStream stream = content.open(0)) {
            stream.readNBytes(bytes.length - 1);
            assertThat(content.isHeldBack()).isFalse();

            assertThatThrownBy(stream::read)
                    .isInstanceOf(IOException.class)
                    .hasMessage(HexFormat.of().formatHex(md5));
        }
        assertThat(content.isHeldBack()).isTrue();
        try (InputStream again = content.open(bytes.length - 10)) {
            assertThatThrownBy(again::readAllBytes).isInstanceOf(IOException.class);
        }
        assertThat(judged).hasValue(1);
    }

    @Test
    void whatGoesOnInTheSameProcessHasTheDigestOfTheWhole() throws Exception {
        HashedContent before = content(null);
        try (InputStream stream = before.open(0)) {
            stream.readNBytes(40_000);
        }
        RunningHashes.State state = before.hashState();
        try (InputStream stream = before.open(40_000)) {
            stream.readNBytes(10_000);
        }
        opened.clear();

        var after =
                new HashedContent(
                        source(bytes.length),
                        RunningHashes.resume(state.quickXor(), state.digest()),
                        whole -> {});
        after.readToEnd();

        assertThat(opened).containsExactly(40_000L);
        assertThat(after.digestHex()).isEqualTo(whole().digestHex());
        assertThat(after.quickXorHash()).isEqualTo(expected());
    }

    @Test
    void whatIsReadAgainAfterARestartHasTheDigestOfTheWhole() throws Exception {
        HashedContent after = again(beginning(bytes));
        after.connect(after.hashed());
        try (InputStream rest = after.open(40_000)) {
            assertThat(rest.readAllBytes())
                    .isEqualTo(Arrays.copyOfRange(bytes, 40_000, bytes.length));
        }

        assertThat(opened).containsExactly(0L);
        assertThat(after.isOtherThanBefore()).isFalse();
        assertThat(after.digestHex()).isEqualTo(whole().digestHex());
    }

    @Test
    void nothingMoreIsHandedOutOfWhatIsOtherThanItWasWhenItWasSent() throws Exception {
        byte[] damaged = bytes.clone();
        damaged[0] ^= 1;
        HashedContent after = again(beginning(damaged));

        assertThatThrownBy(() -> after.open(40_000)).isInstanceOf(VerificationException.class);
        assertThatThrownBy(() -> after.open(60_000).read())
                .isInstanceOf(VerificationException.class);
        assertThat(after.isHeldBack()).isTrue();
    }

    @Test
    void contentOfManyGibibytesIsHashed() {
        var sent = new QuickXorHash();
        byte[] chunk = new byte[1 << 20];
        for (long length = 0; length <= Integer.MAX_VALUE; length += chunk.length) {
            sent.update(chunk, 0, chunk.length);
        }
        var hashes = RunningHashes.resume(sent.state(), null);

        hashes.update(chunk, 0, chunk.length);

        sent.update(chunk, 0, chunk.length);
        assertThat(hashes.length()).isEqualTo(sent.length());
        assertThat(hashes.quickXorHash()).isEqualTo(sent.digestBase64());
    }

    private HashedContent whole() throws IOException {
        HashedContent whole = content(null);
        whole.readToEnd();
        return whole;
    }

    /** Where the hash stood after the first 30,000 bytes. */
    private static String beginning(byte[] sent) {
        var hash = new QuickXorHash();
        hash.update(sent, 0, 30_000);
        return hash.state();
    }

    private HashedContent again(String before) {
        return new HashedContent(
                source(bytes.length),
                RunningHashes.again(HashedContent.Digest.MD5, before),
                read -> {
                    if (read.isOtherThanBefore()) {
                        throw VerificationException.read("/a.bin");
                    }
                });
    }

    @Test
    void aFileThatEndsEarlyIsAnError() {
        var content = new HashedContent(source(bytes.length + 1L), begun(), whole -> {});

        assertThatThrownBy(content::readToEnd)
                .isInstanceOf(EOFException.class)
                .isInstanceOf(IOException.class);
    }
}
