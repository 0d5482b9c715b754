package com.aqwacloud.camel.component.microsoft.onedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QuickXorHashTest {

    private static byte[] counting(int length, int modulus) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i % modulus);
        }
        return bytes;
    }

    static Stream<Arguments> vectors() {
        return Stream.of(
                Arguments.of(new byte[0], "AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
                Arguments.of(new byte[1], "AAAAAAAAAAAAAAAAAQAAAAAAAAA="),
                Arguments.of(
                        "a".getBytes(StandardCharsets.US_ASCII), "YQAAAAAAAAAAAAAAAQAAAAAAAAA="),
                Arguments.of(new byte[] {(byte) 0xFF}, "/wAAAAAAAAAAAAAAAQAAAAAAAAA="),
                Arguments.of(
                        "abc".getBytes(StandardCharsets.US_ASCII), "YRDDGAAAAAAAAAAAAwAAAAAAAAA="),
                Arguments.of(
                        "Hello, world!".getBytes(StandardCharsets.US_ASCII),
                        "SCgDG9jwBhaA4A5vnQMbyBACAAA="),
                Arguments.of(counting(20, 256), "4AmQiIZEpgIY4AAIXIACFsCABjg="),
                Arguments.of(counting(200, 256), "4wTRmVq14WTAStOsg6tbwZMFVT0="),
                Arguments.of(counting(1000, 251), "KbphcpColXb1/3Wm950vUzeX1es="),
                Arguments.of(new byte[1 << 20], "AAAAAAAAAAAAAAAAAAAQAAAAAAA="),
                Arguments.of(counting((1 << 20) + 1, 251), "pVcWCkWK/HTa4DMyh2B1A1Y9XyM="));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void itGivesThePublishedHash(byte[] input, String expected) {
        var hash = new QuickXorHash();
        hash.update(input);
        assertThat(hash.digestBase64()).isEqualTo(expected);
    }

    /** The definition, bit by bit, on a number of 160 bits. */
    private static String byDefinition(byte[] input) {
        BigInteger register = BigInteger.ZERO;
        BigInteger mask = BigInteger.ONE.shiftLeft(160).subtract(BigInteger.ONE);
        for (int i = 0; i < input.length; i++) {
            BigInteger value = BigInteger.valueOf(input[i] & 0xFF).shiftLeft((int) (11L * i % 160));
            register = register.xor(value.and(mask)).xor(value.shiftRight(160));
        }
        byte[] out = new byte[20];
        for (int i = 0; i < 20; i++) {
            out[i] = register.shiftRight(8 * i).byteValue();
        }
        for (int i = 0; i < 8; i++) {
            out[12 + i] ^= (byte) ((long) input.length >>> (8 * i));
        }
        return Base64.getEncoder().encodeToString(out);
    }

    @Test
    void howTheBytesArriveAndWhereTheProcessRestartsMakesNoDifference() {
        var random = new Random(42);
        for (int round = 0; round < 300; round++) {
            byte[] input = new byte[random.nextInt(2000)];
            random.nextBytes(input);
            var hash = new QuickXorHash();
            int at = 0;
            while (at < input.length) {
                int count = Math.min(input.length - at, random.nextInt(400));
                if (count == 1) {
                    hash.update(input[at]);
                } else {
                    hash.update(input, at, count);
                }
                at += count;
                if (random.nextInt(5) == 0) {
                    hash = QuickXorHash.restore(hash.state());
                }
            }
            assertThat(hash.length()).isEqualTo(input.length);
            assertThat(hash.digestBase64()).isEqualTo(byDefinition(input));
        }
    }

    @Test
    void lookingAtTheDigestDoesNotEndIt() {
        var hash = new QuickXorHash();
        hash.update('a');
        assertThat(HexFormat.of().formatHex(hash.digest()))
                .isEqualTo("6100000000000000000000000100000000000000");
        hash.update("bc".getBytes(StandardCharsets.US_ASCII));
        assertThat(hash.digestBase64()).isEqualTo("YRDDGAAAAAAAAAAAAwAAAAAAAAA=");
    }

    @Test
    void aStateThatIsNoneIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> QuickXorHash.restore("AAAA"));
        assertThatIllegalArgumentException().isThrownBy(() -> QuickXorHash.restore("?"));
    }
}
