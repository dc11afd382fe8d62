package org.demarche.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors beside the format's document: what the samples make, and what the verifier computes from them. */
class TestVectorsTest {

    @ParameterizedTest
    @ValueSource(strings = {"rows.jsonl", "commitments.tsv", "leaves.txt", "roots.txt", "letter.txt", "letter.sha256"})
    void areReproducible(String file) throws IOException {
        assertThat(read(file)).isEqualTo(new String(TestVectors.files().get(file), StandardCharsets.UTF_8));
    }

    /** ZIP's own bytes vary with the time zone and the compressor; the files in it do not, the seal included. */
    @Test
    void haveAReproduciblePackage() throws IOException {
        byte[] file = Files.readAllBytes(path(TestVectors.PACKAGE));
        assertThat(file).hasSizeLessThan(100_000);
        assertThat(HostileZip.unpack(file)).containsExactlyEntriesOf(HostileZip.unpack(Samples.GOOD_FILE));
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
