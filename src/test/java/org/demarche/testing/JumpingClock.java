package org.demarche.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The clock of a machine, as one process on it sees it: it jumps when a test says so. By libfaketime, as Debian packages
 * it; how much time passes between two moments is left alone, as it is where a clock is set.
 */
public final class JumpingClock {
    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final String LIBRARY = "faketime/libfaketime.so.1";

    private final Path library;
    private final Path file;

    private JumpingClock(Path library, Path file) {
        this.library = library;
        this.file = file;
    }

    /**
     * A clock that is right at first; empty if libfaketime is not installed.
     *
     * @param folder where it keeps how wrong it is
     */
    public static Optional<JumpingClock> in(Path folder) throws IOException {
        if (!Files.isDirectory(LIBRARIES)) {
            return Optional.empty();
        }
        try (Stream<Path> places = Files.list(LIBRARIES)) {
            Optional<JumpingClock> clock = places.map(place -> place.resolve(LIBRARY))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .map(library -> new JumpingClock(library, folder.resolve("clock")));
            clock.ifPresent(found -> found.jump(Duration.ZERO));
            return clock;
        }
    }

    /** What a process needs in its environment to live by this clock. */
    public Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", file.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "DONT_FAKE_MONOTONIC", "1",
                // Else every wait of the virtual machine is over at once.
                "FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }

    /** Within a second it is ahead by this; zero sets it right. */
    public void jump(Duration ahead) {
        try {
            // Whole at every moment, for it is read at any.
            Path draft = Files.writeString(file.resolveSibling("draft"), "+" + ahead.toSeconds() + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
