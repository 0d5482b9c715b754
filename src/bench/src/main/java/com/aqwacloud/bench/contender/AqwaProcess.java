package com.aqwacloud.bench.contender;

import com.aqwacloud.bench.clouds.JsonHttp;
import com.aqwacloud.bench.clouds.Sandbox;
import com.aqwacloud.bench.process.Children;
import com.aqwacloud.bench.process.FreePorts;
import com.aqwacloud.bench.process.GcLog;
import com.aqwacloud.bench.process.ProcessUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The distribution, freshly unpacked and started as an operator starts it, against the sandbox. */
public final class AqwaProcess implements AutoCloseable {

    private static final Duration READY_AT_MOST = Duration.ofSeconds(180);

    /** As many transfers at once as rclone gets when it is tuned. */
    private static final String TRANSFERS = "16";

    /** Any client and any token that the sandbox has from its start. */
    private static final String SANDBOX_SECRET = "sandbox";

    private final Path base;
    private final int port;
    private final Process process;

    private AqwaProcess(Path base, int port, Process process) {
        this.base = base;
        this.port = port;
        this.process = process;
    }

    /**
     * Unpacks and starts it, and waits until it answers.
     *
     * @param folder that nothing is in
     */
    public static AqwaProcess start(
            Path archive, Path folder, Sandbox sandbox, AqwaSettings settings)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        run(folder, "tar", "-xzf", archive.toString(), "--strip-components=1");
        configure(folder, settings);
        TrustStore.write(sandbox.authority(), folder);
        String options = proxy(sandbox.port()) + " " + TrustStore.OPTIONS;
        List<Integer> ports = FreePorts.find(2);
        Process process = Children.start(builder(folder, ports, options, settings.heap()));
        AqwaProcess aqwa = new AqwaProcess(folder, ports.get(0), process);
        aqwa.awaitReady();
        return aqwa;
    }

    /** By their own names, and so by TLS, as the real clouds are reached. */
    private static String proxy(int port) {
        return "-Dhttps.proxyHost=localhost -Dhttps.proxyPort=" + port;
    }

    private static ProcessBuilder builder(
            Path base, List<Integer> ports, String options, String heap) throws IOException {
        Files.createDirectories(base.resolve("data/log"));
        ProcessBuilder builder =
                new ProcessBuilder(base.resolve("bin/karaf").toString(), "daemon")
                        .directory(base.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(base.resolve("data/log/console.log").toFile());
        Map<String, String> env = builder.environment();
        env.keySet().removeIf(name -> name.startsWith("KARAF_") || name.startsWith("AQWA_"));
        env.put("AQWA_HTTP_PORT", ports.get(0).toString());
        env.put("AQWA_SSH_PORT", ports.get(1).toString());
        env.put("AQWA_HEAP", heap);
        env.put("EXTRA_JAVA_OPTS", "-Xlog:gc:file=data/log/gc.log " + options);
        return builder;
    }

    private static void configure(Path base, AqwaSettings settings) throws IOException {
        EditedFile.of(base.resolve("etc/aqwa.sessions.cfg"))
                .set("quota.google", settings.googleQuota())
                .set("quota.onedrive", settings.oneDriveQuota())
                .set("monitor.interval", settings.interval())
                .set("transfers.max-concurrent", TRANSFERS)
                .save();
        EditedFile accounts = EditedFile.of(base.resolve("etc/aqwa.accounts.cfg"));
        for (String account : List.of("google", "onedrive")) {
            for (String key : List.of("client-id", "client-secret", "refresh-token")) {
                accounts.set(account + "." + key, SANDBOX_SECRET);
            }
        }
        accounts.save();
        if (settings.held()) {
            EditedFile.of(base.resolve("routes/transfer.xml"))
                    .replace(
                            "<route id=\"dispatch\"",
                            "<route id=\"dispatch\" autoStartup=\"false\"")
                    .save();
        }
    }

    private static void run(Path folder, String... command)
            throws IOException, InterruptedException {
        Process process =
                Children.start(
                        new ProcessBuilder(command)
                                .directory(folder.toFile())
                                .redirectErrorStream(true));
        String told = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + told);
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - began > READY_AT_MOST.toNanos()) {
                close();
                throw new IOException("AqwaCloud did not start: see its log in " + base);
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return new JsonHttp(port).get("/api/health").isObject();
        } catch (IOException e) {
            // It does not listen yet, or says that something is not there yet.
            return false;
        }
    }

    AqwaApi api() {
        return new AqwaApi(new JsonHttp(port));
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has used since its start. */
    public ProcessUse use() throws IOException {
        return ProcessUse.of(process.pid())
                .orElseThrow(
                        () ->
                                new IOException(
                                        "AqwaCloud has ended by itself: out of memory, or see its"
                                                + " log"));
    }

    GcLog gcLog() {
        return new GcLog(base.resolve("data/log/gc.log"));
    }

    /** Has all garbage collected. */
    void collectGarbage() throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        run(base, jcmd.toString(), Long.toString(process.pid()), "GC.run");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 60, TimeUnit.SECONDS).join();
        process.destroyForcibly().onExit().join();
    }
}
