package org.demarche.verification.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.demarche.verification.HostileZip;
import org.demarche.verification.SamplePackage;
import org.demarche.verification.TestVectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as people get it: on plain Java, with little memory. */
class VerifierJarIT {

    private static final Path SAMPLE = TestVectors.FOLDER.resolve(TestVectors.PACKAGE);

    @TempDir
    Path folder;

    @Test
    void verifiesTheSampleOnPlainJava() throws Exception {
        Path output = folder.resolve("output");
        assertThat(verify(output, "-Dfile.encoding=UTF-8", SAMPLE.toString())).isZero();
        assertThat(Files.readAllLines(output))
                .containsExactlyElementsOf(Files.readAllLines(TestVectors.FOLDER.resolve("expected-output.txt")));
    }

    @Test
    void exitsWithTheVerdict() throws Exception {
        Path broken = folder.resolve("broken.asice");
        Files.write(
                broken,
                HostileZip.of(Files.readAllBytes(SAMPLE))
                        .replace("data/method.txt", new byte[0])
                        .bytes());
        assertThat(verify(folder.resolve("output"), broken.toString())).isEqualTo(Verifier.BROKEN);
        assertThat(verify(folder.resolve("output"), "--fingerprint", "0".repeat(64), SAMPLE.toString()))
                .isEqualTo(Verifier.UNTRUSTED);
        assertThat(verify(folder.resolve("output"))).isEqualTo(Verifier.WRONG_USAGE);
    }

    /** The rows alone are 12 MB. */
    @Test
    void streamsAPackageThatIsLargerThanItsMemory() throws Exception {
        Path large = Files.write(
                folder.resolve("large.asice"), SamplePackage.of(50_000).sealed());
        assertThat(verify(folder.resolve("output"), "-Xmx16m", large.toString()))
                .isZero();
    }

    @Test
    void checksAnAuditLogOnPlainJava() throws Exception {
        Path log = TestVectors.FOLDER.resolve("audit-log.jsonl");
        String heads = TestVectors.FOLDER.resolve("audit-heads.txt").toString();
        Path output = folder.resolve("output");
        assertThat(verify(output, "audit", "--heads", heads, log.toString())).isZero();
        assertThat(Files.readString(output))
                .contains("entries 1 to 4 follow one another", "entry 3 has the hash", "VALID");

        List<String> lines = new ArrayList<>(Files.readAllLines(log));
        lines.set(1, lines.get(1).replace("log-in", "log-on"));
        Path changed = Files.write(folder.resolve("changed.jsonl"), lines);
        assertThat(verify(output, "audit", changed.toString())).isEqualTo(Verifier.BROKEN);
        assertThat(Files.readString(output)).contains("entry 2", "it was changed", "BROKEN");
        assertThat(verify(output, "audit", "--json", changed.toString())).isEqualTo(Verifier.BROKEN);
        assertThat(Files.readString(output)).startsWith("{\"fault\":{\"entry\":2,");

        Path cut = Files.write(folder.resolve("cut.jsonl"), lines.subList(0, 1));
        assertThat(verify(output, "audit", "--heads", heads, cut.toString())).isEqualTo(Verifier.BROKEN);
        assertThat(verify(output, "audit")).isEqualTo(Verifier.WRONG_USAGE);
        assertThat(verify(output, "audit", "--head", "x", log.toString())).isEqualTo(Verifier.WRONG_USAGE);
    }

    private static int verify(Path output, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        List.of(arguments).stream().filter(VerifierJarIT::isForJava).forEach(command::add);
        command.addAll(List.of("-jar", System.getProperty("portal.verifier")));
        List.of(arguments).stream().filter(argument -> !isForJava(argument)).forEach(command::add);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
    }

    private static boolean isForJava(String argument) {
        return argument.startsWith("-X") || argument.startsWith("-D");
    }
}
