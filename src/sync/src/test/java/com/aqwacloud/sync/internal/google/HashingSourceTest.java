package com.aqwacloud.sync.internal.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HashingSourceTest {
    /** Byte i is i mod 251: a row of the table in Microsoft's own terms. */
    private static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i % 251);
        }
        return bytes;
    }

    private static HashingSource source(byte[] bytes) {
        return new HashingSource(new ByteArrayInputStream(bytes));
    }

    @Test
    void bothHashesAreThoseOfTheClouds() throws IOException {
        var source = source("abc".getBytes(StandardCharsets.US_ASCII));
        assertThat(source.hashes())
                .isEqualTo(
                        new ReadHashes(
                                0,
                                "d41d8cd98f00b204e9800998ecf8427e",
                                "AAAAAAAAAAAAAAAAAAAAAAAAAAA="));

        source.readAllBytes();

        assertThat(source.hashes())
                .isEqualTo(
                        new ReadHashes(
                                3,
                                "900150983cd24fb0d6963f7d28e17f72",
                                "YRDDGAAAAAAAAAAAAwAAAAAAAAA="));
        assertThat(source.hashes()).isEqualTo(source.hashes());
    }

    @Test
    void everyWayOfReadingIsHashed() throws IOException {
        byte[] bytes = pattern(1_048_577);
        var source = source(bytes);

        assertThat(source.markSupported()).isFalse();
        source.read();
        source.skipNBytes(100_000);
        source.readNBytes(new byte[70], 3, 50);
        source.readAllBytes();

        assertThat(source.hashes().quickXor()).isEqualTo("pVcWCkWK/HTa4DMyh2B1A1Y9XyM=");
        var plain = source(bytes);
        plain.readAllBytes();
        assertThat(source.hashes()).isEqualTo(plain.hashes());
    }

    @Test
    void aStateGoesOnInAnotherSource() throws IOException {
        byte[] bytes = pattern(1000);
        var first = source(Arrays.copyOf(bytes, 333));
        first.readAllBytes();

        var second =
                new HashingSource(new ByteArrayInputStream(bytes, 333, 667), first.quickXorState());
        second.readAllBytes();

        assertThat(second.hashes())
                .isEqualTo(new ReadHashes(1000, null, "KbphcpColXb1/3Wm950vUzeX1es="));
    }

    @Test
    void aStateOfNothingStillGivesBothHashes() throws IOException {
        var source =
                new HashingSource(
                        new ByteArrayInputStream(new byte[] {'a', 'b', 'c'}),
                        source(new byte[0]).quickXorState());
        source.readAllBytes();

        assertThat(source.hashes().md5()).isEqualTo("900150983cd24fb0d6963f7d28e17f72");
    }
}
