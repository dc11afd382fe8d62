package org.demarche.verification;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes the files of {@code src/doc/test-vectors}, from the samples alone. Run it from the project's folder after a
 * change of the format; a test holds the files to what it makes.
 */
public final class TestVectors {

    public static final Path FOLDER = Path.of("src/doc/test-vectors");
    public static final String PACKAGE = "sample-edition-1.asice";

    private static final int ROWS = 9;

    /** The row of edition 2 whose signer keeps a receipt. */
    private static final int RECEIPT = 7;

    private TestVectors() {}

    public static void main(String... none) throws IOException {
        for (Map.Entry<String, byte[]> file : files().entrySet()) {
            Files.write(FOLDER.resolve(file.getKey()), file.getValue());
        }
    }

    /** {@return content by file name} */
    static Map<String, byte[]> files() {
        List<SampleRows.Signer> signers = SampleRows.of(ROWS);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(
                "rows.jsonl", lines(signers.stream().map(SampleRows.Signer::row).toList()));
        files.put("commitments.tsv", lines(commitments(signers)));
        files.put(
                "leaves.txt",
                lines(leaves(signers).stream().map(TestVectors::hex).toList()));
        files.put("roots.txt", lines(roots(leaves(signers))));
        files.put("peaks.txt", lines(peaks(leaves(signers))));
        files.put("checkpoint.txt", bytes(SampleCheckpoint.SAMPLE.sign(leaves(signers))));
        files.put("checkpoint.key", lines(List.of(SampleCheckpoint.SAMPLE.key())));
        files.put("letter.txt", bytes(SamplePackage.letter("en")));
        files.put("letter.sha256", lines(List.of(SamplePackage.sha256(files.get("letter.txt")) + "  letter.txt")));
        files.put("sample-edition-2.tlog-proof", bytes(Samples.SUPPLEMENT.receipt(RECEIPT, true)));
        packages().forEach((name, sample) -> files.put(name, sample.sealed()));
        return files;
    }

    /** {@return the packages among the vectors, by file name} */
    static Map<String, SamplePackage> packages() {
        Map<String, SamplePackage> packages = new LinkedHashMap<>();
        packages.put(PACKAGE, Samples.GOOD);
        packages.put("sample-edition-1-redacted.asice", Samples.GOOD.redacted());
        packages.put("sample-edition-1-stamped.asice", Samples.STAMPED);
        packages.put("sample-edition-2.asice", Samples.SUPPLEMENT);
        return packages;
    }

    private static List<String> peaks(List<byte[]> leaves) {
        List<String> lines = new ArrayList<>();
        for (int size = 0; size <= leaves.size(); size++) {
            lines.add(SampleRows.peaks(leaves.subList(0, size)).stream()
                    .map(TestVectors::hex)
                    .collect(Collectors.joining(" ")));
        }
        return lines;
    }

    private static List<String> commitments(List<SampleRows.Signer> signers) {
        List<String> lines = new ArrayList<>();
        for (SampleRows.Signer signer : signers) {
            lines.add(commitment(signer.nameSalt(), signer.name()));
            lines.add(commitment(signer.initialsSalt(), signer.initials()));
        }
        return lines;
    }

    private static String commitment(String salt, String text) {
        return String.join("\t", salt, text, SampleRows.commitment(salt, text));
    }

    private static List<byte[]> leaves(List<SampleRows.Signer> signers) {
        return signers.stream().map(signer -> SampleRows.leaf(signer.row())).toList();
    }

    private static List<String> roots(List<byte[]> leaves) {
        List<String> roots = new ArrayList<>();
        for (int size = 0; size <= leaves.size(); size++) {
            roots.add(hex(SampleRows.root(leaves.subList(0, size))));
        }
        return roots;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] lines(List<String> lines) {
        return lines.stream().collect(Collectors.joining("\n", "", "\n")).getBytes(StandardCharsets.UTF_8);
    }
}
