package com.aqwacloud.sandbox.osgi;

import com.aqwacloud.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sandbox in a container, by the configuration {@code aqwa.sandbox}. Nothing listens unless it
 * says {@code enabled=true}. A configuration that makes no sense, or that no sandbox starts with,
 * is refused as a whole, and what held before holds on. As a service it says what was refused.
 */
@Component(
        name = "aqwa.sandbox",
        configurationPid = "aqwa.sandbox",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        property = "aqwa.problems=" + SandboxComponent.FILE,
        service = Supplier.class)
public final class SandboxComponent implements Supplier<List<String>> {

    static final String FILE = "etc/aqwa.sandbox.cfg";

    private static final Logger LOG = LoggerFactory.getLogger(SandboxComponent.class);
    private static final Duration STOP_AT_MOST = Duration.ofSeconds(30);

    /** What the container puts among the settings. */
    private static final Pattern CONTAINERS_OWN =
            Pattern.compile("(component|service|felix|org\\.apache)\\..*|aqwa\\.problems");

    private final ExecutorService changes =
            Executors.newSingleThreadExecutor(
                    work -> {
                        Thread thread = new Thread(work, "sandbox-configuration");
                        thread.setDaemon(true);
                        return thread;
                    });

    private volatile List<String> problems = List.of();

    /** {@code null} if none runs; guarded by this. */
    private Sandbox running;

    /** What holds, {@code null} before anything does; guarded by this. */
    private Map<String, Object> inForce;

    /** Has the sandbox start, beside whatever else starts. If it does not, the log says why. */
    @Activate
    public SandboxComponent(Map<String, Object> config) {
        modified(config);
    }

    @Modified
    void modified(Map<String, Object> config) {
        changes.execute(() -> take(config));
    }

    private synchronized void take(Map<String, Object> config) {
        Map<String, Object> given = new HashMap<>(config);
        given.keySet().removeIf(key -> CONTAINERS_OWN.matcher(key).matches());
        Map<String, Object> before = inForce;
        try {
            Sandbox next = sandbox(given);
            if (!given.equals(before)) {
                close();
                start(next);
                inForce = given;
            }
            if (!problems.isEmpty()) {
                LOG.info("The settings of the sandbox are in order again");
            }
            problems = List.of();
        } catch (IOException | RuntimeException e) {
            refuse(before, e);
        }
    }

    /** What held before holds on. */
    private void refuse(Map<String, Object> before, Exception cause) {
        LOG.debug("The sandbox refuses its settings", cause);
        String sentence = cause.getMessage();
        try {
            if (before != null && running == null) {
                start(sandbox(before));
            }
        } catch (IOException | RuntimeException e) {
            sentence += "; and what held before does not start any more: " + e.getMessage();
        }
        problems =
                List.of(
                        (before == null
                                        ? "The sandbox did not start: "
                                        : "The sandbox keeps its settings as they were: ")
                                + sentence);
        problems.forEach(LOG::error);
    }

    /** One that is not started yet, or {@code null} if there is to be none. */
    private static Sandbox sandbox(Map<String, Object> config) {
        return flag(config, "enabled", "false") ? builder(config).build() : null;
    }

    private void start(Sandbox next) throws IOException {
        if (next != null) {
            running = next.start();
            LOG.info("The sandbox is ready at {}", running.baseUri());
        }
    }

    private void close() throws IOException {
        Sandbox old = running;
        running = null;
        if (old != null) {
            old.close();
        }
    }

    /** A sentence for each mistake of the settings that were refused. */
    @Override
    public List<String> get() {
        return problems;
    }

    @Deactivate
    void stop() throws IOException, InterruptedException {
        changes.shutdown();
        if (!changes.awaitTermination(STOP_AT_MOST.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("A change of the sandbox's settings is still being taken over");
        }
        synchronized (this) {
            close();
        }
    }

    private static Sandbox.Builder builder(Map<String, Object> config) {
        Sandbox.Builder builder =
                Sandbox.builder()
                        .host(text(config, "host", "127.0.0.1"))
                        .port(port(config))
                        .tls(flag(config, "tls", "true"));
        String google = text(config, "google.folder", "");
        String oneDrive = text(config, "onedrive.folder", "");
        if (google.isEmpty() && oneDrive.isEmpty()) {
            throw new IllegalArgumentException(
                    FILE + ": google.folder or onedrive.folder is needed");
        }
        if (!google.isEmpty()) {
            builder.googleFolder(Path.of(google));
        }
        if (!oneDrive.isEmpty()) {
            builder.oneDriveFolder(Path.of(oneDrive));
        }
        String state = text(config, "state.folder", "");
        if (!state.isEmpty()) {
            builder.stateFolder(Path.of(state));
        }
        new AccountSettings(config).applyTo(builder);
        quotas(builder, config);
        return builder;
    }

    private static boolean flag(Map<String, Object> config, String key, String otherwise) {
        String given = text(config, key, otherwise);
        if (given.equalsIgnoreCase("true") || given.equalsIgnoreCase("false")) {
            return given.equalsIgnoreCase("true");
        }
        throw new IllegalArgumentException(
                FILE + ": " + key + ": " + given + " is not true or false");
    }

    private static void quotas(Sandbox.Builder builder, Map<String, Object> config) {
        long googleBytes = bytes(config, "google.storage");
        long oneDriveBytes = bytes(config, "onedrive.storage");
        try {
            builder.googleQuota(text(config, "google.quota", ""), googleBytes);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(FILE + ": google.quota: " + e.getMessage(), e);
        }
        try {
            builder.oneDriveQuota(text(config, "onedrive.quota", ""), oneDriveBytes);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(FILE + ": onedrive.quota: " + e.getMessage(), e);
        }
    }

    /** Less than 0 if there is no such limit. */
    private static long bytes(Map<String, Object> config, String key) {
        String given = text(config, key, "");
        if (!given.isEmpty() && !given.matches("\\d{1,18}")) {
            throw new IllegalArgumentException(
                    FILE + ": " + key + ": " + given + " is no number of bytes");
        }
        return given.isEmpty() ? -1 : Long.parseLong(given);
    }

    private static int port(Map<String, Object> config) {
        String given = text(config, "port", "3002");
        try {
            return Integer.parseInt(given);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(FILE + ": port: " + given + " is no number", e);
        }
    }

    private static String text(Map<String, Object> config, String key, String otherwise) {
        Object value = config.get(key);
        return value == null || value.toString().isBlank() ? otherwise : value.toString().trim();
    }
}
