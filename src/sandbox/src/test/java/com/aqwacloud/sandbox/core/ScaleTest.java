package com.aqwacloud.sandbox.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an answer costs does not grow with the drive. Work is counted in bytes allocated for it. */
class ScaleTest {

    private static final int SMALL = 1_000;
    private static final int LARGE = 100_000;

    @TempDir Path home;

    /** What each of the usual questions costs a drive of so many generated files. */
    private record Costs(long delta, long page, long children, long size, long listing) {}

    @Test
    void aDeltaOfTenChangesCostsTheSameWhateverTheSizeOfTheDrive() throws Exception {
        Costs small = costs(SMALL);
        Costs large = costs(LARGE);
        System.out.printf(
                "Bytes allocated with %d and %d files: delta of 10 %d, %d; page of 200 %d, %d;"
                        + " children %d, %d; size %d, %d; full listing %d, %d%n",
                SMALL,
                LARGE,
                small.delta,
                large.delta,
                small.page,
                large.page,
                small.children,
                large.children,
                small.size,
                large.size,
                small.listing,
                large.listing);
        assertThat(large.delta).isLessThan(2 * small.delta);
        assertThat(large.page).isLessThan(2 * small.page);
        assertThat(large.children).isLessThan(2 * small.children);
        assertThat(large.size).isLessThan(2 * small.size + 1000);
    }

    private Costs costs(int count) throws IOException {
        try (CloudFolder folder =
                Folders.open(home.resolve(Integer.toString(count)), Folders.ONEDRIVE)) {
            String root = folder.root().id();
            folder.generate(new Generate(root, "g-", count, count / 1000, 1024));
            List<Item> some = folder.after("", 40);
            long cursor = folder.cursor();
            for (int i = 0; i < 10; i++) {
                Folders.rename(folder, some.get(20 + i).id(), "changed-" + i);
            }
            long began = System.nanoTime();
            Item dir = folder.childrenByName(root, Optional.empty(), 1).get(0);
            Supplier<List<Item>> delta = () -> folder.changes(cursor, 200);
            assertThat(delta.get()).hasSize(10);
            Costs costs =
                    new Costs(
                            allocated(delta),
                            allocated(() -> folder.after(some.get(30).id(), 200)),
                            allocated(() -> folder.childrenByName(dir.id(), Optional.empty(), 200)),
                            allocated(() -> folder.sizeOf(folder.root())),
                            allocated(() -> Folders.changes(folder, folder.firstSeq(), 1000)));
            System.out.printf(
                    "%d files: asked all of it in %d ms%n",
                    count, (System.nanoTime() - began) / 1_000_000);
            assertThat(Folders.list(folder, 1000)).hasSize(count + count / 1000);
            return costs;
        }
    }

    /** The least of some runs, as the first ones also load classes. */
    private static long allocated(Supplier<?> question) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            assertThat(question.get()).isNotNull();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @Test
    void aMillionGeneratedFilesCostNextToNoMemory() throws Exception {
        try (CloudFolder folder = Folders.open(home, Folders.GOOGLE)) {
            long before = used();
            folder.generate(new Generate(folder.root().id(), "m-", 1_000_000, 1000, 1024));
            Item last = null;
            for (Item item : folder.walk("")) {
                last = item;
            }
            assertThat(last).isNotNull();
            Folders.rename(folder, last.id(), "touched");
            double each = (used() - before) / 1_000_000.0;
            System.out.printf("A generated file costs %.2f bytes of heap%n", each);
            assertThat(each).isLessThan(10);
            assertThat(folder.find(last.id()).orElseThrow().name()).isEqualTo("touched");
        }
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
