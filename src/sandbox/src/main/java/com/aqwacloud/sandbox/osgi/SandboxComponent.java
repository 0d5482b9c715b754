package com.aqwacloud.sandbox.osgi;

import com.aqwacloud.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sandbox in a container, by the configuration {@code aqwa.sandbox}. Nothing listens unless it
 * says {@code enabled=true}.
 */
@Component(
        name = "aqwa.sandbox",
        configurationPid = "aqwa.sandbox",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
public final class SandboxComponent {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxComponent.class);

    /** {@code null} if it is not enabled. */
    private final FutureTask<Sandbox> starting;

    /**
     * Has the sandbox start, beside whatever else starts. If it does not, the log says why.
     *
     * @throws IllegalArgumentException naming the key whose value makes no sense
     */
    @Activate
    public SandboxComponent(Map<String, Object> config) {
        if (!text(config, "enabled", "false").equalsIgnoreCase("true")) {
            starting = null;
            return;
        }
        try {
            starting = new FutureTask<>(builder(config).build()::start);
        } catch (IllegalArgumentException e) {
            LOG.error("The sandbox did not start: {}", e.getMessage());
            throw e;
        }
        new Thread(this::start, "sandbox-start").start();
    }

    private void start() {
        starting.run();
        try {
            LOG.info("The sandbox is ready at {}", starting.get().baseUri());
        } catch (ExecutionException e) {
            LOG.error("The sandbox did not start: {}", e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Deactivate
    void stop() throws IOException, InterruptedException {
        if (starting == null) {
            return;
        }
        try {
            starting.get().close();
        } catch (ExecutionException e) {
            LOG.debug("The sandbox had not started", e);
        }
    }

    private static Sandbox.Builder builder(Map<String, Object> config) {
        Sandbox.Builder builder =
                Sandbox.builder()
                        .host(text(config, "host", "127.0.0.1"))
                        .port(port(config))
                        .tls(tls(config));
        String google = text(config, "google.folder", "");
        String oneDrive = text(config, "onedrive.folder", "");
        if (google.isEmpty() && oneDrive.isEmpty()) {
            throw new IllegalArgumentException(
                    "etc/aqwa.sandbox.cfg: google.folder or onedrive.folder is needed");
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

    private static boolean tls(Map<String, Object> config) {
        String given = text(config, "tls", "true");
        if (given.equals("true") || given.equals("false")) {
            return given.equals("true");
        }
        throw new IllegalArgumentException(
                "etc/aqwa.sandbox.cfg: tls: " + given + " is not true or false");
    }

    private static void quotas(Sandbox.Builder builder, Map<String, Object> config) {
        try {
            builder.googleQuota(text(config, "google.quota", ""), bytes(config, "google.storage"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("aqwa.sandbox: google.quota: " + e.getMessage(), e);
        }
        try {
            builder.oneDriveQuota(
                    text(config, "onedrive.quota", ""), bytes(config, "onedrive.storage"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "aqwa.sandbox: onedrive.quota: " + e.getMessage(), e);
        }
    }

    /** Less than 0 if there is no such limit. */
    private static long bytes(Map<String, Object> config, String key) {
        String given = text(config, key, "");
        if (!given.isEmpty() && !given.matches("\\d{1,18}")) {
            throw new IllegalArgumentException(key + ": " + given + " is no number of bytes");
        }
        return given.isEmpty() ? -1 : Long.parseLong(given);
    }

    private static int port(Map<String, Object> config) {
        String given = text(config, "port", "3002");
        try {
            return Integer.parseInt(given);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "etc/aqwa.sandbox.cfg: port: " + given + " is no number", e);
        }
    }

    private static String text(Map<String, Object> config, String key, String otherwise) {
        Object value = config.get(key);
        return value == null || value.toString().isBlank() ? otherwise : value.toString().trim();
    }
}
