package org.demarche.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.demarche.verification.command.Verifier;
import org.demarche.verification.proof.Checkpoint;
import org.demarche.verification.proof.VerifierKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors beside the format's document: what the samples make, and what the verifier computes from them. */
class TestVectorsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rows.jsonl",
                "commitments.tsv",
                "leaves.txt",
                "roots.txt",
                "peaks.txt",
                "checkpoint.txt",
                "checkpoint.key",
                "letter.txt",
                "letter.sha256",
                "sample-edition-2.tlog-proof"
            })
    void areReproducible(String file) throws IOException {
        assertThat(read(file)).isEqualTo(new String(TestVectors.files().get(file), StandardCharsets.UTF_8));
    }

    /** ZIP's own bytes vary with the time zone and the compressor; the files in it do not, the seal included. */
    @Test
    void haveReproduciblePackages() throws IOException {
        for (Map.Entry<String, SamplePackage> sample : TestVectors.packages().entrySet()) {
            byte[] file = Files.readAllBytes(path(sample.getKey()));
            assertThat(file).hasSizeLessThan(100_000);
            assertThat(HostileZip.unpack(file))
                    .as(sample.getKey())
                    .containsExactlyEntriesOf(
                            HostileZip.unpack(sample.getValue().sealed()));
        }
    }

    @Test
    void agreeWithTheVerifiersPeaksCheckpointAndReceipt() throws IOException {
        List<String> peaks = Arrays.asList(read("peaks.txt").split("\n", -1));
        List<String> roots = read("roots.txt").lines().toList();
        for (int size = 0; size < roots.size(); size++) {
            List<byte[]> hashes = Stream.of(peaks.get(size).split(" "))
                    .filter(hash -> !hash.isEmpty())
                    .map(HexFormat.of()::parseHex)
                    .toList();
            assertThat(MerkleTree.growing(size, hashes).root()).asHexString().isEqualToIgnoringCase(roots.get(size));
        }
        String key = read("checkpoint.key").strip();
        Checkpoint checkpoint = Checkpoint.read(Files.readAllBytes(path("checkpoint.txt")));
        checkpoint.verify(VerifierKey.read(key));
        assertThat(checkpoint.root()).asHexString().isEqualToIgnoringCase(roots.get((int) checkpoint.size()));
        ReceiptReading receipt = Receipt.read(Files.readAllBytes(path("sample-edition-2.tlog-proof")));
        assertThat(receipt)
                .isInstanceOfSatisfying(Receipt.class, read -> assertThat(read.verify(key).holds())
                        .isTrue());
    }

    @Test
    void fitOneAnother() {
        VerificationReport report = PackageVerification.of(path("sample-edition-2.asice"))
                .extending(path(TestVectors.PACKAGE))
                .proving(path("sample-edition-2.tlog-proof"))
                .run();
        assertThat(report.verdict()).isEqualTo(VerificationReport.Verdict.VALID);
        report = PackageVerification.of(path(TestVectors.PACKAGE))
                .besides(path("sample-edition-1-redacted.asice"))
                .run();
        assertThat(report.verdict()).isEqualTo(VerificationReport.Verdict.VALID);
        report = PackageVerification.of(path("sample-edition-1-stamped.asice")).run();
        assertThat(report.verdict()).isEqualTo(VerificationReport.Verdict.VALID);
        assertThat(report.sealer().orElseThrow().stamp()).isPresent();
    }

    @Test
    void agreeWithTheVerifiersLeavesAndTree() throws IOException {
        List<String> leaves = read("leaves.txt").lines().toList();
        List<String> roots = read("roots.txt").lines().toList();
        MerkleTree tree = new MerkleTree();
        assertThat(tree.root()).asHexString().isEqualToIgnoringCase(roots.get(0));
        for (String row : read("rows.jsonl").lines().toList()) {
            byte[] leaf = Leaf.hash(row.getBytes(StandardCharsets.UTF_8));
            assertThat(leaf).asHexString().isEqualToIgnoringCase(leaves.get((int) tree.size()));
            tree.add(leaf);
            assertThat(tree.root()).asHexString().isEqualToIgnoringCase(roots.get((int) tree.size()));
        }
        assertThat(roots).hasSize((int) tree.size() + 1).hasSize(10);
    }

    @Test
    void agreeWithTheVerifiersCommitments() throws IOException {
        List<String> lines = read("commitments.tsv").lines().toList();
        List<String> rows = read("rows.jsonl").lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String[] fields = lines.get(i).split("\t", -1);
            Visibility shows = i % 2 == 0 ? Visibility.FULL : Visibility.INITIALS;
            assertThat(new Opening(i / 2, shows, fields[1], fields[0]).commitment())
                    .isEqualTo(fields[2]);
            assertThat(rows.get(i / 2)).contains((i % 2 == 0 ? "\"name\":\"" : "\"initials\":\"") + fields[2]);
        }
    }

    @ParameterizedTest
    @CsvSource({"expected-output.txt,''", "expected-output.json,--json"})
    void haveTheOutputThatIsExpected(String expected, String option) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> arguments = option.isEmpty()
                ? List.of(path(TestVectors.PACKAGE).toString())
                : List.of(option, path(TestVectors.PACKAGE).toString());
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(Verifier.run(arguments, stream, stream)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactlyElementsOf(read(expected).lines().toList());
    }

    private static Path path(String file) {
        return TestVectors.FOLDER.resolve(file);
    }

    private static String read(String file) throws IOException {
        return Files.readString(path(file));
    }
}
