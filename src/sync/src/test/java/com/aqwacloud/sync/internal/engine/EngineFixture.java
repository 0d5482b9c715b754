package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sandbox.Sandbox;
import com.aqwacloud.sync.api.Bandwidth;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionSpec;
import com.aqwacloud.sync.api.Transfer;
import com.aqwacloud.sync.internal.account.AccountsConfig;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.session.SessionDefaults;
import com.aqwacloud.sync.internal.store.Database;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.assertj.core.api.InstanceOfAssertFactories;

/**
 * The engine with the real routes, Derby, Jetty and the sandbox clouds, in a folder of the test.
 */
final class EngineFixture implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final Path drive;
    final Path oneDrive;
    final Path routes;
    final Sandbox sandbox;
    final int port;

    /** What all sessions may use together, from the next start on. */
    Bandwidth bandwidth = Bandwidth.UNLIMITED;

    /** The engine's time. */
    final MovableTime time = new MovableTime();

    private final Map<String, String> moreAccounts;
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private HikariDataSource dataSource;
    private SyncEngine engine;
    private Path store;
    private int crashes;

    EngineFixture(Path folder) throws IOException {
        this(folder, "business");
    }

    /** With a OneDrive that is {@code personal} or {@code business}. */
    EngineFixture(Path folder, String kind) throws IOException {
        this(folder, kind, Map.of());
    }

    /** With accounts beside those of any test, as they are configured. */
    EngineFixture(Path folder, String kind, Map<String, String> moreAccounts) throws IOException {
        this.folder = folder;
        this.moreAccounts = moreAccounts;
        store = folder.resolve("store");
        drive = Files.createDirectories(folder.resolve("google-drive"));
        oneDrive = Files.createDirectories(folder.resolve("onedrive"));
        routes = Files.createDirectories(folder.resolve("routes"));
        copy(EmptyStore.FOLDER, store);
        try (Stream<Path> files = Files.list(Path.of("../../routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(file.getFileName().toString()));
            }
        }
        sandbox =
                Sandbox.builder()
                        .port(0)
                        .googleFolder(drive)
                        .oneDriveFolder(oneDrive)
                        .oneDriveKind(kind)
                        .build();
        sandbox.start();
        try (var probe = new ServerSocket(0)) {
            port = probe.getLocalPort();
        }
        start();
    }

    /**
     * A store without rows, made and closed once: its files and the migrations cost each test more
     * than a copy does.
     */
    private static final class EmptyStore {
        static final Path FOLDER = make();

        private static Path make() {
            try {
                Path folder = Files.createTempDirectory(Path.of("target"), "empty-store");
                var derby = new EmbeddedDataSource();
                derby.setDatabaseName(folder.resolve("store").toString());
                derby.setCreateDatabase("create");
                new Database(derby).close();
                derby.setCreateDatabase(null);
                derby.setShutdownDatabase("shutdown");
                assertThatThrownBy(derby::getConnection)
                        .asInstanceOf(InstanceOfAssertFactories.throwable(SQLException.class))
                        .extracting(SQLException::getSQLState)
                        .isEqualTo("08006");
                return folder.resolve("store");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    SyncEngine engine() {
        return engine;
    }

    void start() {
        var derby = new EmbeddedDataSource();
        derby.setDatabaseName(store.toString());
        derby.setCreateDatabase("create");
        var pool = new HikariConfig();
        pool.setDataSource(derby);
        pool.setMaximumPoolSize(20);
        dataSource = new HikariDataSource(pool);
        engine =
                new SyncEngine(
                        new EngineSettings(
                                "test",
                                "127.0.0.1",
                                port,
                                java.util.Set.of(),
                                "classpath:page",
                                routes,
                                folder.resolve("secrets.key"),
                                8,
                                10 * 1024 * 1024,
                                200,
                                bandwidth),
                        AccountsConfig.parse(accounts()),
                        () -> SessionDefaults.BUILT_IN,
                        List::of,
                        dataSource,
                        null,
                        time,
                        time);
    }

    private Map<String, String> accounts() {
        var all = new HashMap<>(moreAccounts);
        all.putAll(
                Map.of(
                        "google.cloud", "google",
                        "google.endpoint", "sandbox",
                        "onedrive.cloud", "onedrive",
                        "onedrive.endpoint", "sandbox",
                        "sandbox.port", Integer.toString(sandbox.port())));
        return all;
    }

    void stop() {
        engine.close();
        dataSource.close();
    }

    /**
     * Starts anew from the store as it is at this moment, as after a kill: nothing that the engine
     * does until it has ended reaches the clouds, but for what was on its way.
     */
    void crash() throws Exception {
        Path copy = nextStore();
        String cut =
                whileFrozen(
                        () -> {
                            String rule = fault("{\"kind\":\"refuse\",\"status\":503}");
                            copy(store, copy);
                            return rule;
                        });
        stop();
        noFault(cut);
        store = copy;
        start();
    }

    /**
     * Starts anew from the store as it is at this moment once something more has happened, of which
     * nothing was kept.
     */
    void crash(Callable<Boolean> after) throws Exception {
        Path copy = nextStore();
        whileFrozen(
                () -> {
                    copy(store, copy);
                    return copy;
                });
        await("what comes before the crash").atMost(Duration.ofSeconds(60)).until(after);
        stop();
        store = copy;
        start();
    }

    private Path nextStore() {
        return folder.resolve("store-" + ++crashes);
    }

    /** Whoever writes to the store meanwhile has to wait. */
    private <T> T whileFrozen(Callable<T> work) throws Exception {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CALL SYSCS_UTIL.SYSCS_FREEZE_DATABASE()");
            try {
                return work.call();
            } finally {
                statement.execute("CALL SYSCS_UTIL.SYSCS_UNFREEZE_DATABASE()");
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                if (!each.getFileName().toString().endsWith(".lck")) {
                    Files.copy(each, to.resolve(from.relativize(each)));
                }
            }
        }
    }

    /** A running session of the whole drive that polls every second. */
    Session session(String... options) {
        var values = new HashMap<String, String>(Map.of("monitor.interval", "1s"));
        for (String option : options) {
            values.put(
                    option.substring(0, option.indexOf('=')),
                    option.substring(option.indexOf('=') + 1));
        }
        Session created =
                engine.sessions().create(new SessionSpec("Everything", null, null, values));
        return engine.sessions().start(created.id());
    }

    Path put(String path, String content) throws IOException {
        Path file = drive.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    List<Transfer> transfers(JobState state) {
        return engine.transfers().list(state, null, 100);
    }

    void awaitAtDestination(String path, String content) {
        await(path)
                .atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                Files.exists(oneDrive.resolve(path))
                                        && Files.readString(oneDrive.resolve(path))
                                                .equals(content));
    }

    void awaitGone(String path) {
        await(path + " gone")
                .atMost(Duration.ofSeconds(60))
                .until(() -> Files.notExists(oneDrive.resolve(path)));
    }

    /** Waits until nothing is queued, and nothing is about to be. */
    void awaitQuiet(String session) {
        await("the sandbox has noticed what is in the folder")
                .atMost(Duration.ofSeconds(60))
                .until(() -> inDrive() == onDisk());
        var before = polledAt(session);
        await("quiet")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                polledAt(session).isAfter(before.plusMillis(1500))
                                        && engine.status().stats().jobs().get(JobState.PENDING) == 0
                                        && engine.status().stats().jobs().get(JobState.TRANSFERRING)
                                                == 0);
    }

    /** Waits until both feeds were read once more from now on. */
    void awaitPoll(String session) {
        var now = Instant.now();
        await("a poll")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            var at = engine.sessions().find(session).orElseThrow().lastPollAt();
                            return at != null && at.isAfter(now);
                        });
    }

    private Instant polledAt(String session) {
        var at = engine.sessions().find(session).orElseThrow().lastPollAt();
        return at == null ? Instant.now() : at;
    }

    HttpResponse<String> call(String method, String path, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Has all events added to a list, once their welcome is there. */
    WebSocket watch(List<JsonNode> told) {
        return watch("/events", told);
    }

    /** The same by an address with parameters. */
    WebSocket watch(String path, List<JsonNode> told) {
        var listener =
                new WebSocket.Listener() {
                    private final StringBuilder text = new StringBuilder();

                    @Override
                    public CompletionStage<?> onText(
                            WebSocket socket, CharSequence data, boolean end) {
                        text.append(data);
                        if (end) {
                            try {
                                told.add(JSON.readTree(text.toString()));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                            text.setLength(0);
                        }
                        socket.request(1);
                        return null;
                    }
                };
        WebSocket socket =
                http.newWebSocketBuilder()
                        .buildAsync(URI.create("ws://127.0.0.1:" + port + path), listener)
                        .join();
        await().until(() -> !told.isEmpty());
        return socket;
    }

    JsonNode json(String path) throws Exception {
        return JSON.readTree(call("GET", path, null).body());
    }

    /** Has a session verified, and returns what came of it. */
    JsonNode verified(String session) throws Exception {
        return verified(session, null);
    }

    /** The same with what is to be said of it, such as how much may be downloaded for it. */
    JsonNode verified(String session, String body) throws Exception {
        String path = "/api/sessions/" + session + "/verify";
        var begun = call("POST", path, body);
        if (begun.statusCode() != 202) {
            throw new IllegalStateException(begun.body());
        }
        return await("a verification")
                .atMost(Duration.ofSeconds(60))
                .until(() -> json(path), each -> !each.get("state").asText().equals("running"));
    }

    /** Has a dry run made of a session, and returns what came of it. */
    JsonNode planned(String session) throws Exception {
        String path = "/api/sessions/" + session + "/plan";
        var begun = call("POST", path, null);
        if (begun.statusCode() != 202) {
            throw new IllegalStateException(begun.body());
        }
        return await("a plan")
                .atMost(Duration.ofSeconds(60))
                .until(() -> json(path), each -> !each.get("state").asText().equals("running"));
    }

    private int inDrive() throws Exception {
        return driveFiles().get("files").size();
    }

    private int onDisk() throws IOException {
        try (Stream<Path> all = Files.walk(drive)) {
            return (int) all.count() - 1;
        }
    }

    /** All files and folders of Drive, as its API lists them; a thousand at most. */
    JsonNode driveFiles() throws Exception {
        var request =
                HttpRequest.newBuilder(
                                sandbox.baseUri()
                                        .resolve(
                                                "/drive/v3/files?pageSize=1000&q=trashed%3Dfalse"
                                                        + "&fields=files(id,name,md5Checksum)"))
                        .header("Authorization", "Bearer sandbox")
                        .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    /** The id of what has that name in Drive, once it is seen there. */
    String idInDrive(String name) {
        return await(name + " in Drive")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                StreamSupport.stream(driveFiles().get("files").spliterator(), false)
                                        .filter(file -> file.get("name").asText().equals(name))
                                        .map(file -> file.get("id").asText())
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Posts to the sandbox, as one who is signed in to Drive; it must agree. */
    void post(String path, String json) throws Exception {
        change("POST", path, json);
    }

    /** Changes something in the sandbox, as one who is signed in to Drive; it must agree. */
    JsonNode change(String method, String path, String json) throws Exception {
        var request =
                HttpRequest.newBuilder(sandbox.baseUri().resolve(path))
                        .header("Authorization", "Bearer sandbox")
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(json))
                        .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalArgumentException(json + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** Makes a file in the root of Drive; its id. */
    String create(String name, byte[] content) throws Exception {
        var body = new ByteArrayOutputStream();
        body.writeBytes(
                ("--part\r\nContent-Type: application/json\r\n\r\n{\"name\":\""
                                + name
                                + "\"}\r\n--part\r\nContent-Type: application/octet-stream\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--part--\r\n".getBytes(StandardCharsets.UTF_8));
        var request =
                HttpRequest.newBuilder(
                                sandbox.baseUri()
                                        .resolve("/upload/drive/v3/files?uploadType=multipart"))
                        .header("Authorization", "Bearer sandbox")
                        .header("Content-Type", "multipart/related; boundary=part")
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body())
                .required("id")
                .asText();
    }

    /** Reads both feeds of a session once and plans what they tell, beside what its timer does. */
    void poll(String session) {
        try (var producer = engine.context().createProducerTemplate()) {
            producer.sendBodyAndHeader("direct:poll", null, AqwaHeaders.SESSION, session);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The circuit breaker of a cloud's route. */
    ResilienceProcessor breaker(String route) {
        return engine.context().getRoute(route).filter("*").stream()
                .filter(ResilienceProcessor.class::isInstance)
                .map(ResilienceProcessor.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Claims what may start now, beside what the timer does. */
    void dispatch() {
        try (var producer = engine.context().createProducerTemplate()) {
            producer.sendBody(
                    "seda:dispatch?size=1&waitForTaskToComplete=Always&blockWhenFull=true", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes the store behind the engine's back. */
    void change(String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** Adds to a table of the store what it has already, under other keys. */
    void addTwins(String table, Set<String> keys, String suffix) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            var names = new ArrayList<String>();
            try (var columns = connection.getMetaData().getColumns(null, "APP", table, null)) {
                while (columns.next()) {
                    if (columns.getString("IS_AUTOINCREMENT").equals("NO")) {
                        names.add(columns.getString("COLUMN_NAME"));
                    }
                }
            }
            String values =
                    names.stream()
                            .map(name -> keys.contains(name) ? name + " || '" + suffix + "'" : name)
                            .collect(Collectors.joining(", "));
            statement.executeUpdate(
                    "INSERT INTO %s (%s) SELECT %s FROM %s"
                            .formatted(table, String.join(", ", names), values, table));
        }
    }

    /** How many rows a table of the store has. */
    long rows(String table) throws SQLException {
        try (var connection = dataSource.getConnection();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** When a waiting job may start at the earliest. */
    Instant nextStart(long job) throws SQLException {
        try (var connection = dataSource.getConnection();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery("SELECT not_before FROM job WHERE id = " + job)) {
            rows.next();
            return Instant.ofEpochMilli(rows.getLong(1));
        }
    }

    /** Slows the lines to both clouds; 0 for as fast as can be. */
    void slow(long bytesPerSecond) throws Exception {
        shape("{\"bytesPerSecond\":" + bytesPerSecond + "}");
    }

    /** Has both clouds take so long for each request. */
    void latency(Duration latency) throws Exception {
        shape("{\"requestLatencyMillis\":" + latency.toMillis() + "}");
    }

    private void shape(String shape) throws Exception {
        var request =
                HttpRequest.newBuilder(sandbox.baseUri().resolve("/sandbox/shape"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(shape))
                        .build();
        http.send(request, BodyHandlers.discarding());
    }

    /** Has the sandbox do something wrong, by a rule of its faults; its id. */
    String fault(String rule) throws Exception {
        var request =
                HttpRequest.newBuilder(sandbox.baseUri().resolve("/sandbox/faults"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(rule))
                        .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalArgumentException(rule + ": " + answer.body());
        }
        return JSON.readTree(answer.body()).required("id").asText();
    }

    /** Takes one rule of {@link #fault} away. */
    private void noFault(String id) throws Exception {
        var request =
                HttpRequest.newBuilder(sandbox.baseUri().resolve("/sandbox/faults/" + id))
                        .DELETE()
                        .build();
        http.send(request, BodyHandlers.discarding());
    }

    /** Takes all rules of {@link #fault} away. */
    void noFaults() throws Exception {
        var request =
                HttpRequest.newBuilder(sandbox.baseUri().resolve("/sandbox/faults"))
                        .DELETE()
                        .build();
        http.send(request, BodyHandlers.discarding());
    }

    /** What the clouds allow; an empty object for all there is. */
    void quotas(String quotas) throws Exception {
        var request =
                HttpRequest.newBuilder(sandbox.baseUri().resolve("/sandbox/quotas"))
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(quotas))
                        .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalArgumentException(quotas + ": " + answer.body());
        }
    }

    /** The latest requests to the clouds, with what they were answered. */
    JsonNode lastRequests() throws Exception {
        var request =
                HttpRequest.newBuilder(sandbox.baseUri().resolve("/sandbox/requests?last=1000"))
                        .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body()).get("last");
    }

    /** How often each operation was called since {@link #forgetRequests}, as "cloud.operation". */
    JsonNode requests() throws Exception {
        var request =
                HttpRequest.newBuilder(sandbox.baseUri().resolve("/sandbox/requests")).build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    void forgetRequests() throws Exception {
        var request =
                HttpRequest.newBuilder(sandbox.baseUri().resolve("/sandbox/requests"))
                        .DELETE()
                        .build();
        http.send(request, BodyHandlers.discarding());
    }

    @Override
    public void close() throws IOException {
        stop();
        sandbox.close();
    }
}
