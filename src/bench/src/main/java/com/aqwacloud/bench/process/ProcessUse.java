package com.aqwacloud.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a process has used since its start.
 *
 * @param cpu of all its threads
 * @param peakResidentBytes the most memory that was resident at once; 0 where the system doesn't
 *     tell
 */
public record ProcessUse(Duration cpu, long peakResidentBytes) {

    /** Nothing is used yet. */
    public static final ProcessUse NONE = new ProcessUse(Duration.ZERO, 0);

    /** How it stands now; empty when the process is over. */
    public static Optional<ProcessUse> of(long pid) {
        Optional<Duration> cpu =
                ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration());
        try {
            long peak =
                    peakResident(
                            Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")));
            return cpu.map(used -> new ProcessUse(used, peak));
        } catch (IOException e) {
            // The process ended between the two questions, or the system has no /proc.
            return cpu.map(used -> new ProcessUse(used, 0));
        }
    }

    static long peakResident(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    /** The larger of both figures, which only grow while the process lives. */
    public ProcessUse orLater(ProcessUse other) {
        return new ProcessUse(
                cpu.compareTo(other.cpu) > 0 ? cpu : other.cpu,
                Math.max(peakResidentBytes, other.peakResidentBytes));
    }
}
