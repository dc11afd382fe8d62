package org.demarche.submission.compile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.submission.Edition;
import org.demarche.submission.SealedPackage;
import org.demarche.submission.documents.Copy;
import org.demarche.submission.tree.StoredTree;
import org.demarche.submission.tree.TreeFolder;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.verification.Leaf;
import org.demarche.verification.MerkleTree;
import org.demarche.verification.PackageVerification;
import org.demarche.verification.VerificationReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in a delivered edition and in a supplement to it, compiled once for each database: these tests only read. */
@OnEveryDatabase
class PackageContentTest {
    private static final HexFormat HEX = HexFormat.of();

    @TempDir
    private static Path data;

    private static Office office;
    private static Edition first;
    private static Edition second;

    @BeforeEach
    void compileOnce(TestDatabase database) throws SQLException {
        if (office == null || office.database != database) {
            office = new Office(database, data.resolve(database.isPostgres() ? "postgres" : "h2"));
            first = office.delivered();
            second = office.supplement();
        }
    }

    private static SealedPackage sealed(Edition edition) {
        return edition.sealed().orElseThrow();
    }

    private static Path file(Edition edition, Copy copy) {
        return office.packages.file(office.petition.slug(), edition, copy).orElseThrow();
    }

    @Test
    void makesAPackageThatTheVerifierFindsValid() {
        for (Copy copy : Copy.values()) {
            VerificationReport report =
                    PackageVerification.of(file(first, copy)).run();
            assertThat(report.verdict())
                    .as("%s: %s", copy, report.checks())
                    .isEqualTo(VerificationReport.Verdict.VALID);
            assertThat(report.manifest()).hasValueSatisfying(manifest -> {
                assertThat(manifest.count()).isEqualTo(21);
                assertThat(manifest.trial()).isTrue();
                assertThat(manifest.demands().get(1).total()).isEqualTo(19);
            });
            assertThat(report.sealer().orElseThrow().subject()).contains("TRIAL");
        }
        assertThat(first.rowsTotal()).isEqualTo(21);
    }

    @Test
    void makesASupplementThatTheVerifierFindsValid() {
        VerificationReport report =
                PackageVerification.of(file(second, Copy.FULL)).run();
        assertThat(report.verdict()).as("%s", report.checks()).isEqualTo(VerificationReport.Verdict.VALID);
    }

    @Test
    void makesAPackageThatIsBrokenByOneByte(@TempDir Path folder) throws IOException {
        byte[] bytes = Files.readAllBytes(file(first, Copy.FULL));
        bytes[bytes.length / 2] ^= 1;
        Path file = Files.write(folder.resolve("broken.asice"), bytes);

        assertThat(PackageVerification.of(file).run().verdict()).isEqualTo(VerificationReport.Verdict.BROKEN);
    }

