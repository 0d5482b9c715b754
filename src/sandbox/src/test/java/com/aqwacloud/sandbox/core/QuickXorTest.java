package com.aqwacloud.sandbox.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class QuickXorTest {

    @Test
    void knownInputsGiveTheHashesOneDriveGives() {
        assertThat(hash(new byte[0])).isEqualTo("AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        assertThat(hash(new byte[1])).isEqualTo("AAAAAAAAAAAAAAAAAQAAAAAAAAA=");
        assertThat(hash(new byte[] {(byte) 0xFF})).isEqualTo("/wAAAAAAAAAAAAAAAQAAAAAAAAA=");
        assertThat(hash(ascii("a"))).isEqualTo("YQAAAAAAAAAAAAAAAQAAAAAAAAA=");
        assertThat(hash(ascii("abc"))).isEqualTo("YRDDGAAAAAAAAAAAAwAAAAAAAAA=");
        assertThat(hash(ascii("Hello, world!"))).isEqualTo("SCgDG9jwBhaA4A5vnQMbyBACAAA=");
        assertThat(hash(rising(20, 256))).isEqualTo("4AmQiIZEpgIY4AAIXIACFsCABjg=");
        assertThat(hash(rising(200, 256))).isEqualTo("4wTRmVq14WTAStOsg6tbwZMFVT0=");
        assertThat(hash(rising(1000, 251))).isEqualTo("KbphcpColXb1/3Wm950vUzeX1es=");
        assertThat(hash(new byte[1 << 20])).isEqualTo("AAAAAAAAAAAAAAAAAAAQAAAAAAA=");
        assertThat(hash(rising((1 << 20) + 1, 251))).isEqualTo("pVcWCkWK/HTa4DMyh2B1A1Y9XyM=");
    }

    @Test
    void theWayTheBytesAreCutUpMakesNoDifference() {
        byte[] bytes = rising(100_000, 251);
        QuickXor hash = new QuickXor();
        for (int at = 0, step = 1; at < bytes.length; at += step, step = step % 997 + 1) {
            hash.update(bytes, at, Math.min(step, bytes.length - at));
        }
        assertThat(Base64.getEncoder().encodeToString(hash.digest())).isEqualTo(hash(bytes));
    }

    private static String hash(byte[] bytes) {
        QuickXor hash = new QuickXor();
        hash.update(bytes, 0, bytes.length);
        return Base64.getEncoder().encodeToString(hash.digest());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] rising(int length, int modulus) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i % modulus);
        }
        return bytes;
    }
}
