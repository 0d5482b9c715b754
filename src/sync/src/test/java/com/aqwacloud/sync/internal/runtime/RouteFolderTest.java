package com.aqwacloud.sync.internal.runtime;

import static com.aqwacloud.sync.internal.runtime.RoutesFixture.SOON;
import static com.aqwacloud.sync.internal.runtime.RoutesFixture.answering;
import static com.aqwacloud.sync.internal.runtime.RoutesFixture.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.RouteFile.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RouteFolderTest {

    @TempDir Path folder;
    private RoutesFixture fixture;

    @BeforeEach
    void prepare() {
        fixture = new RoutesFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void filesOfTheFolderRunFromTheStart() throws Exception {
        fixture.write("a.xml", answering("a", "direct:a", "one"));
        fixture.write(
                "b.yaml",
                """
                - route:
                    id: b
                    description: Answers from YAML
                    from:
                      uri: direct:b
                      steps:
                        - setBody:
                            constant: yaml
                """);
        fixture.write("c.xml.bak", "no route file");
        fixture.start();

        assertThat(fixture.ask("direct:a")).isEqualTo("one");
        assertThat(fixture.ask("direct:b")).isEqualTo("yaml");
        assertThat(fixture.runtime.files()).hasSize(2);
        assertThat(fixture.file("a.xml").routes()).containsExactly("a");
        assertThat(fixture.route("a").file()).isEqualTo("a.xml");
        assertThat(fixture.route("a").description()).isEqualTo("Answers one");
        assertThat(fixture.route("a").exchangesTotal()).isEqualTo(1);
    }

    @Test
    void anEditedFileRunsItsNewVersion() throws Exception {
        fixture.write("a.xml", answering("a", "direct:a", "one"));
        fixture.start();
        fixture.write("a.xml", answering("a", "direct:a", "two"));
        await().atMost(SOON).until(() -> fixture.ask("direct:a").equals("two"));
    }

    @Test
    void aFileRenamedOverAnotherIsAnEdit() throws Exception {
        fixture.write("a.xml", answering("a", "direct:a", "one"));
        fixture.start();
        fixture.writeAndRename("a.xml", answering("a", "direct:a", "two"));
        await().atMost(SOON).until(() -> fixture.ask("direct:a").equals("two"));
        assertThat(fixture.removed).isEmpty();
    }

    @Test
    void anAddedFileRuns() throws Exception {
        fixture.start();
        fixture.write("a.xml", answering("a", "direct:a", "one"));
        fixture.awaitRoute("a");
        assertThat(fixture.ask("direct:a")).isEqualTo("one");
    }

    @Test
    void aDeletedFileStopsAndLeavesNothing() throws Exception {
        fixture.write("a.xml", answering("a", "direct:a", "one"));
        fixture.write("b.xml", answering("b", "direct:b", "two"));
        fixture.start();
        fixture.delete("a.xml");
        fixture.awaitNoRoute("a");
        await().atMost(SOON).until(() -> fixture.removed.contains("a.xml"));
        assertThat(fixture.file("a.xml")).isNull();
        assertThat(fixture.runtime.context().hasEndpoint("direct:a")).isNull();
        assertThat(fixture.ask("direct:b")).isEqualTo("two");
    }

    @Test
    void aRenamedFileRunsUnderItsNewName() throws Exception {
        fixture.write("a.xml", answering("a", "direct:a", "one"));
        fixture.start();
        java.nio.file.Files.move(folder.resolve("a.xml"), folder.resolve("z.xml"));
        fixture.awaitState("z.xml", State.LOADED);
        assertThat(fixture.file("a.xml")).isNull();
        assertThat(fixture.ask("direct:a")).isEqualTo("one");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(
                        "not well-formed",
                        "<routes>\n<route id=\"x\">\n</routes>",
                        State.REFUSED,
                        3,
                        "not well-formed"),
                Arguments.of(
                        "unknown step",
                        steps("x", "direct:x", "<to uri=\"log:x\"/>\n<teleport to=\"moon\"/>"),
                        State.REFUSED,
                        6,
                        "<teleport>"),
                Arguments.of(
                        "unknown attribute",
                        steps("x", "direct:x", "<to uri=\"log:x\"/>\n<to urx=\"moon\"/>"),
                        State.REFUSED,
                        6,
                        "urx"),
                Arguments.of(
                        "unknown component",
                        steps("x", "direct:x", "<to uri=\"log:x\"/>\n<to uri=\"nosuch:thing\"/>"),
                        State.PENDING,
                        6,
                        "nosuch"),
                Arguments.of(
                        "unknown component in a dynamic step",
                        steps("x", "direct:x", "<toD uri=\"nosuch:${body}\"/>"),
                        State.PENDING,
                        5,
                        "nosuch"),
                Arguments.of(
                        "unknown option",
                        steps("x", "direct:x", "<to uri=\"log:x?nonsense=1\"/>"),
                        State.REFUSED,
                        5,
                        "nonsense"),
                Arguments.of(
                        "unknown bean",
                        steps("x", "direct:x", "<to uri=\"log:x\"/>\n<bean ref=\"nobody\"/>"),
                        State.REFUSED,
                        6,
                        "no bean named nobody"),
                Arguments.of(
                        "unknown bean in an endpoint",
                        steps("x", "direct:x", "<to uri=\"bean:nobody\"/>"),
                        State.REFUSED,
                        5,
                        "no bean named nobody"),
                Arguments.of(
                        "unknown method",
                        steps("x", "direct:x", "<bean ref=\"counter\" method=\"divide\"/>"),
                        State.REFUSED,
                        5,
                        "no method divide"),
                Arguments.of(
                        "unknown placeholder",
                        steps(
                                "x",
                                "direct:x",
                                "<to uri=\"log:x\"/>\n<to uri=\"log:{{absent.key}}\"/>"),
                        State.REFUSED,
                        6,
                        "absent.key"),
                Arguments.of(
                        "wrong expression",
                        steps(
                                "x",
                                "direct:x",
                                "<filter>\n<simple>${body.foo( == 1</simple>\n<stop/></filter>"),
                        State.REFUSED,
                        6,
                        "body.foo"),
                Arguments.of(
                        "id of another file",
                        answering("good", "direct:x", "taken"),
                        State.REFUSED,
                        2,
                        "taken by good.xml"),
                Arguments.of(
                        "endpoint of another file",
                        answering("x", "direct:good", "taken"),
                        State.REFUSED,
                        2,
                        "good of good.xml"),
                Arguments.of(
                        "same id twice",
                        "<routes>\n"
                                + "<route id=\"x\" description=\"1\"><from uri=\"direct:x\"/><to uri=\"log:x\"/></route>\n"
                                + "<route id=\"x\" description=\"2\"><from uri=\"direct:y\"/><to uri=\"log:x\"/></route>\n"
                                + "</routes>",
                        State.REFUSED,
                        2,
                        "twice"),
                Arguments.of(
                        "no description",
                        "<routes>\n<route id=\"x\"><from uri=\"direct:x\"/><to uri=\"log:x\"/></route>\n</routes>",
                        State.REFUSED,
                        2,
                        "no description"),
                Arguments.of(
                        "no id",
                        "<routes>\n<route description=\"d\"><from uri=\"direct:x\"/><to uri=\"log:x\"/></route>\n</routes>",
                        State.REFUSED,
                        2,
                        "no id"),
                Arguments.of("unknown root", "<beams/>", State.REFUSED, 1, "<beams>"),
                Arguments.of("empty", "", State.REFUSED, 1, "empty"),
                Arguments.of(
                        "document type",
                        "<!DOCTYPE routes [<!ENTITY x SYSTEM \"file:/etc/hostname\">]>\n<routes/>",
                        State.REFUSED,
                        1,
                        "document type"),
                Arguments.of(
                        "REST configuration",
                        "<camel>\n<restConfiguration port=\"1\"/>\n</camel>",
                        State.REFUSED,
                        2,
                        "restConfiguration"),
                Arguments.of(
                        "unknown template",
                        "<templatedRoutes>\n<templatedRoute routeTemplateRef=\"none\" routeId=\"x\"/>\n</templatedRoutes>",
                        State.PENDING,
                        2,
                        "none"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void aBrokenVersionLeavesTheLastGoodOneRunning(
            String name, String text, State state, int line, String reason) throws Exception {
        fixture.write("good.xml", answering("good", "direct:good", "good"));
        fixture.write("a.xml", answering("a", "direct:a", "one"));
        fixture.start();
        fixture.write("a.xml", text);
        fixture.awaitState("a.xml", state);

        assertThat(fixture.file("a.xml").error())
                .startsWith("a.xml:" + line + ": ")
                .contains(reason);
        assertThat(fixture.file("a.xml").line()).isEqualTo(line);
        assertThat(fixture.file("a.xml").routes()).containsExactly("a");
        assertThat(fixture.ask("direct:a")).isEqualTo("one");
        assertThat(fixture.route("a").exchangesTotal()).isEqualTo(1);
        assertThat(fixture.ask("direct:good")).isEqualTo("good");
        assertThat(fixture.route("x")).isNull();
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(fixture.heard)
                                        .filteredOn(heard -> heard.name().equals("a.xml"))
                                        .last()
                                        .isEqualTo(fixture.file("a.xml")));

        fixture.write("a.xml", answering("a", "direct:a", "mended"));
        fixture.awaitState("a.xml", State.LOADED);
        assertThat(fixture.ask("direct:a")).isEqualTo("mended");
        assertThat(fixture.file("a.xml").error()).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void aFileBrokenAtStartKeepsNoOtherFromRunning(
            String name, String text, State state, int line, String reason) throws Exception {
        fixture.write("good.xml", answering("good", "direct:good", "good"));
        fixture.write("x.xml", text);
        fixture.start();
        assertThat(fixture.file("x.xml").state()).isEqualTo(state);
        assertThat(fixture.file("x.xml").error()).startsWith("x.xml:" + line + ": ");
        assertThat(fixture.file("x.xml").routes()).isEmpty();
        assertThat(fixture.route("x")).isNull();
        assertThat(fixture.ask("direct:good")).isEqualTo("good");
        fixture.write("x.xml", answering("x", "direct:x", "mended"));
        fixture.awaitState("x.xml", State.LOADED);
        assertThat(fixture.ask("direct:x")).isEqualTo("mended");
    }

    @Test
    void goingBackToTheRunningVersionClearsTheRefusal() throws Exception {
        String good = answering("a", "direct:a", "one");
        fixture.write("a.xml", good);
        fixture.start();
        var loadedAt = fixture.file("a.xml").loadedAt();
        fixture.write("a.xml", "<routes>");
        fixture.awaitState("a.xml", State.REFUSED);
        fixture.write("a.xml", good);
        fixture.awaitState("a.xml", State.LOADED);
        assertThat(fixture.file("a.xml").loadedAt()).isEqualTo(loadedAt);
    }

    @Test
    void whatOnlyFailsAtStartIsRolledBack() throws Exception {
        fixture.write("a.xml", answering("a", "direct:a", "one"));
        fixture.start();
        // A cron expression is only looked at when its job is scheduled.
        fixture.write(
                "a.xml",
                answering("a", "direct:a", "two").replace("</routes>", "")
                        + "<route id=\"q\" description=\"d\"><from uri=\"quartz:q?cron=never\"/><to uri=\"log:q\"/></route></routes>");
        fixture.awaitState("a.xml", State.REFUSED);
        assertThat(fixture.ask("direct:a")).isEqualTo("one");
        assertThat(fixture.route("q")).isNull();
        assertThat(fixture.runtime.context().getEndpoints())
                .noneMatch(e -> e.getEndpointUri().startsWith("quartz"));
    }

    @Test
    void aFileRefusedForAnothersIdRunsOnceThatIsGone() throws Exception {
        fixture.write("a.xml", answering("same", "direct:a", "one"));
        fixture.write("b.xml", answering("same", "direct:b", "two"));
        fixture.start();
        assertThat(fixture.file("b.xml").state()).isEqualTo(State.REFUSED);
        fixture.delete("a.xml");
        fixture.awaitState("b.xml", State.LOADED);
        assertThat(fixture.ask("direct:b")).isEqualTo("two");
    }

    @Test
    void otherRoutesLoseNothingWhileFilesComeGoAndBreak() throws Exception {
        fixture.write(
                "steady.xml", steps("steady", "direct:steady", "<to uri=\"direct:shared\"/>"));
        fixture.write("shared.xml", answering("shared", "direct:shared", "v0"));
        fixture.start();
        var stop = new AtomicBoolean();
        var sent = new AtomicInteger();
        var failed = new AtomicInteger();
        var threads = new Thread[3];
        for (int i = 0; i < threads.length; i++) {
            threads[i] =
                    new Thread(
                            () -> {
                                while (!stop.get()) {
                                    sent.incrementAndGet();
                                    try {
                                        if (!fixture.ask("direct:steady").startsWith("v")) {
                                            failed.incrementAndGet();
                                        }
                                    } catch (RuntimeException e) {
                                        failed.incrementAndGet();
                                    }
                                }
                            });
            threads[i].start();
        }
        try {
            for (int i = 1; i <= 4; i++) {
                String version = "v" + i;
                fixture.write("shared.xml", answering("shared", "direct:shared", version));
                fixture.write("extra.xml", answering("extra", "direct:extra", "x"));
                await().atMost(SOON.multipliedBy(2))
                        .until(() -> fixture.ask("direct:shared").equals(version));
                fixture.awaitRoute("extra");
                fixture.write("extra.xml", "<broken");
                fixture.awaitState("extra.xml", State.REFUSED);
                fixture.delete("extra.xml");
                fixture.awaitNoRoute("extra");
            }
        } finally {
            stop.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(failed).hasValue(0);
        assertThat(sent.get()).isGreaterThan(100);
        assertThat(fixture.route("steady").exchangesTotal()).isEqualTo(sent.get());
        assertThat(fixture.route("steady").exchangesFailed()).isZero();
    }

    @Test
    @Timeout(20)
    void whoCanDoWithoutARouteWaitsOnlyWhileItIsExchanged() throws Exception {
        String optional = "direct:told?failIfNoConsumers=false";
        fixture.write("told.xml", counting("v0"));
        fixture.start();
        var stop = new AtomicBoolean();
        var sent = new AtomicInteger();
        var sender =
                new Thread(
                        () -> {
                            while (!stop.get()) {
                                fixture.ask(optional);
                                sent.incrementAndGet();
                            }
                        });
        sender.start();
        try {
            for (int i = 1; i <= 4; i++) {
                String version = "v" + i;
                fixture.write("told.xml", counting(version));
                await().atMost(SOON.multipliedBy(2)).until(() -> fixture.counter.of(version) > 0);
            }
        } finally {
            stop.set(true);
            sender.join();
        }
        assertThat(Stream.of("v0", "v1", "v2", "v3", "v4").mapToInt(fixture.counter::of).sum())
                .isEqualTo(sent.get());

        fixture.delete("told.xml");
        fixture.awaitNoRoute("told");
        fixture.ask(optional);
    }

    private static String counting(String version) {
        return steps(
                "told",
                "direct:told",
                "<bean ref=\"counter\" method=\"count('" + version + "')\"/>");
    }

    @Test
    void anExchangeInsideFinishesBeforeItsRouteIsExchanged() throws Exception {
        var entered = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        org.apache.camel.Processor slow =
                exchange -> {
                    entered.countDown();
                    go.await(10, TimeUnit.SECONDS);
                };
        fixture.write(
                "a.xml",
                steps(
                        "a",
                        "seda:a",
                        "<process ref=\"slow\"/><bean ref=\"counter\" method=\"count('finished')\"/>"));
        fixture.start(o -> o.withBeans(Map.of("slow", slow, "counter", fixture.counter)));
        var loadedAt = fixture.file("a.xml").loadedAt();
        fixture.runtime.fluentTemplate().to("seda:a").withBody("x").send();
        assertThat(entered.await(5, TimeUnit.SECONDS)).isTrue();
        fixture.write(
                "a.xml",
                steps("a", "seda:a", "<bean ref=\"counter\" method=\"count('second')\"/>"));
        await().during(Duration.ofMillis(800))
                .atMost(SOON)
                .until(() -> fixture.file("a.xml").loadedAt().equals(loadedAt));
        go.countDown();
        fixture.awaitState("a.xml", State.LOADED);
        await().atMost(SOON).until(() -> fixture.counter.of("finished") == 1);
        await().atMost(SOON.multipliedBy(2))
                .until(
                        () -> {
                            fixture.runtime.fluentTemplate().to("seda:a").withBody("x").send();
                            return fixture.counter.of("second") > 0;
                        });
    }

    @Test
    void aRouteThatDoesNotFinishIsStoppedAfterItsTime() throws Exception {
        var entered = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        org.apache.camel.Processor stuck =
                exchange -> {
                    entered.countDown();
                    go.await(30, TimeUnit.SECONDS);
                };
        fixture.write("a.xml", steps("a", "seda:a", "<process ref=\"stuck\"/>"));
        fixture.start(
                o -> o.withBeans(Map.of("stuck", stuck)).withStopTimeout(Duration.ofMillis(500)));
        fixture.runtime.fluentTemplate().to("seda:a").withBody("x").send();
        assertThat(entered.await(5, TimeUnit.SECONDS)).isTrue();
        fixture.write("a.xml", answering("a", "direct:a", "next"));
        await().atMost(SOON.multipliedBy(2))
                .until(() -> fixture.runtime.context().hasEndpoint("direct:a") != null);
        fixture.awaitRoute("a");
        assertThat(fixture.ask("direct:a")).isEqualTo("next");
        go.countDown();
    }

    @Test
    void placeholdersAreLookedUpAgainWhenTheirValuesChange() throws Exception {
        fixture.properties.put("answer", "one");
        fixture.write("a.xml", answering("a", "direct:a", "{{answer}}"));
        fixture.write("b.xml", answering("b", "direct:b", "two"));
        fixture.start();
        var other = fixture.file("b.xml").loadedAt();
        assertThat(fixture.ask("direct:a")).isEqualTo("one");
        fixture.properties.put("answer", "changed");
        fixture.runtime.propertiesChanged(java.util.Set.of("answer"));
        assertThat(fixture.ask("direct:a")).isEqualTo("changed");
        assertThat(fixture.file("b.xml").loadedAt()).isEqualTo(other);
    }

    @Test
    void beansOfAFileComeAndGoWithIt() throws Exception {
        String file =
                """
                <camel>
                  <bean name="own" type="java.util.concurrent.atomic.AtomicInteger"><constructors><constructor index="0" value="%s"/></constructors></bean>
                  <route id="a"
                    description="Says what its bean is">
                    <from uri="direct:a"/>
                    <bean ref="own" method="toString"/>
                  </route>
                </camel>
                """;
        fixture.write("a.xml", file.formatted("1"));
        fixture.start();
        assertThat(fixture.ask("direct:a")).isEqualTo("1");
        fixture.write("a.xml", file.formatted("2"));
        await().atMost(SOON).until(() -> fixture.ask("direct:a").equals("2"));
        fixture.delete("a.xml");
        fixture.awaitNoRoute("a");
        await().atMost(SOON)
                .until(() -> fixture.runtime.context().getRegistry().lookupByName("own") == null);
    }

    @Test
    void aHalfWrittenFileIsWaitedFor() throws Exception {
        fixture.start();
        String text = answering("a", "direct:a", "one");
        Path file = folder.resolve("a.xml");
        for (int end = 0; end < text.length(); end += 20) {
            java.nio.file.Files.writeString(file, text.substring(0, end));
            TimeUnit.MILLISECONDS.sleep(30);
        }
        java.nio.file.Files.writeString(file, text);
        fixture.awaitRoute("a");
        assertThat(fixture.heard).hasSize(1);
    }

    @Test
    void aStoppedRuntimeLeavesNoThread() throws Exception {
        fixture.write(
                "a.xml", steps("a", "quartz:a?trigger.repeatInterval=100", "<to uri=\"seda:b\"/>"));
        fixture.write(
                "b.xml", steps("b", "seda:b", "<bean ref=\"counter\" method=\"count('b')\"/>"));
        fixture.start();
        String name = fixture.runtime.context().getName();
        await().atMost(SOON.multipliedBy(2)).until(() -> fixture.counter.of("b") > 0);
        fixture.write("b.xml", steps("b", "seda:b", "<log message=\"x\"/>"));
        fixture.awaitState("b.xml", State.LOADED);
        fixture.runtime.close();
        fixture.runtime.close();
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(Thread.getAllStackTraces().keySet())
                                        .noneMatch(thread -> thread.getName().contains(name)));
    }

    @Test
    void aRouteWithoutAutoStartupStaysStopped() throws Exception {
        fixture.write(
                "a.xml",
                answering("a", "direct:a", "one")
                        .replace("id=\"a\"", "id=\"a\" autoStartup=\"false\""));
        fixture.start();
        assertThat(fixture.route("a").state()).isEqualTo("Stopped");
        fixture.write(
                "a.xml",
                answering("a", "direct:a", "two")
                        .replace("id=\"a\"", "id=\"a\" autoStartup=\"false\""));
        await().atMost(SOON).until(() -> fixture.heard.size() == 2);
        assertThat(fixture.route("a").state()).isEqualTo("Stopped");
    }

    @Test
    void aMissingFolderIsWaitedFor() throws Exception {
        fixture.close();
        fixture = new RoutesFixture(folder.resolve("later"));
        fixture.start();
        assertThat(fixture.runtime.files()).isEmpty();
        java.nio.file.Files.createDirectory(fixture.folder);
        fixture.write("a.xml", answering("a", "direct:a", "one"));
        await().atMost(SOON).until(() -> fixture.route("a") != null);
    }

    @Test
    void anUnknownRouteIsNoInstance() {
        fixture.start();
        fixture.runtime.removeInstance("nothing");
        assertThatThrownBy(() -> fixture.runtime.instantiate(null, "x", Map.of()))
                .isInstanceOf(NullPointerException.class);
    }
}
