package com.aqwacloud.bench.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Plans of trees. The same arguments give the same plan. */
public final class Trees {

    private static final long MIXED_MOST_BYTES = 20L * 1024 * 1024;
    private static final double MIXED_MEDIAN_BYTES = 64 * 1024;
    private static final double MIXED_SIGMA = 2.2;
    private static final int MIXED_DEEPEST = 8;

    /** Names that both clouds take as they are, and that programs stumble over all the same. */
    private static final List<String> ODD_NAMES =
            List.of(
                    "report-%d.txt",
                    "Übersicht №%d.pdf",
                    "写真 %d.jpg",
                    "🎉 party %d.png",
                    "a#b%%20c+d&e=%d.dat",
                    "it's (%d) [x] {y}; z,.txt",
                    ".hidden-%d",
                    "no ending %d",
                    "UPPER %d.TXT",
                    "long-%d-" + "x".repeat(150) + ".bin");

    private Trees() {}

    /**
     * Files of one size.
     *
     * @param folders over how many folders they are spread evenly; 0 to have them all at the top
     */
    public static TreePlan even(String name, int count, long sizeBytes, int folders) {
        int each = folders == 0 ? count : (count + folders - 1) / folders;
        return new TreePlan(
                name,
                IntStream.range(0, count)
                        .mapToObj(
                                i ->
                                        new PlannedFile(
                                                (folders == 0 ? "" : folder(i / each) + "/")
                                                        + "file-%05d.bin".formatted(i),
                                                sizeBytes,
                                                i))
                        .toList());
    }

    /** The name of one of the folders of {@link #even}, counted from 0. */
    public static String folder(int number) {
        return "folder-%03d".formatted(number);
    }

    /**
     * Files as people have them: log-normal sizes from nothing to 20 MiB, folders up to eight deep,
     * odd names.
     */
    public static TreePlan mixed(String name, int count) {
        Random random = new Random(20261128);
        List<String> folders = new ArrayList<>(List.of(""));
        List<PlannedFile> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i % 10 == 0) {
                folders.add(deeper(folders.get(random.nextInt(folders.size())), folders.size()));
            }
            String in = folders.get(random.nextInt(folders.size()));
            String file = ODD_NAMES.get(random.nextInt(ODD_NAMES.size())).formatted(i);
            files.add(new PlannedFile(in + file, i % 100 == 0 ? 0 : logNormal(random), i));
        }
        return new TreePlan(name, files);
    }

    private static String deeper(String parent, int number) {
        long depth = parent.chars().filter(c -> c == '/').count();
        String under = depth < MIXED_DEEPEST ? parent : "";
        return under + "Ordner & folder " + number + "/";
    }

    private static long logNormal(Random random) {
        double size = MIXED_MEDIAN_BYTES * Math.exp(MIXED_SIGMA * random.nextGaussian());
        return Math.min(MIXED_MOST_BYTES, (long) size);
    }
}
