package com.aqwacloud.sync.internal.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aqwacloud.sync.internal.account.ScriptedServer.Reply;
import com.aqwacloud.sync.internal.account.ScriptedServer.Request;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DriveContentTest {
    private static final byte[] FILE = new byte[100_000];

    static {
        new Random(7).nextBytes(FILE);
    }

    private static Reply whole() {
        return Reply.bytes(200, FILE, Map.of("Content-Type", "application/octet-stream"));
    }

    private static Reply part(Request request) {
        String range = request.header("Range");
        int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        if (from >= FILE.length) {
            return Reply.bytes(416, new byte[0], Map.of("Content-Range", "bytes */" + FILE.length));
        }
        return Reply.bytes(
                206,
                Arrays.copyOfRange(FILE, from, FILE.length),
                Map.of(
                        "Content-Range",
                        "bytes " + from + "-" + (FILE.length - 1) + "/" + FILE.length));
    }

    @Test
    void theWholeFileComesWithItsSize() throws IOException {
        try (var drive = new DriveFixture((request, number) -> whole());
                var stream = drive.content().open("id/with slash", 0)) {
            assertThat(stream.size()).isEqualTo(FILE.length);
            assertThat(stream.readAllBytes()).isEqualTo(FILE);
            assertThat(stream.position()).isEqualTo(FILE.length);

            var request = drive.requests().get(0);
            assertThat(request.uri().getRawPath()).isEqualTo("/drive/v3/files/id%2Fwith%20slash");
            assertThat(request.uri().getQuery())
                    .contains("alt=media")
                    .contains("supportsAllDrives=true");
            assertThat(request.header("Range")).isNull();
            assertThat(request.header("Authorization")).isEqualTo("Bearer token-1");
            assertThat(String.valueOf(request.header("Accept-Encoding"))).doesNotContain("gzip");
        }
    }

    @Test
    void anOffsetIsAskedForAsARange() throws IOException {
        try (var drive = new DriveFixture((request, number) -> part(request));
                var stream = drive.content().open("f", 99_000)) {
            assertThat(stream.size()).isEqualTo(FILE.length);
            assertThat(stream.position()).isEqualTo(99_000);
            assertThat(stream.readAllBytes())
                    .isEqualTo(Arrays.copyOfRange(FILE, 99_000, FILE.length));
        }
    }

    @Test
    void anIgnoredRangeIsSkippedOver() throws IOException {
        try (var drive = new DriveFixture((request, number) -> whole());
                var stream = drive.content().open("f", 99_000)) {
            assertThat(stream.size()).isEqualTo(FILE.length);
            assertThat(stream.readAllBytes())
                    .isEqualTo(Arrays.copyOfRange(FILE, 99_000, FILE.length));
        }
    }

    @Test
    void theEndOfTheFileIsAnEmptyStreamAndBehindItIsAnError() throws IOException {
        try (var drive = new DriveFixture((request, number) -> part(request))) {
            try (var stream = drive.content().open("f", FILE.length)) {
                assertThat(stream.read()).isEqualTo(-1);
            }
            assertThatThrownBy(() -> drive.content().open("f", FILE.length + 1))
                    .isInstanceOf(DriveException.Unavailable.class);
        }
    }

    @Test
    void anEmptyFileIsAnEmptyStream() throws IOException {
        try (var drive =
                        new DriveFixture(
                                (request, number) ->
                                        Reply.bytes(200, new byte[0], Map.of("X-A", "b")));
                var stream = drive.content().open("f", 0)) {
            assertThat(stream.readAllBytes()).isEmpty();
        }
    }

    @Test
    void anotherPartThanAskedForIsRefused() {
        try (var drive =
                new DriveFixture(
                        (request, number) ->
                                Reply.bytes(
                                        206,
                                        FILE,
                                        Map.of("Content-Range", "bytes 0-99999/100000")))) {
            assertThatThrownBy(() -> drive.content().open("f", 10))
                    .isInstanceOf(DriveException.Unavailable.class);
        }
    }

    @Test
    void aConnectionThatBreaksOffIsNotTheEndOfTheFile() {
        try (var drive = new DriveFixture((request, number) -> whole().saying(2 * FILE.length))) {
            assertThatThrownBy(
                            () -> {
                                try (var stream = drive.content().open("f", 0)) {
                                    stream.readAllBytes();
                                }
                            })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void anAnswerWithoutLengthIsStillCheckedAgainstItsRange() {
        byte[] half = Arrays.copyOf(FILE, 500);
        try (var drive =
                new DriveFixture(
                        (request, number) ->
                                Reply.bytes(
                                        206,
                                        half,
                                        Map.of("Content-Range", "bytes 1000-99999/100000")))) {
            assertThatThrownBy(
                            () -> {
                                try (var stream = drive.content().open("f", 1000)) {
                                    stream.readAllBytes();
                                }
                            })
                    .isInstanceOf(IOException.class)
                    .hasMessage("Google Drive sent 1500 bytes of a file of 100000");
        }
    }

    @Test
    void errorsAreTypedByTheirReason() {
        try (var drive =
                new DriveFixture(
                        (request, number) ->
                                DriveFixture.refused(403, "cannotDownloadAbusiveFile"))) {
            assertThatThrownBy(() -> drive.content().open("f", 0))
                    .isInstanceOf(DriveException.NotDownloadable.class);
        }
        try (var drive =
                new DriveFixture((request, number) -> DriveFixture.refused(404, "notFound"))) {
            assertThatThrownBy(() -> drive.content().open("f", 0))
                    .isInstanceOf(DriveException.Gone.class);
        }
    }

    @Test
    void closingEarlyDoesNotReadTheRest() throws IOException {
        try (var drive = new DriveFixture((request, number) -> whole())) {
            for (int i = 0; i < 10; i++) {
                try (var stream = drive.content().open("f", 0)) {
                    assertThat(stream.read()).isEqualTo(FILE[0] & 0xFF);
                }
            }
            assertThat(drive.requests()).hasSize(10);
        }
    }
}
