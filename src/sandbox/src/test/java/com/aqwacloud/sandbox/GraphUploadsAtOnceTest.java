package com.aqwacloud.sandbox;

import static com.aqwacloud.sandbox.OneDrive.UNIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that come to one upload session at the same time. */
class GraphUploadsAtOnceTest {

    private static final int SENDERS = 6;

    @TempDir Path home;
    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    private OneDrive drive;

    @BeforeEach
    void start() throws IOException {
        drive = OneDrive.business(home);
    }

    @AfterEach
    void stop() throws IOException {
        senders.shutdownNow();
        drive.close();
    }

    private List<OneDrive.Answer> atOnce(Supplier<OneDrive.Answer> request) throws Exception {
        CountDownLatch ready = new CountDownLatch(SENDERS);
        List<Future<OneDrive.Answer>> sent = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            sent.add(
                    senders.submit(
                            () -> {
                                ready.countDown();
                                ready.await();
                                return request.get();
                            }));
        }
        List<OneDrive.Answer> answers = new ArrayList<>();
        for (Future<OneDrive.Answer> each : sent) {
            answers.add(each.get());
        }
        return answers;
    }

    private static List<Integer> statuses(List<OneDrive.Answer> answers) {
        return answers.stream().map(OneDrive.Answer::status).sorted().toList();
    }

    private static List<Integer> once(int status, int others) {
        List<Integer> all = new ArrayList<>(Collections.nCopies(SENDERS - 1, others));
        all.add(status);
        Collections.sort(all);
        return all;
    }

    @Test
    void aFragmentSentSixTimesAtOnceCountsOnce() throws Exception {
        byte[] content = Clouds.bytes(2 * UNIT);
        // Holds each back between its check and its bytes, and not all equally long.
        drive.set("shape", "{'onedrive':{'latencyMillis':200,'jitterMillis':200}}");
        String url = drive.session("/six.bin", "{}");
        List<OneDrive.Answer> first = atOnce(() -> drive.fragment(url, content, 0, UNIT));
        assertThat(statuses(first)).isEqualTo(once(202, 416));
        assertThat(first.stream().filter(answer -> answer.status() == 416))
                .allMatch(answer -> answer.innerCode().equals("fragmentOverlap"));
        assertThat(drive.bare(url).at("/nextExpectedRanges/0")).isEqualTo(UNIT + "-");
        List<OneDrive.Answer> last = atOnce(() -> drive.fragment(url, content, UNIT, UNIT));
        assertThat(statuses(last)).containsOnlyOnce(201).allMatch(List.of(201, 404, 416)::contains);
        assertThat(drive.folder.resolve("six.bin")).hasBinaryContent(content);
    }

    @Test
    void aLaterRequestTakesOverFromOneThatHangs() throws Exception {
        byte[] content = Clouds.bytes(2 * UNIT);
        String url = drive.session("/over.bin", "{}");
        byte[] half = Arrays.copyOf(content, UNIT / 2);
        byte[] rest = Arrays.copyOfRange(content, UNIT / 2, UNIT);
        String range = "bytes 0-" + (UNIT - 1) + "/" + content.length;
        try (HalfPut hanging = new HalfPut(url, UNIT, half, "Content-Range: " + range)) {
            assertThat(drive.fragment(url, content, 0, UNIT).status()).isEqualTo(202);
            assertThat(hanging.finish(rest)).startsWith("HTTP/1.1 416").contains("fragmentOverlap");
        }
        assertThat(drive.fragment(url, content, UNIT, UNIT).status()).isEqualTo(201);
        assertThat(drive.folder.resolve("over.bin")).hasBinaryContent(content);
    }

    @Test
    void aFragmentWhoseSessionIsCancelledMeanwhileIsA404() throws Exception {
        byte[] content = Clouds.bytes(UNIT);
        String url = drive.session("/none.bin", "{}");
        byte[] half = Arrays.copyOf(content, UNIT / 2);
        byte[] rest = Arrays.copyOfRange(content, UNIT / 2, UNIT);
        String range = "bytes 0-" + (UNIT - 1) + "/" + UNIT;
        try (HalfPut hanging = new HalfPut(url, UNIT, half, "Content-Range: " + range)) {
            assertThat(drive.bare("DELETE", url, new byte[0]).status()).isEqualTo(204);
            assertThat(hanging.finish(rest))
                    .startsWith("HTTP/1.1 404")
                    .contains("uploadSessionNotFound");
        }
        assertThat(drive.folder).isEmptyDirectory();
        assertThat(drive.bare(url).status()).isEqualTo(404);
    }

    @Test
    void aSessionThatIsCommittedSixTimesAtOnceBecomesOneFile() throws Exception {
        byte[] content = Clouds.bytes(10 * UNIT);
        for (int round = 0; round < 3; round++) {
            String name = "/once" + round + ".bin";
            String url = drive.session(name, "{\"deferCommit\":true}");
            assertThat(drive.fragment(url, content, 0, content.length).status()).isEqualTo(202);
            List<OneDrive.Answer> answers = atOnce(() -> drive.bare("POST", url, "".getBytes()));
            assertThat(statuses(answers)).isEqualTo(once(201, 404));
            assertThat(drive.folder.resolve(name.substring(1))).hasBinaryContent(content);
        }
    }

    @Test
    void aSessionIsCancelledOrCommittedButNotBoth() throws Exception {
        byte[] content = Clouds.bytes(10 * UNIT);
        for (int round = 0; round < 3; round++) {
            Path file = drive.folder.resolve("either" + round);
            String url = drive.session("/either" + round, "{\"deferCommit\":true}");
            drive.fragment(url, content, 0, content.length);
            List<String> methods =
                    round % 2 == 0 ? List.of("POST", "DELETE") : List.of("DELETE", "POST");
            Map<String, Future<OneDrive.Answer>> answers = new HashMap<>();
            for (String method : methods) {
                answers.put(method, senders.submit(() -> drive.bare(method, url, new byte[0])));
            }
            int committed = answers.get("POST").get().status();
            int cancelled = answers.get("DELETE").get().status();
            assertThat(List.of(committed, cancelled)).isIn(List.of(201, 404), List.of(404, 204));
            assertThat(file.toFile().exists()).isEqualTo(committed == 201);
        }
    }
}
