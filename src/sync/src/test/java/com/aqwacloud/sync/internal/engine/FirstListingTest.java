package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.Transfer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first listing of both drives goes on where it was cut off, and all arrives once. */
class FirstListingTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String SOURCE = "files.list";
    private static final String DESTINATION = "delta";
    private static final int FILES = 12;

    /** The first of these are in OneDrive, too. */
    private static final int SAME = 8;

    private static final int PAGE = 2;

    /** The page at which a listing is cut off. */
    private static final int CUT = 4;

    private Session session;

    @BeforeEach
    void fillBothDrives() throws Exception {
        for (int i = 0; i < FILES; i++) {
            aqwa.create(name(i), name(i).getBytes(StandardCharsets.UTF_8));
            if (i < SAME) {
                aqwa.change("PUT", "/v1.0/me/drive/root:/" + name(i) + ":/content", name(i));
            }
        }
        for (String operation : List.of(SOURCE, DESTINATION)) {
            aqwa.fault(rule("'kind':'short-page','items':" + PAGE, operation));
        }
        session = aqwa.session("monitor.enabled=false");
        aqwa.forgetRequests();
    }

    @Test
    void afterAPageThatFailedTheNextPollGoesOnAtThatPage() throws Exception {
        for (String operation : List.of(SOURCE, DESTINATION)) {
            aqwa.fault(rule("'kind':'refuse','status':500,'nth':" + CUT, operation));
        }

        aqwa.poll(session.id());
        assertThat(pages(SOURCE)).hasSize(CUT - 1);
        assertThat(pages(DESTINATION)).isEmpty();
        aqwa.poll(session.id());
        assertThat(pages(DESTINATION)).hasSize(CUT - 1);
        aqwa.poll(session.id());

        assertThat(pages(SOURCE)).hasSizeGreaterThanOrEqualTo(FILES / PAGE).doesNotHaveDuplicates();
        assertThat(pages(DESTINATION))
                .hasSizeGreaterThanOrEqualTo(SAME / PAGE)
                .doesNotHaveDuplicates();
        assertAllArriveOnce();
    }

    @Test
    void whatIsListedInPartBeforeTheFeedIsLostIsPlannedOnceAllIsListed() throws Exception {
        aqwa.fault(rule("'kind':'expire-delta-link','nth':" + (CUT - 1), DESTINATION));

        aqwa.poll(session.id());
        assertThat(pages(DESTINATION)).hasSize(CUT - 1);
        assertThat(aqwa.rows("job")).isZero();
        aqwa.poll(session.id());

        assertAllArriveOnce();
    }

    /** Google Drive's listing is no snapshot: what moved meanwhile may be on none of its pages. */
    @Test
    void whatChangedDuringAListingIsReadBeforeAnythingIsPlanned() throws Exception {
        CompletableFuture<Void> poll = pollUntilCut(SOURCE);
        aqwa.create("late.txt", "late".getBytes(StandardCharsets.UTF_8));

        poll.join();

        assertThat(aqwa.requests().at("/google/operations/changes.list").asInt()).isOne();
        await("what came late")
                .atMost(LONG)
                .until(() -> Files.exists(aqwa.oneDrive.resolve("late.txt")));
    }

    /** A stop waits for no page, and the start that follows polls at once. */
    @ParameterizedTest
    @ValueSource(strings = {SOURCE, DESTINATION})
    void aPollThatBeginsMeanwhileWaitsForTheEndOfTheOther(String operation) throws Exception {
        CompletableFuture<Void> poll = pollUntilCut(operation);
        aqwa.engine().sessions().stop(session.id());
        aqwa.engine().sessions().start(session.id());

        aqwa.poll(session.id());

        assertThat(poll).isDone();
        assertThat(pages(operation))
                .hasSizeGreaterThanOrEqualTo(SAME / PAGE)
                .doesNotHaveDuplicates();
        assertAllArriveOnce();
        aqwa.create("late.txt", "late".getBytes(StandardCharsets.UTF_8));
        aqwa.poll(session.id());
        await("what came late")
                .atMost(LONG)
                .until(() -> Files.exists(aqwa.oneDrive.resolve("late.txt")));
    }

    @ParameterizedTest
    @ValueSource(strings = {SOURCE, DESTINATION})
    void whatIsStoppedInBetweenIsPlannedAfterTheNextStart(String operation) throws Exception {
        CompletableFuture<Void> poll = pollUntilCut(operation);

        aqwa.engine().sessions().stop(session.id());
        poll.join();

        assertThat(aqwa.rows("job")).isZero();
        aqwa.engine().sessions().start(session.id());
        aqwa.poll(session.id());
        assertThat(pages(operation)).doesNotHaveDuplicates();
        assertAllArriveOnce();
    }

    @ParameterizedTest
    @ValueSource(strings = {SOURCE, DESTINATION})
    void afterACrashNoPageIsAskedForAgainThatWasKept(String operation) throws Exception {
        CompletableFuture<Void> poll = pollUntilCut(operation);
        var kept = pages(operation);
        assertThat(kept).hasSize(CUT - 1);

        aqwa.crash();
        poll.handle((done, failure) -> done).join();
        aqwa.poll(session.id());

        assertThat(pages(operation)).hasSizeGreaterThan(CUT);
        for (String page : kept) {
            assertThat(pages(operation)).containsOnlyOnce(page);
        }
        assertAllArriveOnce();
    }

    /** Polls until a page is on its way, which then takes a while. */
    private CompletableFuture<Void> pollUntilCut(String operation) throws Exception {
        aqwa.fault(rule("'kind':'delay','millis':1000,'nth':" + CUT, operation));
        var poll = CompletableFuture.runAsync(() -> aqwa.poll(session.id()));
        await("the page")
                .atMost(LONG)
                .until(
                        () ->
                                aqwa.requests()
                                                .path(cloud(operation))
                                                .at("/operations/" + operation)
                                                .asInt()
                                        == CUT);
        return poll;
    }

    private void assertAllArriveOnce() throws Exception {
        await("all there")
                .atMost(LONG)
                .until(() -> aqwa.transfers(JobState.COMPLETED).size() == FILES);
        assertThat(aqwa.engine().transfers().list(null, session.id(), 100))
                .hasSize(FILES)
                .allSatisfy(each -> assertThat(each.attempts()).isEqualTo(1))
                .extracting(Transfer::path)
                .doesNotHaveDuplicates();
        assertThat(aqwa.transfers(JobState.COMPLETED))
                .filteredOn(each -> each.action() == Action.CREATE)
                .hasSize(FILES - SAME);
        JsonNode requests = aqwa.requests();
        assertThat(requests.at("/onedrive/operations/upload.put").asInt()).isEqualTo(FILES - SAME);
        assertThat(requests.at("/google/operations/files.media").asInt()).isEqualTo(FILES);
        assertThat(aqwa.oneDrive.toFile().list()).hasSize(FILES);
        for (int i = 0; i < FILES; i++) {
            assertThat(Files.readString(aqwa.oneDrive.resolve(name(i)))).isEqualTo(name(i));
        }
    }

    /** The pages of a listing that were answered, each by what tells it from the others. */
    private List<String> pages(String operation) throws Exception {
        var pages = new ArrayList<String>();
        for (JsonNode request : aqwa.lastRequests()) {
            if (request.get("operation").asText().equals(operation)
                    && request.get("status").asInt() == 200) {
                pages.add(request.get("path") + " " + request.get("query"));
            }
        }
        return pages;
    }

    private static String rule(String what, String operation) {
        return ("{" + what + ",'operation':'" + operation + "'}").replace('\'', '"');
    }

    private static String cloud(String operation) {
        return operation.equals(SOURCE) ? "google" : "onedrive";
    }

    private static String name(int number) {
        return "file-" + number + ".txt";
    }
}
