package com.aqwacloud.camel.component.microsoft.onedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.camel.component.microsoft.onedrive.GraphStub.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConsumerTest extends OneDriveTestSupport {

    private static final String DELTA = "/v1.0/me/drive/root/delta";

    private final Map<String, String> stored = new ConcurrentHashMap<>();
    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private final List<Object> resyncs = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicBoolean failing = new AtomicBoolean();

    @BindToRegistry("cursors")
    private final StateRepository<String, String> cursors =
            new StateRepository<>() {
                @Override
                public void setState(String key, String value) {
                    stored.put(key, value);
                }

                @Override
                public String getState(String key) {
                    return stored.get(key);
                }

                @Override
                public void start() {}

                @Override
                public void stop() {}
            };

    @BindToRegistry("polls")
    private final PollingConsumerPollStrategy polls =
            new DefaultPollingConsumerPollStrategy() {
                @Override
                public boolean rollback(
                        Consumer consumer, Endpoint endpoint, int retryCounter, Exception e) {
                    failures.add(e.getMessage());
                    return false;
                }
            };

    private void route(String options) throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("microsoft-onedrive:delta?delay=20&initialDelay=1&cursorRepository=#cursors"
                                        + options)
                                .routeId("changes")
                                .process(
                                        exchange -> {
                                            var message = exchange.getMessage();
                                            var item = message.getBody(DriveItem.class);
                                            if (failing.get() && item.id().equals("B")) {
                                                throw new IllegalStateException("route fails");
                                            }
                                            Object resync =
                                                    message.getHeader(
                                                            MicrosoftOneDriveConstants.RESYNC);
                                            if (resync != null) {
                                                resyncs.add(resync);
                                            }
                                            delivered.add(
                                                    message.getHeader(
                                                                    MicrosoftOneDriveConstants
                                                                            .ITEM_ID)
                                                            + "="
                                                            + message.getHeader(
                                                                    MicrosoftOneDriveConstants.NAME)
                                                            + (item.deleted() ? "!" : ""));
                                        });
                    }
                });
    }

    private String link(String token) {
        return graph.baseUrl() + "/me/drive/root/delta?token=" + token;
    }

    private void page(String query, String items, String kind, String token) {
        graph.on(
                "GET",
                DELTA + query,
                Answer.json(
                        200,
                        "{'value':[" + items + "],'@odata." + kind + "':'" + link(token) + "'}"));
    }

    private static String item(String id, String name) {
        return "{'id':'" + id + "','name':'" + name + "','file':{}}";
    }

    private void nothingNew(String token) {
        page("?token=" + token, "", "deltaLink", token);
    }

    @Test
    void onlyWhatChangesFromNowOnIsDelivered() throws Exception {
        page("?token=latest", "", "deltaLink", "t1");
        page(
                "?token=t1",
                "{'id':'R','root':{},'folder':{}},"
                        + item("A", "old")
                        + ","
                        + item("B", "b")
                        + ","
                        + item("A", "new")
                        + ",{'id':'C','deleted':{}}",
                "deltaLink",
                "t2");
        nothingNew("t2");
        route("");
        await().until(() -> link("t2").equals(stored.get("microsoft-onedrive:me/root")));
        assertThat(delivered).containsExactly("B=b", "A=new", "C=null!");
    }

    @Test
    void everythingIsDeliveredPageByPageIfAskedFor() throws Exception {
        page("", item("A", "a"), "nextLink", "p2");
        page("?token=p2", item("B", "b"), "deltaLink", "t1");
        nothingNew("t1");
        route("&deltaStart=full&cursorKey=k");
        await().until(() -> link("t1").equals(stored.get("k")));
        assertThat(delivered).containsExactly("A=a", "B=b");
    }

    @Test
    void aPageThatNamesItselfAsTheNextEndsThePollAndIsNotReadForEver() throws Exception {
        stored.put("k", link("t7"));
        page("?token=t7", "", "nextLink", "t7");
        route("&cursorKey=k&pollStrategy=#polls");
        await().until(() -> failures.size() > 1);
        assertThat(failures)
                .containsOnly("OneDrive told the same page of changes again (HTTP 200)");
        page("?token=t7", item("A", "a"), "deltaLink", "t8");
        nothingNew("t8");
        await().until(() -> link("t8").equals(stored.get("k")));
        assertThat(delivered).containsExactly("A=a");
    }

    @Test
    void thePlaceIsKeptOverARestart() throws Exception {
        stored.put("k", link("t7"));
        page("?token=t7", item("A", "a"), "deltaLink", "t8");
        nothingNew("t8");
        route("&cursorKey=k");
        await().until(() -> delivered.contains("A=a"));
        assertThat(graph.calls().get(0)).endsWith("token=t7");
    }

    @Test
    void aChangeThatTheRouteRefusedComesAgain() throws Exception {
        failing.set(true);
        page("", item("A", "a") + "," + item("B", "b"), "deltaLink", "t1");
        nothingNew("t1");
        route("&deltaStart=full&cursorKey=k");
        await().until(() -> delivered.size() >= 2);
        assertThat(delivered).containsOnly("A=a");
        assertThat(stored).isEmpty();
        failing.set(false);
        await().until(() -> delivered.contains("B=b"));
        await().until(() -> stored.containsKey("k"));
    }

    @Test
    void aRefusedPlaceLeadsToAFullListing() throws Exception {
        stored.put("k", link("dead"));
        graph.on(
                "GET",
                DELTA + "?token=dead",
                Answer.error(410, "resyncChangesApplyDifferences").with("Location", link("fresh")));
        page("?token=fresh", item("A", "a"), "nextLink", "p2");
        page("?token=p2", item("B", "b"), "deltaLink", "t1");
        page("?token=t1", item("C", "c"), "deltaLink", "t2");
        nothingNew("t2");
        route("&cursorKey=k");
        await().until(() -> link("t2").equals(stored.get("k")));
        assertThat(delivered).containsExactly("A=a", "B=b", "C=c");
        assertThat(resyncs)
                .containsExactly(
                        ResyncRequiredException.Kind.APPLY_DIFFERENCES,
                        ResyncRequiredException.Kind.APPLY_DIFFERENCES);
    }

    @Test
    void anIdlePollCostsOneRequest() throws Exception {
        page("?token=latest", "", "deltaLink", "t1");
        nothingNew("t1");
        route("&repeatCount=4");
        await().until(() -> graph.requests().size() == 4);
        assertThat(graph.requests("GET", DELTA)).hasSize(4);
        assertThat(delivered).isEmpty();
    }
}