    @Test
    void sealsTwoCopiesThatDifferInTheNamesAlone() throws IOException {
        Map<String, byte[]> full = Opened.of(file(first, Copy.FULL)).entries();
        Map<String, byte[]> redacted = Opened.of(file(first, Copy.REDACTED)).entries();

        Set<String> names = new TreeSet<>(full.keySet());
        names.removeAll(redacted.keySet());
        assertThat(names)
                .containsExactly(
                        "data/signatories/openings.jsonl",
                        "data/signatories/signatories-1.pdf",
                        "data/signatories/signatories.csv");
        assertThat(full.keySet()).containsAll(redacted.keySet());
        Set<String> different = redacted.keySet().stream()
                .filter(name -> !Arrays.equals(full.get(name), redacted.get(name)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(different)
                .containsExactly(
                        "META-INF/manifest.xml",
                        "META-INF/signatures001.xml",
                        "bag-info.txt",
                        "manifest-sha256.txt",
                        "tagmanifest-sha256.txt");
        redacted.values().forEach(bytes -> assertThat(new String(bytes, UTF_8)).doesNotContain("Исаева", "O’Neill"));
        for (Copy copy : Copy.values()) {
            assertThat(sealed(first).file(copy).hex()).isEqualTo(Digests.sha256(file(first, copy)));
        }
        assertThat(sealed(first).file(Copy.REDACTED).name()).isEqualTo("azimjan-askarov-edition-1-redacted.asice");
        assertThat(sealed(first).manifestSha256()).isEqualTo(Digests.sha256(full.get("data/manifest.json")));
    }

    @Test
    void makesEachCopyABagWhoseChecksumsHold() throws IOException {
        for (Copy copy : Copy.values()) {
            Opened opened = Opened.of(file(first, copy));
            Map<String, String> payload = checksums(opened, "manifest-sha256.txt");
            Map<String, String> tags = checksums(opened, "tagmanifest-sha256.txt");
            assertThat(tags).containsOnlyKeys("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "START-HERE.pdf");
            assertThat(payload.keySet())
                    .isEqualTo(opened.entries().keySet().stream()
                            .filter(name -> name.startsWith("data/"))
                            .collect(Collectors.toSet()));
            Stream.of(payload, tags)
                    .forEach(each -> each.forEach((name, hash) -> assertThat(Digests.sha256(opened.bytes(name)))
                            .as(name)
                            .isEqualTo(hash)));
            long octets = payload.keySet().stream()
                    .mapToLong(name -> opened.bytes(name).length)
                    .sum();
            assertThat(opened.text("bag-info.txt")).contains("Payload-Oxum: " + octets + "." + payload.size() + "\n");
        }
    }

    private static Map<String, String> checksums(Opened opened, String name) {
        return opened.text(name)
                .lines()
                .collect(Collectors.toMap(line -> line.substring(66), line -> line.substring(0, 64)));
    }

    @Test
    void letsNobodyElseReadTheCopies() throws IOException {
        for (Copy copy : Copy.values()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(first, copy))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void takesOnlyWhatIsNewIntoASupplementAndExtendsTheTree() throws IOException {
        Opened before = Opened.of(file(first, Copy.FULL));
        Opened after = Opened.of(file(second, Copy.FULL));

        JsonObject manifest = after.manifest();
        assertThat(second.number()).isEqualTo(2);
        assertThat(manifest.getInt("edition")).isEqualTo(2);
        assertThat(manifest.getInt("count")).isEqualTo(13);
        assertThat(after.rows()).hasSize(13).doesNotContainAnyElementsOf(before.rows());
        JsonObject previous = manifest.getJsonObject("previous");
        assertThat(previous.getInt("edition")).isEqualTo(1);
        assertThat(previous.getString("cutoff")).isEqualTo(before.manifest().getString("cutoff"));
        assertThat(previous.getString("manifest")).isEqualTo(Digests.sha256(before.bytes("data/manifest.json")));
        assertThat(previous.getString("root"))
                .isEqualTo(before.manifest().getJsonObject("tree").getString("root"));
        assertThat(previous.getInt("size")).isEqualTo(21);
        List<byte[]> peaks = previous.getJsonArray("peaks").getValuesAs(JsonString::getString).stream()
                .map(HEX::parseHex)
                .toList();
        MerkleTree grown = MerkleTree.growing(21, peaks);
        MerkleTree whole = new MerkleTree();
        before.rows().forEach(row -> whole.add(Leaf.hash(row.getBytes(UTF_8))));
        assertThat(HEX.formatHex(whole.root())).isEqualTo(previous.getString("root"));
        for (String row : after.rows()) {
            grown.add(Leaf.hash(row.getBytes(UTF_8)));
            whole.add(Leaf.hash(row.getBytes(UTF_8)));
        }
        String root = manifest.getJsonObject("tree").getString("root");
        assertThat(root).isEqualTo(HEX.formatHex(whole.root())).isEqualTo(HEX.formatHex(grown.root()));
        assertThat(manifest.getJsonObject("tree").getInt("size")).isEqualTo(34);
        assertThat(after.text("data/checkpoint.txt"))
                .startsWith("localhost:8080/azimjan-askarov\n34\n"
                        + Base64.getEncoder().encodeToString(HEX.parseHex(root)) + "\n\n");
    }

    @Test
    void countsInASupplementWhatIsGoneOfTheEditionBefore() throws IOException {
        JsonObject accounting = Opened.of(file(second, Copy.FULL)).manifest().getJsonObject("accounting");

        assertThat(accounting.getJsonObject("gone"))
                .isEqualTo(Json.createObjectBuilder()
                        .add("erased", 0)
                        .add("held", 0)
                        .add("struckOut", 1)
                        .add("withdrawn", 2)
                        .build());
        assertThat(accounting.getJsonObject("signatures").getInt("counted")).isEqualTo(34 - 3);
    }

    @Test
    void countsRowsByTheirChannelToo() throws IOException {
        Opened opened = Opened.of(file(second, Copy.FULL));

        assertThat(opened.json("data/statistics.json").getJsonObject("channel"))
                .isEqualTo(Json.createObjectBuilder().add("*", 13).build());
        assertThat(opened.rows()).allMatch(row -> row.startsWith("{\"channel\":\"*\",\"country\":\"DE\""));
    }

    @Test
    void keepsTheLeavesSoThatEachRowCanBeProved() throws IOException {
        new Workplace(office.packages.work(office.petition.slug(), second.id())).clear();
        String slug = office.petition.slug();
        List<TreeFolder> folders = Stream.of(first, second)
                .map(edition -> office.packages.tree(slug, edition).orElseThrow())
                .toList();

        try (StoredTree tree = new StoredTree(folders)) {
            assertThat(HEX.formatHex(tree.root()))
                    .isEqualTo(sealed(second).tree().root().hex());
            List<String> rows = Opened.of(file(second, Copy.FULL)).rows();
            for (int row = 0; row < rows.size(); row++) {
                byte[] leaf = Leaf.hash(rows.get(row).getBytes(UTF_8));
                assertThat(tree.find(leaf)).hasValue(21 + row);
                assertThat(tree.inclusionProof(21 + row)).isNotEmpty();
            }
        }
    }

    @Test
    void carriesTheTextAndTheMethodInEveryLanguageOfThePetition() throws IOException {
        Opened opened = Opened.of(file(first, Copy.FULL));

        JsonObject letters = opened.json("data/letters.json");
        for (String language : office.petition.languages()) {
            assertThat(letters.getString(language + "-1"))
                    .isEqualTo(office.petition.letter(language).canonicalText());
            assertThat(opened.text("data/method.txt"))
                    .contains(office.petition.letter(language).title());
        }
        assertThat(opened.manifest().getJsonArray("letters").getValuesAs(JsonObject.class))
                .allSatisfy(letter -> assertThat(letter.getString("sha256"))
                        .isEqualTo(Digests.sha256(
                                letters.getString(letter.getString("language") + "-" + letter.getInt("version"))
                                        .getBytes(UTF_8))))
                .hasSize(letters.size());
    }

    @Test
    void givesTheLetterOutOfThePackageAsItIs() throws IOException {
        String slug = office.petition.slug();

        assertThat(office.packages.coverLetters(slug, first)).containsExactly("ru", "en", "fr");
        assertThat(office.packages.coverLetter(slug, first, "ru"))
                .contains(Opened.of(file(first, Copy.FULL)).bytes("data/cover-letter-ru.pdf"));
        assertThat(office.packages.coverLetter(slug, first, "../../etc")).isEmpty();
    }

    @Test
    void namesPeopleInAnyScriptAndDefusesFormulas() throws IOException {
        Opened opened = Opened.of(file(first, Copy.FULL));

        List<String> lines =
                opened.text("data/signatories/signatories.csv").lines().toList();
        assertThat(lines).hasSize(8).first().isEqualTo("row,name,country,demands");
        assertThat(String.join("\n", lines))
                .contains("Жанна Исаева", "عائشة بنت أحمد", "王小明", "\"'=HYPERLINK(\"\"x\"\")\"", "J. M. D.")
                .doesNotContain("Jane", "Counted");
        assertThat(opened.bytes("data/signatories/signatories-1.pdf")).isNotEmpty();
    }

    @Test
    void writesTheArchiveAsNarrowlyAsTheFormatDemands() throws IOException {
        byte[] zip = Files.readAllBytes(file(first, Copy.FULL));
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);

        int end = zip.length - 22;
        assertThat(bytes.getInt(end)).isEqualTo(0x06054b50);
        int directory = bytes.getInt(end + 16);
        assertThat(directory + bytes.getInt(end + 12)).isEqualTo(end);
        List<String> names = new ArrayList<>();
        int local = 0;
        for (int at = directory; at < end; at += 46 + bytes.getShort(at + 28)) {
            assertThat(bytes.getInt(at)).isEqualTo(0x02014b50);
            assertThat(bytes.getShort(at + 6)).as("version needed").isLessThanOrEqualTo((short) 20);
            assertThat(bytes.getShort(at + 8) & ~0x808).as("flags").isZero();
            assertThat(bytes.getShort(at + 30)).as("extra field").isZero();
            assertThat(bytes.getShort(at + 32)).as("comment").isZero();
            assertThat(bytes.getInt(at + 38) & 0xF0000010).as("attributes").isZero();
            assertThat(bytes.getInt(at + 42)).as("offset").isEqualTo(local);
            String name = new String(zip, at + 46, bytes.getShort(at + 28), UTF_8);
            names.add(name);
            assertThat(bytes.getInt(local)).isEqualTo(0x04034b50);
            for (int field = 0; field < 10; field++) {
                assertThat(zip[local + 4 + field]).isEqualTo(zip[at + 6 + field]);
            }
            assertThat(bytes.getShort(local + 28)).as("local extra field").isZero();
            boolean later = (bytes.getShort(at + 8) & 8) != 0;
            local += 30 + name.length() + bytes.getInt(at + 20) + (later ? 16 : 0);
        }
        assertThat(local).isEqualTo(directory);
        assertThat(names)
                .startsWith("mimetype", "bagit.txt")
                .endsWith("META-INF/signatures001.xml", "META-INF/manifest.xml");
        assertThat(bytes.getShort(8)).as("mimetype is stored").isZero();
    }
}
