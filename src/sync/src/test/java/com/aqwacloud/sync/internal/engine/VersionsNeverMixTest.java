package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Transfer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VersionsNeverMixTest extends EngineCase {
    private static final int MEBIBYTE = 1 << 20;
    private static final Duration SOON = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void anUploadGoesOnAfterARestartOnlyWithTheVersionItBeganWith() throws Exception {
        byte[] before = content(1);
        byte[] after = content(2);
        aqwa.fault(
                """
                {"kind":"delay","millis":600000,"operation":"session.fragment","nth":3}
                """);
        Path file = Files.write(aqwa.drive.resolve("report.bin"), before);
        aqwa.session("retry.delay=1s");
        await("two fragments are uploaded")
                .atMost(SOON)
                .until(
                        () ->
                                aqwa.engine().transfers().list(null, null, 10).stream()
                                        .mapToLong(Transfer::bytesDone)
                                        .anyMatch(bytes -> bytes >= 20 * MEBIBYTE));
        aqwa.stop();
        aqwa.noFaults();
        Files.write(file, after);
        await("the sandbox has noticed")
                .atMost(SOON)
                .until(() -> toldByDrive().contains(md5(after)));

        aqwa.start();

        Path arrived = aqwa.oneDrive.resolve("report.bin");
        await("something arrives").atMost(SOON).until(() -> Files.exists(arrived));
        assertThat(md5(Files.readAllBytes(arrived))).as("what came first").isEqualTo(md5(after));
        assertThat(aqwa.engine().conflicts().list(true)).isEmpty();
    }

    private String toldByDrive() throws Exception {
        URI files = aqwa.sandbox.baseUri().resolve("/drive/v3/files?fields=files(md5Checksum)");
        var request = HttpRequest.newBuilder(files).header("Authorization", "Bearer sandbox");
        return http.send(request.build(), BodyHandlers.ofString()).body();
    }

    private static byte[] content(long seed) {
        byte[] bytes = new byte[40 * MEBIBYTE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static String md5(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }
}
