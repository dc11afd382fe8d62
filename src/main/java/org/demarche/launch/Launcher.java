package org.demarche.launch;

import fish.payara.micro.PayaraMicro;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Starts Payara Micro with the portal in it, as the portal needs it: one listening address, no clustering, no calls
 * home, no trace left in the temporary folder.
 *
 * <p>Usage: {@code java -cp payara-micro.jar:CLASSES org.demarche.launch.Launcher WAR}, an archive or the folder that it
 * was made of. Settings are system properties or environment variables ({@code demarche.port} = {@code DEMARCHE_PORT});
 * what is not set is the trial. Exits with 1 if the portal cannot start: a server without its application would answer
 * 404 for ever.
 */
public final class Launcher {
    private Launcher() {}

    public static void main(String... args) throws Exception {
        if (args.length != 1 || !Files.exists(Path.of(args[0]))) {
            System.err.println("Usage: Launcher WAR (build it with: mvn package)");
            System.exit(64);
        }
        dropEmptySettings();
        stopWithParent();
        Path root = Files.createTempDirectory("demarche-server-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(root), "clean-up"));
        try {
            start(Path.of(args[0]), root);
        } catch (IllegalArgumentException e) {
            say("Demarche did not start: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void start(Path war, Path root) throws Exception {
        ServerSettings settings = ServerSettings.read(Launcher::setting);
        settings.publish();
        if (settings.logFormat().equals(LogLines.JSON)) {
            // Whatever is printed past the log, too.
            System.setOut(JsonConsole.over(System.out));
            System.setErr(JsonConsole.over(System.err));
        }
        Path commands = Files.writeString(root.resolve("pre-boot.txt"), settings.preBootCommands());
        Path opening = Files.writeString(root.resolve("post-deploy.txt"), settings.postDeployCommands());
        Path logging = Files.writeString(root.resolve("logging.properties"), settings.logging());
        PayaraMicro.main(
                "--rootdir",
                root.toString(),
                "--prebootcommandfile",
                commands.toString(),
                "--postdeploycommandfile",
                opening.toString(),
                "--logproperties",
                logging.toString(),
                "--addlibs",
                extract("listener.jar", root).toString(),
                "--nocluster",
                "--nohazelcast",
                "--disablephonehome",
                "--contextroot",
                "/",
                "--port",
                Integer.toString(settings.port()),
                "--deploy",
                war.toAbsolutePath().toString());
        if (PayaraMicro.getInstance().getRuntime().getDeployedApplicationNames().isEmpty()) {
            say("Demarche did not start: the lines above say why.");
            System.exit(1);
        }
    }

    private static Path extract(String resource, Path folder) throws IOException {
        Path file = folder.resolve(resource);
        try (InputStream content = Launcher.class.getResourceAsStream(resource)) {
            Files.copy(content, file);
        }
        return file;
    }

    /** A line of the launcher's own, in the log's format. */
    private static void say(String line) {
        boolean json = setting(LogLines.FORMAT).filter(LogLines.JSON::equals).isPresent();
        LogRecord entry = new LogRecord(Level.SEVERE, line);
        entry.setLoggerName(Launcher.class.getName());
        System.err.print(json ? new LogLines(true).format(entry) : line + System.lineSeparator());
    }

    /** A build tool passes on every setting, given or not: an empty one must not hide an environment variable. */
    private static void dropEmptySettings() {
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("demarche."))
                .filter(name -> System.getProperty(name).isBlank())
                .forEach(System::clearProperty);
    }

    /** A portal started by a build tool ends with it, even if the tool is killed. */
    private static void stopWithParent() {
        if (setting("demarche.stop-with-parent").filter(Boolean::parseBoolean).isEmpty()) {
            return;
        }
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        Thread watch = new Thread(
                () -> {
                    parent.onExit().join();
                    System.exit(0);
                },
                "parent");
        watch.setDaemon(true);
        watch.start();
    }

    private static Optional<String> setting(String name) {
        String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        return Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(System.getenv(variable)))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private static void delete(Path folder) {
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
            say("Left behind: " + folder);
        }
    }
}
