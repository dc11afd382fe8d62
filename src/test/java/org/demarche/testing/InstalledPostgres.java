package org.demarche.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A throw-away PostgreSQL from programs installed on this machine; as root, under an account without rights. It can be
 * stopped, started and killed by those who have one of their own. It is stopped and deleted when this JVM ends at
 * the latest.
 */
public final class InstalledPostgres implements AutoCloseable {
    private static final String NOBODY = "65534";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path programs;
    private final Path folder;
    private final int port;
    private final String password = UUID.randomUUID().toString();
    private final List<String> settings;

    private InstalledPostgres(Path programs, Path folder, int port, List<String> settings) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
        this.settings = settings;
    }

    /**
     * Starts one on a free loopback port.
     *
     * @param settings such as {@code fsync=off}
     * @throws IOException if there are no such programs, or they do not work
     */
    public static InstalledPostgres start(String... settings) throws IOException {
        InstalledPostgres server = new InstalledPostgres(
                programs(), Files.createTempDirectory("demarche-postgres-"), freePort(), List.of(settings));
        server.make();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-postgres"));
        server.start();
        return server;
    }

    private void make() throws IOException {
        Path passwordFile = Files.writeString(folder.resolve("password"), password);
        Files.createDirectory(data());
        if (isRoot()) {
            run(List.of("chown", "-R", NOBODY + ":" + NOBODY, folder.toString()));
        }
        run(unprivileged(
                programs.resolve("initdb").toString(),
                "-D" + data(),
                "-Uportal",
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile,
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync"));
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** The address of its first database, with user and password. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres?user=portal&password=%s".formatted(port, password);
    }

    /** {@return its first process, which is the parent of all others} */
    public long pid() throws IOException {
        return Long.parseLong(
                Files.readAllLines(data().resolve("postmaster.pid")).get(0));
    }

    /** {@return a program that came with it, if it did} */
    public Optional<Path> program(String name) {
        return Optional.of(programs.resolve(name)).filter(Files::isExecutable);
    }

    /** Starts it again, after {@link #stop} or {@link #kill}; returns when it takes connections. */
    public void start() throws IOException {
        String options = "-p %d -c listen_addresses=127.0.0.1 -c log_min_messages=fatal -c unix_socket_directories=%s"
                .formatted(port, folder);
        control("-l" + folder.resolve("log"), "-o" + options + " -c " + String.join(" -c ", settings), "start");
    }

    /** Ends it in order; whoever is connected is cut off. */
    public void stop() throws IOException {
        control("-mfast", "stop");
    }

    public void restart() throws IOException {
        control("-mfast", "restart");
    }

    /** Ends its first process as {@code kill -9} does, and returns when those it left behind have noticed. */
    public void kill() throws IOException, InterruptedException {
        ProcessHandle process = ProcessHandle.of(pid()).orElseThrow();
        List<ProcessHandle> orphans = process.children().toList();
        process.destroyForcibly();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (orphans.stream().anyMatch(ProcessHandle::isAlive) || process.isAlive()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("PostgreSQL does not end");
            }
            Thread.sleep(20);
        }
    }

    /** It goes on listening and answers nothing, as if its machine stood still, until {@link #thaw}. */
    public void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    public void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        ProcessHandle first = ProcessHandle.of(pid()).orElseThrow();
        List<String> command = new ArrayList<>(List.of("kill", name, Long.toString(first.pid())));
        first.children().map(child -> Long.toString(child.pid())).forEach(command::add);
        // Some may have ended since they were listed, and that is all it would complain about.
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private void control(String... command) throws IOException {
        List<String> whole = new ArrayList<>(List.of(programs.resolve("pg_ctl").toString(), "-D" + data(), "-w"));
        whole.addAll(List.of(command));
        run(unprivileged(whole.toArray(String[]::new)));
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

    /** Stops and deletes it, unless that has been done. */
    @Override
    public void close() {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            control("-mimmediate", "stop");
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
