package org.demarche.submission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.signature.Channel;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.demarche.submission.documents.Copy;
import org.demarche.submission.rows.IdentityGone;
import org.demarche.submission.seal.LocalAuthority;
import org.demarche.submission.seal.TimeStampMissing;
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

@OnEveryDatabase
class EditionTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final Support ALL = Support.of(1, 2, 3);

    @TempDir
    private Path data;

    private Office office;

    @BeforeEach
    void openTheOffice(TestDatabase database) {
        office = new Office(database, data);
    }

    private void collect() throws SQLException {
        office.sign(14, i -> "Counted " + i, "CH", "en", Visibility.COUNTED, ALL, Office.NOW.minusSeconds(90));
        office.sign("Жанна Исаева", "KG", "ru", Visibility.FULL, Support.of(1));
        office.sign("عائشة بنت أحمد", "MA", "fr", Visibility.FULL, ALL);
        office.sign("王小明", "TW", "en", Visibility.FULL, Support.of(1, 3));
        office.sign("=HYPERLINK(\"x\")", "FR", "fr", Visibility.FULL, ALL);
        office.sign("Ngọc Ánh, \"Ana\" देवी 𓀀", "VN", "en", Visibility.FULL, ALL);
        office.sign("Jane Mary Doe", "GB", "en", Visibility.INITIALS, ALL);
        office.sign("Zoë O’Neill", "IE", "en", Visibility.FULL, ALL);
    }

    /** An edition of 21 rows in its addressee's hands. */
    private Edition delivered() throws SQLException {
        collect();
        Edition edition = office.frozen();
        office.compile(edition);
        office.deliver(edition);
        return office.stored(edition);
    }

    /** A supplement to it, of 13 rows; of those delivered, three do not count any more. */
    private Edition supplement() throws SQLException {
        office.database.update("update signature set state = 'STRUCK_OUT' where id = 1");
        office.database.update("update signature set state = 'WITHDRAWN', address_hash = null where id in (2, 3)");
        office.sign(
                12,
                i -> "New " + i,
                "DE",
                "en",
                Visibility.COUNTED,
                Support.of(2),
                office.clock.instant().minusSeconds(10),
                Channel.API);
        office.sign("Late Comer", "DE", "en", Visibility.FULL, Support.of(2));
        Edition edition = office.frozen();
        office.compile(edition);
        return office.stored(edition);
    }

    @Test
    void makesAPackageThatTheVerifierFindsValid() throws SQLException {
        collect();
        Edition edition = office.frozen();
        office.compile(edition);

        for (Copy copy : Copy.values()) {
            VerificationReport report =
                    PackageVerification.of(office.file(edition, copy)).run();
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
        assertThat(edition.rowsTotal()).isEqualTo(21);
    }

    @Test
    void makesASupplementThatTheVerifierFindsValid() throws SQLException {
        delivered();
        Edition second = supplement();

        VerificationReport report = PackageVerification.of(office.file(second)).run();
        assertThat(report.verdict()).as("%s", report.checks()).isEqualTo(VerificationReport.Verdict.VALID);
    }

    @Test
    void makesAPackageThatIsBrokenByOneByte() throws SQLException, IOException {
        collect();
        Edition edition = office.frozen();
        office.compile(edition);
        Path file = office.file(edition);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThat(PackageVerification.of(file).run().verdict()).isEqualTo(VerificationReport.Verdict.BROKEN);
    }

    @Test
    void namesNobodyWhoErasedTheirDataAfterTheFreeze() throws SQLException {
        collect();
        Edition edition = office.frozen();
        office.database.update("update signature set state = 'ERASED', sealed_identity = null, sealed_address = null,"
                + " name_hash = null, data_key_id = null, address_key_id = null where visibility = 'FULL'");

        assertThatThrownBy(() -> office.compile(edition)).isInstanceOf(IdentityGone.class);
        assertThat(office.packages.sealed(office.petition.slug(), edition.id())).doesNotExist();
    }

    @Test
    void makesTheSameBytesOfTheSameFreeze() throws SQLException, IOException {
        collect();
        Edition edition = office.frozen();
        office.compile(edition);
        Map<Copy, Map<String, String>> first = unsealed(edition);
        new Workplace(office.packages.work(office.petition.slug(), edition.id())).clear();
        office.database.update("update edition set state = 'COMPILING', stage = 'ROWS' where id = ?", edition.id());
        office.clock.pass(Duration.ofDays(3));
        office.compile(edition);

        assertThat(unsealed(edition)).isEqualTo(first);
        assertThat(first.get(Copy.FULL)).hasSize(20);
        assertThat(first.get(Copy.REDACTED)).hasSize(17);
    }

    private Map<Copy, Map<String, String>> unsealed(Edition edition) throws IOException {
        Map<Copy, Map<String, String>> hashes = new TreeMap<>();
        for (Copy copy : Copy.values()) {
            Map<String, String> files = hashes.computeIfAbsent(copy, each -> new TreeMap<>());
            Opened.of(office.file(edition, copy)).entries().forEach((name, bytes) -> {
                if (!name.startsWith("META-INF/signatures")) {
                    files.put(name, Digests.sha256(bytes));
                }
            });
        }
        return hashes;
    }

    @Test
    void sealsTwoCopiesThatDifferInTheNamesAlone() throws SQLException, IOException {
        collect();
        Edition edition = office.frozen();
        office.compile(edition);
        Map<String, byte[]> full = Opened.of(office.file(edition, Copy.FULL)).entries();
        Map<String, byte[]> redacted =
                Opened.of(office.file(edition, Copy.REDACTED)).entries();

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
        Edition stored = office.stored(edition);
        for (Copy copy : Copy.values()) {
            assertThat(stored.fileSha256(copy)).contains(Digests.sha256(office.file(edition, copy)));
        }
        assertThat(stored.fileName(Copy.REDACTED)).contains("azimjan-askarov-edition-1-redacted.asice");
        assertThat(stored.manifestSha256()).contains(Digests.sha256(full.get("data/manifest.json")));
    }

    @Test
    void makesEachCopyABagWhoseChecksumsHold() throws SQLException, IOException {
        collect();
        Edition edition = office.frozen();
        office.compile(edition);

        for (Copy copy : Copy.values()) {
            Opened opened = Opened.of(office.file(edition, copy));
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
    void letsNobodyElseReadTheCopies() throws SQLException, IOException {
        collect();
        Edition edition = office.frozen();
        office.compile(edition);

        for (Copy copy : Copy.values()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(office.file(edition, copy))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void takesOnlyWhatIsNewIntoASupplementAndExtendsTheTree() throws SQLException, IOException {
        Edition first = delivered();
        Opened before = Opened.of(office.file(first));
        Edition second = supplement();
        Opened after = Opened.of(office.file(second));

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
    void countsInASupplementWhatIsGoneOfTheEditionBefore() throws SQLException, IOException {
        delivered();
        JsonObject accounting = Opened.of(office.file(supplement())).manifest().getJsonObject("accounting");

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
    void countsRowsByTheirChannelToo() throws SQLException, IOException {
        delivered();
        Opened second = Opened.of(office.file(supplement()));

        assertThat(second.json("data/statistics.json").getJsonObject("channel"))
                .isEqualTo(Json.createObjectBuilder().add("*", 13).build());
        assertThat(second.rows()).allMatch(row -> row.startsWith("{\"channel\":\"*\",\"country\":\"DE\""));
    }

    @Test
    void keepsTheLeavesSoThatEachRowCanBeProved() throws SQLException, IOException {
        Edition first = delivered();
        Edition second = supplement();
        new Workplace(office.packages.work(office.petition.slug(), second.id())).clear();
        String slug = office.petition.slug();
        List<TreeFolder> folders = Stream.of(first, second)
                .map(edition -> office.packages.tree(slug, edition).orElseThrow())
                .toList();

        try (StoredTree tree = new StoredTree(folders)) {
            assertThat(HEX.formatHex(tree.root())).isEqualTo(second.root().orElseThrow());
            List<String> rows = Opened.of(office.file(second)).rows();
            for (int row = 0; row < rows.size(); row++) {
                byte[] leaf = Leaf.hash(rows.get(row).getBytes(UTF_8));
                assertThat(tree.find(leaf)).hasValue(21 + row);
                assertThat(tree.inclusionProof(21 + row)).isNotEmpty();
            }
        }
    }

    @Test
    void removesWhatWasMadeOfASupersededEdition() throws SQLException {
        collect();
        Edition first = office.frozen();
        office.compile(first);
        Path folder = office.packages.folder(office.petition.slug(), first.id());
        assertThat(folder.resolve("leaves")).exists();
        office.clock.pass(Duration.ofMinutes(1));
        Edition second = office.frozen();
        office.compile(second);

        assertThat(second.number()).isEqualTo(1);
        assertThat(folder).isEmptyDirectory();
        assertThat(office.packages.file(office.petition.slug(), office.stored(first)))
                .isEmpty();
        assertThat(office.file(second)).exists();
    }

    @Test
    void carriesTheTextAndTheMethodInEveryLanguageOfThePetition() throws SQLException, IOException {
        collect();
        Edition edition = office.frozen();
        office.compile(edition);
        Opened opened = Opened.of(office.file(edition));

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
    void givesTheLetterOutOfThePackageAsItIs() throws SQLException, IOException {
        collect();
        Edition edition = office.frozen();
        office.compile(edition);
        Edition stored = office.stored(edition);
        String slug = office.petition.slug();

        assertThat(office.packages.coverLetters(slug, stored)).containsExactly("ru", "en", "fr");
        assertThat(office.packages.coverLetter(slug, stored, "ru"))
                .contains(Opened.of(office.file(edition)).bytes("data/cover-letter-ru.pdf"));
        assertThat(office.packages.coverLetter(slug, stored, "../../etc")).isEmpty();
    }

    @Test
    void namesPeopleInAnyScriptAndDefusesFormulas() throws SQLException, IOException {
        collect();
        Edition edition = office.frozen();
        office.compile(edition);
        Opened opened = Opened.of(office.file(edition));

        List<String> lines =
                opened.text("data/signatories/signatories.csv").lines().toList();
        assertThat(lines).hasSize(8).first().isEqualTo("row,name,country,demands");
        assertThat(String.join("\n", lines))
                .contains("Жанна Исаева", "عائشة بنت أحمد", "王小明", "\"'=HYPERLINK(\"\"x\"\")\"", "J. M. D.")
                .doesNotContain("Jane", "Counted");
        assertThat(opened.bytes("data/signatories/signatories-1.pdf")).isNotEmpty();
    }

    @Test
    void sealsWithATimeStampWhereAnAuthorityIsSet() throws SQLException, IOException {
        collect();
        try (LocalAuthority authority = new LocalAuthority(Office.NOW, LocalAuthority.Answer.GOOD)) {
            office.settings.askForTimeStampsAt(authority.address());
            Edition edition = office.frozen();
            office.compile(edition);

            for (Copy copy : Copy.values()) {
                Opened opened = Opened.of(office.file(edition, copy));
                assertThat(opened.manifest().getString("level")).isEqualTo("T");
                assertThat(opened.text("META-INF/signatures001.xml"))
                        .containsOnlyOnce("<xades:EncapsulatedTimeStamp ")
                        .containsOnlyOnce(
                                "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>"
                                        + "<xades:EncapsulatedTimeStamp ");
            }
            assertThat(authority.asked()).isEqualTo(2);
            assertThat(office.stored(edition).sealLevel().orElseThrow()).hasToString("T");
        }
    }

    @Test
    void makesATimeStampedPackageThatTheVerifierFindsValid() throws SQLException, IOException {
        collect();
        try (LocalAuthority authority = new LocalAuthority(Office.NOW, LocalAuthority.Answer.GOOD)) {
            office.settings.askForTimeStampsAt(authority.address());
            Edition edition = office.frozen();
            office.compile(edition);

            VerificationReport report =
                    PackageVerification.of(office.file(edition)).run();
            assertThat(report.verdict()).as("%s", report.checks()).isEqualTo(VerificationReport.Verdict.VALID);
        }
    }

    @Test
    void makesNoPackageWithoutTheTimeStampAndGoesOnWhenItComes() throws SQLException, IOException {
        collect();
        LocalAuthority.Answer noise = LocalAuthority.Answer.NOISE;
        try (LocalAuthority authority =
                new LocalAuthority(Office.NOW, noise, noise, noise, LocalAuthority.Answer.GOOD)) {
            office.settings.askForTimeStampsAt(authority.address());
            Edition edition = office.frozen();
            office.writeDocuments(edition);

            assertThatThrownBy(() -> office.seal(edition)).isInstanceOf(TimeStampMissing.class);
            assertThat(office.packages.sealed(office.petition.slug(), edition.id()))
                    .doesNotExist();
            office.seal(edition);
            assertThat(office.file(edition)).exists();
        }
    }

    @Test
    void writesDocumentsAnewWhenAKeyChangedBeforeTheSeal() throws SQLException, IOException {
        collect();
        Edition edition = office.frozen();
        office.writeDocuments(edition);
        String before = Files.readString(office.content(edition).resolve("data/manifest.json"));
        Files.delete(data.resolve("keys/seal.p12"));
        Files.delete(data.resolve("keys/checkpoint.p12"));
        SealedPackage sealedPackage = office.seal(edition);

        Opened opened = Opened.of(office.file(edition));
        assertThat(opened.text("data/manifest.json")).isNotEqualTo(before);
        Fingerprints published = office.fingerprints();
        assertThat(published.checkpoint())
                .contains(opened.manifest().getString("checkpoint"))
                .contains(sealedPackage.seal().checkpoint());
        String certificate = opened.text("META-INF/signatures001.xml")
                .replaceFirst("(?s).*<ds:X509Certificate>", "")
                .replaceFirst("(?s)</ds:X509Certificate>.*", "");
        assertThat(published.seal())
                .contains(Digests.sha256(Base64.getDecoder().decode(certificate)))
                .isEqualTo(office.stored(edition).sealFingerprint());
    }

    @Test
    void writesTheArchiveAsNarrowlyAsTheFormatDemands() throws SQLException, IOException {
        collect();
        Edition edition = office.frozen();
        office.compile(edition);
        byte[] zip = Files.readAllBytes(office.file(edition));
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
