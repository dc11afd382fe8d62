package org.demarche.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How much memory a process has had resident at most, as Linux tells it. */
final class ProcessMemory {
    private ProcessMemory() {}

    /** In MiB; empty where the system does not say, or the process has ended. */
    static OptionalLong peak(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    static String text(OptionalLong peak) {
        return peak.isPresent() ? "peak " + peak.getAsLong() + " MiB" : "";
    }
}
