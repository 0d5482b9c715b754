package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which files a process of this user holds open for writing, where the system tells, as Linux does;
 * elsewhere none. Processes of other users, and those in other containers, are not seen.
 */
final class OpenFiles {

    private static final Path PROCESSES = Path.of("/proc");
    private static final Pattern FLAGS = Pattern.compile("(?m)^flags:\\s*([0-7]+)$");

    /** The bits that tell reading from writing. */
    private static final int ACCESS = 3;

    private OpenFiles() {}

    /** Those below a folder. */
    static Set<Path> writtenBelow(Path folder) {
        Set<Path> found = new HashSet<>();
        if (!Files.isDirectory(PROCESSES.resolve("self/fd"))) {
            return found;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                addWritten(process, folder, found);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // What could be seen counts.
            return found;
        }
        return found;
    }

    private static void addWritten(Path process, Path folder, Set<Path> to) {
        try (DirectoryStream<Path> handles = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path handle : handles) {
                Path file = target(handle);
                if (file.startsWith(folder)
                        && isForWriting(process.resolve("fdinfo").resolve(handle.getFileName()))) {
                    to.add(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Another user's process, or one that has ended.
            return;
        }
    }

    /** The handle itself if it has been closed meanwhile. */
    private static Path target(Path handle) {
        try {
            return Files.readSymbolicLink(handle);
        } catch (IOException e) {
            return handle;
        }
    }

    private static boolean isForWriting(Path info) {
        try {
            Matcher flags = FLAGS.matcher(Files.readString(info));
            return flags.find() && (Integer.parseInt(flags.group(1), 8) & ACCESS) != 0;
        } catch (IOException e) {
            return false;
        }
    }
}
