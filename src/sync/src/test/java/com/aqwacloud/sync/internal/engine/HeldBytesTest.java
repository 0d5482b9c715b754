package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldBytesTest {
    private static final int PIECE = HeldBytes.PIECE_BYTES;

    private final Semaphore room = new Semaphore(4);
    private final HeldBytes held = new HeldBytes(room);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE - 1})
    void whatIsHeldIsWhatWasReadFromEachByteOn(int size) throws Exception {
        byte[] bytes = bytes(size);

        assertThat(held.readAll(stream(bytes), 4 * PIECE)).isEqualTo(size);

        assertThat(held.isComplete()).isTrue();
        for (int offset : new int[] {0, size / 2, PIECE - 1, PIECE, PIECE + 1, size}) {
            if (offset <= size) {
                assertThat(held.from(offset).readAllBytes())
                        .isEqualTo(Arrays.copyOfRange(bytes, offset, size));
            }
        }
        held.close();
        assertThat(room.availablePermits()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {PIECE - 1, PIECE, PIECE + 1})
    void whatHasMoreThanTheMostIsReadNoFurtherAndNotHeld(int most) throws Exception {
        InputStream stream = stream(bytes(most + 10));

        assertThat(held.readAll(stream, most)).isEqualTo(most + 1);

        assertThat(held.isComplete()).isFalse();
        assertThat(stream.available()).isEqualTo(9);
        assertThat(room.availablePermits()).isEqualTo(4);
        assertThat(held.readAll(stream(bytes(most)), most)).isEqualTo(most);
        assertThat(held.isComplete()).isTrue();
    }

    @Test
    void whatThereIsNoRoomForIsCountedAndLeavesItToOthers() throws Exception {
        assertThat(held.readAll(stream(bytes(7 * PIECE)), 9 * PIECE)).isEqualTo(7 * PIECE);
        assertThat(held.isComplete()).isFalse();

        var other = new HeldBytes(room);
        other.readAll(stream(bytes(PIECE)), 9 * PIECE);
        assertThat(other.isComplete()).isTrue();
    }

    @Test
    void afterItsEndNothingIsHeld() throws Exception {
        held.close();

        assertThat(held.readAll(stream(bytes(10)), PIECE)).isEqualTo(10);

        assertThat(held.isComplete()).isFalse();
        assertThat(room.availablePermits()).isEqualTo(4);
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }
}
