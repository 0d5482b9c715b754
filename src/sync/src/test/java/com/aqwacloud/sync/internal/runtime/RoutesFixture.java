package com.aqwacloud.sync.internal.runtime;

import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.RouteFile;
import com.aqwacloud.sync.api.RouteInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A runtime over a folder of real files. */
final class RoutesFixture implements AutoCloseable {

    /** How soon a change of the folder must have taken effect. */
    static final Duration SOON = Duration.ofSeconds(2);

    private static final AtomicInteger NUMBER = new AtomicInteger();

    final Path folder;
    final Map<String, String> properties = new ConcurrentHashMap<>();
    final List<RouteFile> heard = new CopyOnWriteArrayList<>();
    final List<String> removed = new CopyOnWriteArrayList<>();
    final Counter counter = new Counter();
    CamelRuntime runtime;

    RoutesFixture(Path folder) {
        this.folder = folder;
    }

    /** A bean for routes to call. */
    public static final class Counter {
        private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

        public void count(String what) {
            counts.computeIfAbsent(what, key -> new AtomicInteger()).incrementAndGet();
        }

        int of(String what) {
            return counts.getOrDefault(what, new AtomicInteger()).get();
        }
    }

    RuntimeOptions options() {
        return RuntimeOptions.of("test-" + NUMBER.incrementAndGet(), folder)
                .withBeans(Map.of("counter", counter))
                .withProperties(properties::get)
                .withListener(
                        (file, gone) -> {
                            heard.add(file);
                            if (gone) {
                                removed.add(file.name());
                            }
                        });
    }

    RoutesFixture start() {
        return start(UnaryOperator.identity());
    }

    RoutesFixture start(UnaryOperator<RuntimeOptions> change) {
        runtime = CamelRuntime.start(change.apply(options()));
        return this;
    }

    void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    void writeAndRename(String name, String text) throws IOException {
        Path temporary = folder.resolve("." + name + ".swp");
        Files.writeString(temporary, text);
        Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    void delete(String name) throws IOException {
        Files.delete(folder.resolve(name));
    }

    RouteFile file(String name) {
        return runtime.files().stream().filter(f -> f.name().equals(name)).findFirst().orElse(null);
    }

    RouteInfo route(String id) {
        return runtime.routes().stream().filter(r -> r.id().equals(id)).findFirst().orElse(null);
    }

    void awaitState(String name, RouteFile.State state) {
        await().atMost(SOON).until(() -> file(name) != null && file(name).state() == state);
    }

    void awaitRoute(String id) {
        await().atMost(SOON).until(() -> route(id) != null && route(id).state().equals("Started"));
    }

    void awaitNoRoute(String id) {
        await().atMost(SOON).until(() -> route(id) == null);
    }

    String ask(String endpoint) {
        return runtime.fluentTemplate().to(endpoint).withBody("").request(String.class);
    }

    /** A file with one route that answers a constant. */
    static String answering(String id, String endpoint, String answer) {
        return """
        <routes xmlns="http://camel.apache.org/schema/xml-io">
          <route id="%s"
            description="Answers %s">
            <from uri="%s"/>
            <setBody><constant>%s</constant></setBody>
          </route>
        </routes>
        """
                .formatted(id, answer, endpoint, answer);
    }

    /** A file with one route whose steps are given. */
    static String steps(String id, String from, String steps) {
        return """
        <routes>
          <route id="%s"
            description="Does something">
            <from uri="%s"/>
            %s
          </route>
        </routes>
        """
                .formatted(id, from, steps);
    }

    @Override
    public void close() {
        if (runtime != null) {
            runtime.close();
        }
    }
}
