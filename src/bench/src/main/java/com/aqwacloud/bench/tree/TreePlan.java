package com.aqwacloud.bench.tree;

import java.util.List;
import java.util.function.Predicate;

/**
 * Files to be made, the same at each run.
 *
 * @param name of the folder that holds them all
 */
public record TreePlan(String name, List<PlannedFile> files) {

    public TreePlan {
        files = List.copyOf(files);
    }

    /** Bytes of all files together. */
    public long bytes() {
        return files.stream().mapToLong(PlannedFile::sizeBytes).sum();
    }

    /** The files of the same tree whose path is wanted. */
    public TreePlan only(Predicate<String> wanted) {
        return new TreePlan(name, files.stream().filter(file -> wanted.test(file.path())).toList());
    }
}
