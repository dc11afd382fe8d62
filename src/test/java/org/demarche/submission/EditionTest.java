package org.demarche.submission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.demarche.submission.rows.IdentityGone;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.verification.PackageVerification;
import org.demarche.verification.VerificationReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryDatabase
class EditionTest {
    @TempDir
    private Path data;

    private Office office;

    @BeforeEach
    void openTheOffice(TestDatabase database) {
        office = new Office(database, data);
    }

    private void collect() throws SQLException {
        Support all = Support.of(1, 2, 3);
        office.sign(14, i -> "Counted " + i, "CH", "en", Visibility.COUNTED, all, Office.NOW.minusSeconds(90));
        office.sign("Жанна Исаева", "KG", "ru", Visibility.FULL, Support.of(1));
        office.sign("عائشة بنت أحمد", "MA", "fr", Visibility.FULL, all);
        office.sign("王小明", "TW", "en", Visibility.FULL, Support.of(1, 3));
        office.sign("=HYPERLINK(\"x\")", "FR", "fr", Visibility.FULL, all);
        office.sign("Ngọc Ánh, \"Ana\" देवी 𓀀", "VN", "en", Visibility.FULL, all);
        office.sign("Jane Mary Doe", "GB", "en", Visibility.INITIALS, all);
        office.sign("Zoë O’Neill", "IE", "en", Visibility.FULL, all);
    }

    @Test
    void makesAPackageThatTheVerifierFindsValid() throws SQLException {
        collect();
        Edition edition = office.frozen();
        SealedPackage sealedPackage = office.compile(edition);

        VerificationReport report =
                PackageVerification.of(office.file(sealedPackage)).run();
        assertThat(report.checks())
                .noneMatch(check -> check.outcome().toString().contains("Broken"));
        assertThat(report.manifest()).hasValueSatisfying(manifest -> {
            assertThat(manifest.count()).isEqualTo(21);
            assertThat(manifest.trial()).isTrue();
            assertThat(manifest.demands().get(1).total()).isEqualTo(19);
        });
        assertThat(report.sealer().orElseThrow().subject()).contains("TRIAL");
        assertThat(edition.rowsTotal()).isEqualTo(21);
    }

    @Test
    void makesAPackageThatIsBrokenByOneByte() throws SQLException, IOException {
        collect();
        Path file = office.file(office.compile(office.frozen()));
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
        assertThat(office.packages.folder(office.petition.slug())).isDirectoryNotContaining("glob:**.asice");
    }

    @Test
    void makesTheSameBytesOfTheSameFreeze() throws SQLException, IOException {
        collect();
        Edition edition = office.frozen();
        office.compile(edition);
        Map<String, String> first = digests(office.content(edition));
        new Workplace(office.packages.work(office.petition.slug(), edition.id())).clear();
        office.compile(edition);

        assertThat(digests(office.content(edition))).isEqualTo(first).hasSize(18);
    }

    @Test
    void carriesTheTextAndTheMethodInEveryLanguageOfThePetition() throws SQLException, IOException {
        collect();
        Edition edition = office.frozen();
        office.compile(edition);

        String method = Files.readString(office.content(edition).resolve("data/method.txt"), UTF_8);
        for (String language : office.petition.languages()) {
            assertThat(office.content(edition).resolve("data/letter/" + language + "-1.txt"))
                    .hasContent(office.petition.letter(language).canonicalText());
            assertThat(method).contains(office.petition.letter(language).title());
        }
    }

    @Test
    void namesPeopleInAnyScriptAndDefusesFormulas() throws SQLException, IOException {
        collect();
        Edition edition = office.frozen();
        office.compile(edition);

        List<String> lines =
                Files.readAllLines(office.content(edition).resolve("data/signatories/signatories.csv"), UTF_8);
        assertThat(lines).hasSize(8).first().isEqualTo("row,name,country,demands");
        assertThat(String.join("\n", lines))
                .contains("Жанна Исаева", "عائشة بنت أحمد", "王小明", "\"'=HYPERLINK(\"\"x\"\")\"", "J. M. D.")
                .doesNotContain("Jane", "Counted");
        assertThat(office.content(edition).resolve("data/signatories/signatories.pdf"))
                .isNotEmptyFile();
    }

    private static Map<String, String> digests(Path folder) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                digests.put(folder.relativize(file).toString(), Digests.sha256(file));
            }
        }
        return digests;
    }
}
