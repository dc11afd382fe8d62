package org.demarche.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Starts a throw-away PostgreSQL from programs installed on this machine; as root, under an account without rights. */
final class InstalledPostgres {
    private static final String NOBODY = "65534";

    private InstalledPostgres() {}

    /** Starts it on a free loopback port and returns its JDBC URL. It is stopped and deleted when this JVM ends. */
    static String start() throws IOException {
        Path programs = programs();
        Path folder = Files.createTempDirectory("demarche-postgres-");
        int port = freePort();
        String password = UUID.randomUUID().toString();
        Path passwordFile = Files.writeString(folder.resolve("password"), password);
        Path data = Files.createDirectory(folder.resolve("data"));
        if (isRoot()) {
            run(List.of("chown", "-R", NOBODY + ":" + NOBODY, folder.toString()));
        }
        run(unprivileged(
                programs.resolve("initdb").toString(),
                "-D" + data,
                "-Uportal",
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile,
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync"));
        String options = ("-p %d -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200"
                        + " -c log_min_messages=fatal -c unix_socket_directories=%s")
                .formatted(port, folder);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(programs, data, folder), "stop-postgres"));
        run(unprivileged(
                programs.resolve("pg_ctl").toString(),
                "-D" + data,
                "-w",
                "-l" + folder.resolve("log"),
                "-o" + options,
                "start"));
        return "jdbc:postgresql://127.0.0.1:%d/postgres?user=portal&password=%s".formatted(port, password);
    }

    /** The newest server programs on this machine; Debian keeps them off the path. */
    private static Path programs() throws IOException {
        Path debian = Path.of("/usr/lib/postgresql");
        List<Path> candidates = new ArrayList<>();
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.sorted((one, other) -> number(other) - number(one))
                        .map(version -> version.resolve("bin"))
                        .forEach(candidates::add);
            }
        }
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(entry -> !entry.isBlank())
                .map(Path::of)
                .forEach(candidates::add);
        return candidates.stream()
                .filter(folder ->
                        Files.isExecutable(folder.resolve("initdb")) && Files.isExecutable(folder.resolve("pg_ctl")))
                .findFirst()
                .orElseThrow(() -> new IOException("no initdb and pg_ctl on this machine"));
    }

    private static int number(Path version) {
        String name = version.getFileName().toString();
        return name.matches("[0-9]{1,4}") ? Integer.parseInt(name) : 0;
    }

    private static List<String> unprivileged(String... command) {
        List<String> whole = new ArrayList<>();
        if (isRoot()) {
            whole.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        whole.addAll(List.of(command));
        return whole;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void run(List<String> command) throws IOException {
        // The server inherits what pg_ctl was given: with a pipe, reading it to its end would wait for ever.
        Path output = Files.createTempFile("demarche-postgres-", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.delete(output);
        }
    }

    private static void stop(Path programs, Path data, Path folder) {
        try {
            run(unprivileged(programs.resolve("pg_ctl").toString(), "-D" + data, "-w", "-mimmediate", "stop"));
        } catch (IOException e) {
            System.err.println("PostgreSQL did not stop: " + e.getMessage());
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            System.err.println("Left behind: " + folder);
        }
    }
}
