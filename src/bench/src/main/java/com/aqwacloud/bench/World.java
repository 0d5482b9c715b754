package com.aqwacloud.bench;

import com.aqwacloud.bench.clouds.GoogleDrive;
import com.aqwacloud.bench.clouds.OneDrive;
import com.aqwacloud.bench.clouds.Sandbox;
import com.aqwacloud.bench.contender.Aqwa;
import com.aqwacloud.bench.contender.AqwaSettings;
import com.aqwacloud.bench.contender.Contender;
import com.aqwacloud.bench.contender.CopyTask;
import com.aqwacloud.bench.contender.Rclone;
import com.aqwacloud.bench.tree.PlannedFile;
import com.aqwacloud.bench.tree.TreePlan;
import com.aqwacloud.bench.tree.TreeWriter;
import com.aqwacloud.bench.tree.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Both clouds, what is in them, and who copies between them. */
final class World implements AutoCloseable {

    private static final Duration NOTICED_AT_MOST = Duration.ofMinutes(5);
    private static final TreePlan WARM = warm();
    private static final CopyTask WARM_UP =
            new CopyTask(WARM.name(), "warm-up", List.of(), WARM.files().size());

    private final Path archive;
    private final Path work;
    private final Sandbox sandbox;
    private final Optional<String> rclone;
    private int installs;

    private World(Path archive, Path work, Sandbox sandbox, Optional<String> rclone) {
        this.archive = archive;
        this.work = work;
        this.sandbox = sandbox;
        this.rclone = rclone;
    }

    /**
     * Starts the clouds and warms them.
     *
     * @param archive the distribution
     * @param jar the sandbox that runs alone
     * @param work an empty folder
     * @param warmUps as many times at most each contender warms the clouds
     */
    static World start(Path archive, Path jar, Path work, int warmUps)
            throws IOException, InterruptedException {
        Optional<String> rclone = Rclone.version();
        if (rclone.isEmpty()) {
            Progress.say("rclone is not on this machine: its rows stay empty");
        }
        Sandbox sandbox = Sandbox.start(jar, work.resolve("clouds"));
        World world = new World(archive, work, sandbox, rclone);
        world.place(WARM, 0);
        WarmUp warmUp = new WarmUp(world, WARM_UP, warmUps);
        if (rclone.isPresent()) {
            warmUp.by(world.tuned());
        }
        warmUp.by(world.coldAqwa(AqwaSettings.free()));
        return world;
    }

    /** Many small files, and half a gigabyte of such that need more than one request. */
    private static TreePlan warm() {
        List<PlannedFile> files = new ArrayList<>(Trees.even("warm", 1000, 1024, 10).files());
        IntStream.rangeClosed(1, 40)
                .mapToObj(i -> new PlannedFile("large-" + i + ".bin", 12L * 1024 * 1024, i))
                .forEach(files::add);
        return new TreePlan("warm", files);
    }

    Sandbox sandbox() {
        return sandbox;
    }

    GoogleDrive googleDrive() {
        return new GoogleDrive(sandbox);
    }

    OneDrive oneDrive() {
        return new OneDrive(sandbox);
    }

    Optional<String> rclone() {
        return rclone;
    }

    Contender byDefault() {
        return Rclone.byDefault(sandbox, work);
    }

    Contender tuned() {
        return Rclone.tuned(sandbox, work);
    }

    /** AqwaCloud, started and warmed before it is measured. */
    Contender aqwa(AqwaSettings settings) {
        return new Aqwa(
                "AqwaCloud", archive, this::newFolder, sandbox, settings, Optional.of(WARM_UP));
    }

    /** AqwaCloud, measured right after its start. */
    Contender coldAqwa(AqwaSettings settings) {
        return new Aqwa(
                "AqwaCloud, cold", archive, this::newFolder, sandbox, settings, Optional.empty());
    }

    Path archive() {
        return archive;
    }

    /** A folder for one more unpacked distribution. */
    Path newFolder() {
        installs++;
        return work.resolve("aqwacloud-" + installs);
    }

    /**
     * Makes a tree and puts it into Google Drive, which has noticed all of it then.
     *
     * @return the SHA-256 of each file, by its path
     */
    Map<String, String> place(TreePlan plan) throws IOException, InterruptedException {
        return place(plan, WARM.files().size());
    }

    private Map<String, String> place(TreePlan plan, int before)
            throws IOException, InterruptedException {
        long needed = 2 * plan.bytes() + 1_000_000_000;
        if (Files.getFileStore(work).getUsableSpace() < needed) {
            throw new IOException(
                    plan.name() + " needs " + needed / 1_000_000_000 + " GB of free disk");
        }
        Path made = work.resolve("made");
        Map<String, String> sums = TreeWriter.write(plan, made);
        Files.move(made, sandbox.googleDrive().resolve(plan.name()));
        long began = System.nanoTime();
        while (googleDrive().files() != before + plan.files().size()) {
            if (System.nanoTime() - began > NOTICED_AT_MOST.toNanos()) {
                throw new IOException("the sandbox did not notice all files of " + plan.name());
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        return sums;
    }

    /** Takes a tree out of Google Drive. */
    void remove(TreePlan plan) throws IOException, InterruptedException {
        googleDrive().delete(googleDrive().idOf(plan.name()));
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
