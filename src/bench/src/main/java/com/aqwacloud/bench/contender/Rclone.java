package com.aqwacloud.bench.contender;

import com.aqwacloud.bench.clouds.OneDrive;
import com.aqwacloud.bench.clouds.Sandbox;
import com.aqwacloud.bench.measure.Meter;
import com.aqwacloud.bench.process.Children;
import com.aqwacloud.bench.process.ProcessUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Stock rclone, which reaches the sandbox as its proxy, by TLS. */
public final class Rclone implements Contender {

    private static final List<String> TUNED =
            List.of(
                    "--drive-pacer-min-sleep",
                    "1ms",
                    "--drive-pacer-burst",
                    "10000",
                    "--transfers",
                    "16");
    private static final String TOKEN =
            "{\"access_token\":\"sandbox\",\"token_type\":\"Bearer\",\"refresh_token\":\"sandbox\","
                    + "\"expiry\":\"2099-01-01T00:00:00Z\"}";
    private static final int LOOK_MILLIS = 20;

    private final String name;
    private final List<String> settings;
    private final Sandbox sandbox;
    private final Path folder;

    private Rclone(String name, List<String> settings, Sandbox sandbox, Path folder) {
        this.name = name;
        this.settings = settings;
        this.sandbox = sandbox;
        this.folder = folder;
    }

    /** As it is without any option. */
    public static Rclone byDefault(Sandbox sandbox, Path folder) {
        return new Rclone("rclone", List.of(), sandbox, folder);
    }

    /** With the options that make it quick where no quota stands in the way. */
    public static Rclone tuned(Sandbox sandbox, Path folder) {
        return new Rclone("rclone tuned", TUNED, sandbox, folder);
    }

    /** Which one is on this machine; empty if there is none. */
    public static Optional<String> version() throws InterruptedException {
        try {
            Process process =
                    Children.start(
                            new ProcessBuilder("rclone", "version").redirectErrorStream(true));
            String told = new String(process.getInputStream().readAllBytes());
            return process.waitFor() == 0 ? told.lines().findFirst() : Optional.empty();
        } catch (IOException e) {
            // There is no such program.
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome copy(CopyTask task, Meter meter) throws IOException, InterruptedException {
        Path log = folder.resolve("rclone.log");
        ProcessBuilder builder =
                new ProcessBuilder(command(task))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().put("RCLONE_CONFIG", configuration().toString());
        builder.environment().put("HTTPS_PROXY", "http://localhost:" + sandbox.port());
        builder.environment().put("SSL_CERT_FILE", sandbox.authority().toString());
        meter.begin();
        Process process = Children.start(builder);
        ProcessUse use = ProcessUse.NONE;
        while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            use = ProcessUse.of(process.pid()).orElse(use).orLater(use);
        }
        Meter.Reading reading = meter.end();
        Optional<String> trouble =
                process.exitValue() == 0
                        ? Optional.empty()
                        : Optional.of(
                                "rclone ended with " + process.exitValue() + ": " + lastLine(log));
        return new Outcome(reading, use, OptionalLong.empty(), trouble);
    }

    private List<String> command(CopyTask task) {
        List<String> command = new ArrayList<>(List.of("rclone", "copy"));
        command.addAll(settings);
        for (String each : task.folders()) {
            command.add("--include");
            command.add("/" + each + "/**");
        }
        command.add("gd:" + task.source());
        command.add("od:" + task.destination() + "/" + task.source());
        return command;
    }

    private Path configuration() throws IOException, InterruptedException {
        return Files.writeString(
                folder.resolve("rclone.conf"),
                """
                [gd]
                type = drive
                scope = drive
                token = %s

                [od]
                type = onedrive
                token = %s
                drive_id = %s
                drive_type = business
                """
                        .formatted(TOKEN, TOKEN, new OneDrive(sandbox).driveId()));
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }
}
