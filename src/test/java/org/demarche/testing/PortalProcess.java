package org.demarche.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real portal, as {@code mvn -Prun} starts it, in a process of its own: free port, own data folder, log kept. Ends
 * with this JVM at the latest.
 */
public final class PortalProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final Path folder;
    private final int port;
    private final Map<String, String> settings;
    private final List<String> options;
    private final Map<String, String> environment;
    private Path war;
    private Process process;

    private PortalProcess(
            Path war,
            Path folder,
            int port,
            Map<String, String> settings,
            List<String> options,
            Map<String, String> environment) {
        this.war = war;
        this.folder = folder;
        this.port = port;
        this.settings = settings;
        this.options = options;
        this.environment = environment;
    }

    /**
     * Starts a portal in trial mode and returns when it answers. It never doubts how fast a form was filled in, knows
     * no limits and publishes counts without lag, unless the settings say otherwise.
     *
     * @param name what its folder under {@code target/} is called
     * @param settings by property name, on top of those
     */
    public static PortalProcess start(String name, Map<String, String> settings) throws IOException {
        return startWithin(Map.of(), name, settings);
    }

    /** The same, with these variables in the environment of the process. */
    public static PortalProcess startWithin(Map<String, String> environment, String name, Map<String, String> settings)
            throws IOException {
        return start(unpacked(), name, settings, quickest(), environment);
    }

    /** What the archive was made of, which the server then need not unpack: the shared portals have it do that. */
    private static Path unpacked() {
        return Path.of(required("portal.war").replaceFirst("\\.war$", ""));
    }

    private static List<String> quickest() {
        // A test's server is over before the second compiler pays for itself, and nothing becomes garbage while it
        // starts that is worth a collection. Its classes need no second look: the shared portals have that.
        return quick("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote");
    }

    /** Options for a server that does not live long. */
    static List<String> quick(String... more) {
        // Without the second compiler hashes are slow: stretching passwords would take most of a test's time.
        return Stream.of(
                        Stream.of("-XX:TieredStopAtLevel=1", "-XX:MetaspaceSize=256m", "-Xms384m", "-Xmn192m"),
                        Stream.of("cert", "key").map("-Dkeystore.pkcs12.%sPbeIterationCount=100"::formatted),
                        Stream.of("-Dkeystore.pkcs12.macIterationCount=100"),
                        Stream.of("-Ddemarche.trial.password-iterations=1024"),
                        Stream.of(more))
                .flatMap(options -> options)
                .toList();
    }

    /** The same, with these options for the server's JVM. */
    public static PortalProcess start(String name, Map<String, String> settings, List<String> options)
            throws IOException {
        return start(Path.of(required("portal.war")), name, settings, options);
    }

    /** The same server with another application in it, to be compared with. */
    public static PortalProcess start(Path war, String name, Map<String, String> settings, List<String> options)
            throws IOException {
        return start(war, name, settings, options, Map.of());
    }

    private static PortalProcess start(
            Path war, String name, Map<String, String> settings, List<String> options, Map<String, String> environment)
            throws IOException {
        Path home = Files.createDirectories(
                Path.of(required("portal.war")).resolveSibling("portals").toAbsolutePath());
        Map<String, String> all = new LinkedHashMap<>();
        all.put("demarche.form.min-seconds", "0");
        all.put("demarche.limits.burst", "0");
        all.put("demarche.limits.sustained", "0");
        // Not none: whoever takes longer from the time of their confirmation to its commit is counted only much later.
        all.put("demarche.count.lag-seconds", "1");
        all.putAll(settings);
        PortalProcess portal = new PortalProcess(
                war, Files.createTempDirectory(home, name + "-"), freePort(), all, options, environment);
        portal.start();
        return portal;
    }

    /** The portal's address, without a slash at its end. */
    public URI url() {
        return URI.create("http://localhost:" + port);
    }

    /** The address of a page, given its path. */
    public URI at(String path) {
        return URI.create(url() + path);
    }

    /** Where browsers think they are: at the public address, if there is one. */
    public String origin() {
        return settings.getOrDefault("demarche.public-url", url().toString());
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public Path data() {
        return folder.resolve("data");
    }

    public TrialMailbox mailbox() {
        return new TrialMailbox(data().resolve("mail"));
    }

    /** Everything that the server has printed since its first start. */
    public String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts the next time with this setting, too. */
    public void set(String name, String value) {
        settings.put(name, value);
    }

    /** Starts the next time with another build of the portal. */
    public void use(Path build) {
        war = build;
    }

    /** Starts it again, on the same port and data, after {@link #stop} or {@link #kill}. */
    public void start() throws IOException {
        // What a killed server leaves behind stays under target/.
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + Path.of("src", "build", "server.jvm").toAbsolutePath());
        command.add("-Xmx384m");
        command.addAll(options);
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-Ddemarche.stop-with-parent=true");
        command.add("-Ddemarche.port=" + port);
        command.add("-Ddemarche.data=" + data());
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-cp");
        command.add(required("portal.server") + System.getProperty("path.separator") + required("portal.launcher"));
        command.add("org.demarche.launch.Launcher");
        command.add(war.toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
        awaitFirstPage();
    }

    /** Ends it as Ctrl-C does. */
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it as {@code kill -9} does: nothing is written any more. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        stop();
    }

    private void awaitFirstPage() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                kill();
                throw new IllegalStateException("The portal did not start; its log:\n" + log());
            }
            pause();
        }
    }

    private boolean answers() {
        HttpRequest request = HttpRequest.newBuilder(at("/"))
                .header("Accept-Language", "en")
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            int status = HTTP.send(request, BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 400;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Path logFile() {
        return folder.resolve("portal.log");
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException(property + " is not set: run this test through mvn verify");
        }
        return value;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
