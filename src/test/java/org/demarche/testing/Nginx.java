package org.demarche.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Debian's nginx before nodes of the portal, with the very configuration that deployers are given. */
public final class Nginx implements AutoCloseable {
    private static final Path SHIPPED = Path.of("docker", "nginx", "demarche.conf");

    private final Path folder;
    private final int port;
    private Process process;

    /** Looks for a free port; nothing listens there yet. */
    public Nginx(Path folder) throws IOException {
        this.folder = folder;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = socket.getLocalPort();
        }
    }

    /** Where it is on this machine; empty where it is not installed. */
    public static Optional<Path> program() {
        return Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    public URI url() {
        return URI.create("http://localhost:" + port);
    }

    /**
     * Starts it, and returns when it listens.
     *
     * @param nodes ports, each with what is to be written behind it
     */
    public void start(Map<Integer, String> nodes) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("demarche"));
        Files.copy(SHIPPED, folder.resolve("demarche.conf"));
        Files.writeString(
                folder.resolve("demarche/listen.conf"), "listen 127.0.0.1:" + port + ";\nlisten [::1]:" + port + ";\n");
        write(nodes);
        String user = System.getProperty("user.name").equals("root") ? "user root;\n" : "";
        Files.writeString(
                folder.resolve("nginx.conf"),
                user
                        + """
                daemon off;
                pid nginx.pid;
                worker_processes 1;
                error_log /dev/stderr emerg;
                events { worker_connections 512; }
                http {
                    client_body_temp_path temp-body;
                    proxy_temp_path temp-proxy;
                    fastcgi_temp_path temp-fastcgi;
                    uwsgi_temp_path temp-uwsgi;
                    scgi_temp_path temp-scgi;
                    include demarche.conf;
                }
                """);
        process = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        for (int i = 0; i < 100 && process.isAlive(); i++) {
            if (listens()) {
                return;
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("nginx did not start: " + log());
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Writes the list of nodes anew and has it read, as an operator does. */
    public void use(Map<Integer, String> nodes) throws IOException, InterruptedException {
        write(nodes);
        Process signal = new ProcessBuilder(Stream.concat(command().stream(), Stream.of("-s", "reload"))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (signal.waitFor() != 0) {
            throw new IllegalStateException("nginx does not take the list: " + log());
        }
    }

    private void write(Map<Integer, String> nodes) throws IOException {
        String lines = nodes.entrySet().stream()
                .map(node -> "server 127.0.0.1:%d max_fails=1 fail_timeout=5s %s;\n"
                        .formatted(node.getKey(), node.getValue()))
                .collect(Collectors.joining());
        Files.writeString(folder.resolve("demarche/nodes.conf"), lines);
    }

    private List<String> command() {
        return List.of(
                program().orElseThrow().toString(), "-p", folder.toString() + "/", "-e", "stderr", "-c", "nginx.conf");
    }

    /** Everything that it has printed. */
    public String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    /** Files that it has put anything of a request or an answer into. */
    public List<Path> spooled() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getParent().toString().contains("temp-"))
                    .toList();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            try {
                if (!process.waitFor(5, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
