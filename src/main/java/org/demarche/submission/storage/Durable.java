package org.demarche.submission.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** Files that are on the disk when they say so, and that nobody but the server's own user may read. */
public final class Durable {
    private static final String FOLDER = "rwx------";
    private static final String FILE = "rw-------";

    private Durable() {}

    /** Makes a folder, and those above it, unless it is there. */
    public static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            own(folder, FOLDER);
        }
    }

    /** Puts a file where it will be found, whole or not at all, in place of what is there. */
    public static void publish(Path draft, Path file) throws IOException {
        own(draft, FILE);
        force(draft);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(file.getParent());
    }

    /** Puts a folder of files where they will be found, all of them whole or none, in place of what is there. */
    public static void publishFolder(Path draft, Path folder) throws IOException {
        own(draft, FOLDER);
        try (Stream<Path> files = Files.list(draft)) {
            for (Path file : files.toList()) {
                own(file, FILE);
                force(file);
            }
        }
        forceFolder(draft);
        delete(folder);
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        forceFolder(folder.getParent());
    }

    /** Takes a file from everybody but its owner. */
    public static void ownFile(Path file) throws IOException {
        own(file, FILE);
    }

    /** Waits until a file's content is on the disk. */
    public static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Waits until the names in a folder are on the disk. */
    public static void forceFolder(Path folder) throws IOException {
        // Only where folders can be opened; elsewhere the file system itself keeps names in order.
        if (isPosix(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Removes a file, or a folder with all that is in it, if it is there. */
    public static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void own(Path path, String rights) throws IOException {
        if (isPosix(path)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
        }
    }

    private static boolean isPosix(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }
}
