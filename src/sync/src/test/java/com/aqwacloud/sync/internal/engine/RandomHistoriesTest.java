package com.aqwacloud.sync.internal.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever people do, in whatever order and between whichever polls: OneDrive follows Drive, and
 * keeps what is only there. Over HTTP, with the clouds' faults, and with crashes.
 */
class RandomHistoriesTest {
    private static final int ROUNDS = 12;
    private static final int STEPS = 15;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1})
    void bothSidesEndUpTheSame(long seed) throws Exception {
        converge(seed, 4);
    }

    @Tag("soak")
    @ParameterizedTest
    @ValueSource(longs = {2, 11, 12, 13, 14})
    void bothSidesEndUpTheSameAfterLongHistories(long seed) throws Exception {
        converge(seed, ROUNDS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1})
    void faultsCrashesAndPeopleOnBothSidesLoseNothing(long seed) throws Exception {
        survive(seed, 3);
    }

    @Tag("soak")
    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4, 5})
    void faultsCrashesAndPeopleOnBothSidesLoseNothingInLongHistories(long seed) throws Exception {
        survive(seed, 6);
    }

    private void survive(long seed, int rounds) throws Exception {
        var random = new Random(seed);
        var onlyThere = new TreeMap<String, String>();
        var perhapsThere = new TreeMap<String, String>();
        try (var aqwa = new EngineFixture(folder)) {
            aqwa.session(
                    "transfers.max-concurrent=6",
                    "retry.delay=100ms",
                    "retry.max=20",
                    "quota.google=100000/100s",
                    "conflicts.prefer=source",
                    "monitor.interval=1s");
            for (int round = 0; round < rounds; round++) {
                misfortune(aqwa, seed * 100 + round);
                for (int step = 0; step < STEPS; step++) {
                    String mark = seed + "/" + round + "/" + step;
                    act(random, aqwa.drive, mark);
                    if (step % 3 == 0) {
                        List<String> made = made(aqwa);
                        String edited = actThere(random, aqwa.oneDrive, mark, onlyThere);
                        // It may be the person's own, as far as the engine can tell.
                        if (edited != null && !made.contains(edited)) {
                            perhapsThere.put(edited, edit(mark));
                        }
                    }
                }
                if (random.nextBoolean()) {
                    aqwa.awaitPoll("s1");
                }
                aqwa.crash();
            }
            aqwa.noFaults();
            // Whatever became of a file in OneDrive: the next edit in Drive settles it.
            for (Path file : all(aqwa.drive, false)) {
                Files.writeString(file, Files.readString(file) + " at last");
            }
            await("seed " + seed)
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> {
                                Map<String, String> expected = tree(aqwa.drive);
                                expected.putAll(onlyThere);
                                Map<String, String> arrived = tree(aqwa.oneDrive);
                                // A folder may stay for what was in it when it was to go.
                                arrived.entrySet()
                                        .removeIf(
                                                each ->
                                                        each.getValue().isEmpty()
                                                                && !expected.containsKey(
                                                                        each.getKey()));
                                perhapsThere.forEach(
                                        (path, content) -> {
                                            if (!expected.containsKey(path)) {
                                                arrived.remove(path, content);
                                            }
                                        });
                                assertThat(arrived)
                                        .as("queue: %s", aqwa.json("/api/transfers"))
                                        .isEqualTo(expected);
                            });
            assertThat(aqwa.json("/api/transfers?state=failed")).isEmpty();
        }
    }

    private static void misfortune(EngineFixture aqwa, long seed) throws Exception {
        aqwa.noFaults();
        aqwa.fault(
                """
                {"kind":"refuse","status":503,"cloud":"onedrive","probability":0.05,"seed":%d}
                """
                        .formatted(seed));
        aqwa.fault(
                """
                {"kind":"refuse","status":500,"cloud":"google","probability":0.03,"seed":%d}
                """
                        .formatted(seed));
        aqwa.fault(
                """
                {"kind":"lose-answer","cloud":"onedrive","probability":0.1,"seed":%d}
                """
                        .formatted(seed));
        aqwa.fault(
                """
                {"kind":"cut-response","operation":"files.media","probability":0.1,"seed":%d}
                """
                        .formatted(seed));
        aqwa.fault(
                """
                {"kind":"throttle","cloud":"onedrive","retryAfterSeconds":1,"times":1}
                """);
    }

    /** The paths of what the engine knows that it made in OneDrive, or moved there. */
    private static List<String> made(EngineFixture aqwa) throws Exception {
        return aqwa
                .json("/api/transfers?state=completed&limit=1000")
                .findValuesAsText("path")
                .stream()
                .map(path -> path.substring(1))
                .toList();
    }

    private static String edit(String mark) {
        return mark + " edited there";
    }

    /**
     * A person in OneDrive makes, edits or deletes a file; the engine may have it just then.
     *
     * @return the path of what was edited, or null
     */
    private static String actThere(
            Random random, Path oneDrive, String mark, Map<String, String> onlyThere)
            throws IOException {
        List<String> synced =
                new ArrayList<>(
                        tree(oneDrive).entrySet().stream()
                                .filter(each -> !each.getValue().isEmpty())
                                .map(Map.Entry::getKey)
                                .filter(path -> !onlyThere.containsKey(path))
                                .toList());
        int what = random.nextInt(4);
        if (what == 0 || synced.isEmpty()) {
            String name = "only-there-" + mark.replace('/', '-');
            Files.writeString(oneDrive.resolve(name), mark + " only there");
            onlyThere.put(name, mark + " only there");
            return null;
        }
        String path = synced.get(random.nextInt(synced.size()));
        Path file = oneDrive.resolve(path);
        try {
            if (what == 3) {
                Files.delete(file);
                return null;
            }
            Files.write(
                    file,
                    edit(mark).getBytes(UTF_8),
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING);
            return path;
        } catch (NoSuchFileException moved) {
            // The engine took it elsewhere just now: nobody edits what is not there.
            return null;
        }
    }

    private void converge(long seed, int rounds) throws Exception {
        var random = new Random(seed);
        try (var aqwa = new EngineFixture(folder)) {
            aqwa.session(
                    "transfers.max-concurrent=6",
                    "retry.delay=100ms",
                    "quota.google=100000/100s",
                    "monitor.interval=1s");
            for (int round = 0; round < rounds; round++) {
                for (int step = 0; step < STEPS; step++) {
                    act(random, aqwa.drive, seed + "/" + round + "/" + step);
                }
                if (random.nextBoolean()) {
                    aqwa.awaitPoll("s1");
                }
                if (round % 4 == 3) {
                    aqwa.stop();
                    aqwa.start();
                }
            }
            await("seed " + seed)
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () ->
                                    assertThat(tree(aqwa.oneDrive))
                                            .as("queue: %s", aqwa.json("/api/transfers"))
                                            .isEqualTo(tree(aqwa.drive)));
            assertThat(aqwa.json("/api/transfers?state=failed")).isEmpty();
        }
    }

    private static void act(Random random, Path drive, String mark) throws IOException {
        List<Path> folders = all(drive, true);
        List<Path> files = all(drive, false);
        Path into = folders.get(random.nextInt(folders.size()));
        String name = "n" + random.nextInt(30);
        Path target = into.resolve(name);
        int what = random.nextInt(11);
        if (files.isEmpty() || what < 3) {
            if (Files.notExists(target)) {
                Files.writeString(target, mark);
            }
        } else if (what == 3) {
            if (Files.notExists(target) && into.getNameCount() - drive.getNameCount() < 4) {
                Files.createDirectory(target);
            }
        } else if (what < 6) {
            Files.writeString(pick(random, files), mark + " edited");
        } else if (what < 8) {
            move(pick(random, files), target);
        } else if (what == 8 && folders.size() > 1) {
            Path moved = folders.get(1 + random.nextInt(folders.size() - 1));
            if (!into.startsWith(moved)) {
                move(moved, target);
            }
        } else if (what == 9) {
            Files.delete(pick(random, files));
        } else {
            swap(pick(random, files), pick(random, files), drive.resolve("swap"));
        }
    }

    private static void swap(Path one, Path other, Path meanwhile) throws IOException {
        if (!one.equals(other)) {
            Files.move(one, meanwhile);
            Files.move(other, one);
            Files.move(meanwhile, other);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.notExists(to)) {
            Files.move(from, to);
        }
    }

    private static Path pick(Random random, List<Path> paths) {
        return paths.get(random.nextInt(paths.size()));
    }

    private static List<Path> all(Path root, boolean folders) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return new ArrayList<>(
                    paths.filter(path -> Files.isDirectory(path) == folders).sorted().toList());
        }
    }

    /** Every path with what it holds; a folder holds nothing, and what just went is not there. */
    private static Map<String, String> tree(Path root) throws IOException {
        var tree = new TreeMap<String, String>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes kind) {
                        tree.put(root.relativize(path).toString(), "");
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path path, BasicFileAttributes kind)
                            throws IOException {
                        try {
                            String content = Files.readString(path);
                            tree.put(root.relativize(path).toString(), content);
                            return FileVisitResult.CONTINUE;
                        } catch (NoSuchFileException gone) {
                            return visitFileFailed(path, gone);
                        }
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path path, IOException why)
                            throws IOException {
                        if (why instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw why;
                    }
                });
        return tree;
    }
}
