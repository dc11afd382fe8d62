package org.demarche.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** CPU time as Linux accounts for it, in {@code /proc}: in ticks of a hundredth of a second. */
final class Cpu {
    private static final double TICKS_A_SECOND = 100;

    private Cpu() {}

    /** {@return the seconds that these processes have used, and all they have started: those that ended count, too} */
    static double seconds(long... roots) {
        return LongStream.of(roots)
                        .mapToObj(ProcessHandle::of)
                        .flatMap(found ->
                                found.stream().flatMap(root -> Stream.concat(Stream.of(root), root.descendants())))
                        .mapToLong(ProcessHandle::pid)
                        .distinct()
                        .map(Cpu::ticks)
                        .sum()
                / TICKS_A_SECOND;
    }

    /** {@return the seconds that the compilers of this JVM have used} */
    static double compilers(long jvm) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + jvm + "/task"))) {
            return threads.map(thread -> stat(thread.resolve("stat")))
                            .filter(stat -> stat.contains(" CompilerThre"))
                            .mapToLong(Cpu::ticks)
                            .sum()
                    / TICKS_A_SECOND;
        } catch (IOException e) {
            throw new IllegalStateException("Threads are known on Linux only", e);
        }
    }

    /** {@return the seconds that all processes of the machine have used} */
    static double all() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            String[] fields = lines.findFirst().orElseThrow().split("\\s+");
            // cpu, user, nice, system.
            return Arrays.stream(fields, 1, 4).mapToLong(Long::parseLong).sum() / TICKS_A_SECOND;
        } catch (IOException e) {
            throw new IllegalStateException("CPU time is known on Linux only", e);
        }
    }

    private static long ticks(long pid) {
        return ticks(stat(Path.of("/proc/" + pid + "/stat")));
    }

    private static long ticks(String stat) {
        if (stat.isEmpty()) {
            return 0;
        }
        // The name may have blanks; behind it, the twelfth to fifteenth field are user and system time, of itself
        // and of children that it has waited for.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Arrays.stream(fields, 11, 15).mapToLong(Long::parseLong).sum();
    }

    /** {@return what the system says of a process or thread; nothing if it has ended} */
    private static String stat(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
