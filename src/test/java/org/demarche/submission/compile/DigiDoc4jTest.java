package org.demarche.submission.compile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.demarche.submission.Edition;
import org.demarche.submission.documents.Copy;
import org.demarche.submission.seal.SealKeys;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What DigiDoc4j says of our packages, the library behind the containers of the Baltic states. It runs in a process of its
 * own: it brings another version of classes that the portal has too.
 */
class DigiDoc4jTest {
    @TempDir
    private Path folder;

    @Test
    void takesAPackageForValidWhereItsCertificateIsTrustedAndNothingWasChanged() throws Exception {
        try (TestDatabase database = TestDatabase.h2()) {
            Office office = office(database);
            Edition edition = office.frozen();
            office.compile(edition);
            Path certificate = Files.write(
                    folder.resolve("certificate.der"),
                    new SealKeys(office.settings, office.clock)
                            .key("Example organisation")
                            .certificate()
                            .getEncoded());
            Path full = office.file(edition, Copy.FULL);
            Path redacted = office.file(edition, Copy.REDACTED);
            Path changed = changed(full, "data/method.txt");

            List<String> said = judged(certificate, full, redacted, changed, full);

            assertThat(said).hasSize(4);
            assertThat(said.subList(0, 2)).containsExactly("VALID", "VALID");
            assertThat(said.get(2)).startsWith("NOT VALID").contains("data object");
            assertThat(said.get(3)).as("with nobody trusted").startsWith("NOT VALID");
        }
    }

    private Office office(TestDatabase database) throws SQLException {
        Office office =
                new Office(database, folder.resolve("data"), Instant.now().truncatedTo(ChronoUnit.SECONDS));
        office.sign("Жанна Исаева", "KG", "ru", Visibility.FULL, Support.of(1, 2));
        return office;
    }

    /** The same container, but for the last character of one file. */
    private Path changed(Path container, String file) throws IOException {
        Path changed = folder.resolve("changed.asice");
        try (ZipFile zip = new ZipFile(container.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(changed))) {
            for (ZipEntry entry : zip.stream().toList()) {
                byte[] content;
                try (InputStream in = zip.getInputStream(entry)) {
                    content = in.readAllBytes();
                }
                if (entry.getName().equals(file)) {
                    content[content.length - 1] ^= 1;
                }
                out.putNextEntry(copy(entry, content));
                out.write(content);
            }
        }
        return changed;
    }

    private static ZipEntry copy(ZipEntry entry, byte[] content) {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setMethod(entry.getMethod());
        if (entry.getMethod() == ZipEntry.STORED) {
            CRC32 checksum = new CRC32();
            checksum.update(content);
            copy.setCrc(checksum.getValue());
            copy.setSize(content.length);
        }
        return copy;
    }

    private List<String> judged(Path trusted, Path... containers) throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dfile.encoding=UTF-8",
                                "-cp",
                                Files.readString(Path.of("target", "digidoc4j.classpath"), UTF_8),
                                Path.of("src", "test", "digidoc4j", "Judge.java")
                                        .toString(),
                                trusted.toString()),
                        Stream.of(containers).map(Path::toString))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("errors.txt").toFile())
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor()).as(() -> errors()).isZero();
        return Files.readAllLines(said, US_ASCII);
    }

    private String errors() {
        try {
            return Files.readString(folder.resolve("errors.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
