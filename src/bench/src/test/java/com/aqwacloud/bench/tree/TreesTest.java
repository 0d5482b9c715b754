package com.aqwacloud.bench.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreesTest {

    @TempDir Path folder;

    @Test
    void filesAreSpreadEvenly() {
        TreePlan plan = Trees.even("tree", 1000, 1024, 100);

        assertThat(plan.files()).hasSize(1000);
        assertThat(plan.bytes()).isEqualTo(1000 * 1024);
        assertThat(plan.only(path -> path.startsWith(Trees.folder(99) + "/")).files()).hasSize(10);
        assertThat(Trees.even("tree", 3, 1, 0).files())
                .allSatisfy(file -> assertThat(file.path()).doesNotContain("/"));
    }

    @Test
    void aMixedTreeIsTheSameEachTimeAndTakesWhatBothCloudsTake() {
        TreePlan plan = Trees.mixed("mixed", 2000);

        assertThat(plan).isEqualTo(Trees.mixed("mixed", 2000));
        assertThat(plan.files())
                .hasSize(2000)
                .allSatisfy(
                        file -> {
                            assertThat(file.sizeBytes()).isBetween(0L, 20L * 1024 * 1024);
                            assertThat(file.path()).hasSizeLessThan(390);
                            assertThat(file.path()).doesNotContainPattern("[\"*:<>?\\\\|]");
                        });
        assertThat(new HashSet<>(plan.files().stream().map(PlannedFile::path).toList()))
                .hasSize(2000);
        assertThat(plan.files()).anySatisfy(file -> assertThat(file.sizeBytes()).isZero());
        assertThat(plan.files())
                .anySatisfy(file -> assertThat(file.sizeBytes()).isGreaterThan(10 << 20));
        assertThat(plan.files()).anySatisfy(file -> assertThat(file.path().split("/")).hasSize(8));
    }

    @Test
    void whatIsWrittenIsWhatTheCheckFinds() throws IOException {
        TreePlan plan =
                new TreePlan(
                        "tree",
                        List.of(
                                new PlannedFile("a/empty", 0, 1),
                                new PlannedFile("a/b/odd", 100_001, 2),
                                new PlannedFile("same size", 100_001, 3)));
        Map<String, String> sums = TreeWriter.write(plan, folder);

        assertThat(TreeCheck.differences(sums, TreeCheck.sums(folder))).isEmpty();
        assertThat(sums.get("a/b/odd")).isNotEqualTo(sums.get("same size"));
        assertThat(Files.size(folder.resolve("a/b/odd"))).isEqualTo(100_001);
    }

    @Test
    void whatIsMissingDifferentOrTooMuchIsTold() throws IOException {
        Map<String, String> sums = TreeWriter.write(Trees.even("tree", 3, 10, 0), folder);
        Files.delete(folder.resolve("file-00000.bin"));
        Files.writeString(folder.resolve("file-00001.bin"), "different!");
        Files.writeString(folder.resolve("file-00002 (1).bin"), "");

        assertThat(TreeCheck.differences(sums, TreeCheck.sums(folder)))
                .containsExactly(
                        "file-00000.bin is missing",
                        "file-00001.bin has another content",
                        "file-00002 (1).bin should not be there");
    }
}
