package org.demarche.submission.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.demarche.config.Schedule;
import org.demarche.submission.Edition;
import org.demarche.submission.Editions;
import org.demarche.submission.RunStopped;
import org.demarche.submission.SealedPackage;
import org.demarche.submission.Stage;
import org.demarche.submission.documents.Copy;
import org.demarche.submission.rows.IdentityGone;
import org.demarche.submission.seal.LocalAuthority;
import org.demarche.submission.seal.TimeStampMissing;
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

    @Test
    void namesNobodyWhoErasedTheirDataAfterTheFreeze() throws SQLException {
        office.collect();
        Edition edition = office.frozen();
        office.database.update("update signature set state = 'ERASED', sealed_identity = null, sealed_address = null,"
                + " name_hash = null, data_key_id = null, address_key_id = null where visibility = 'FULL'");

        assertThatThrownBy(() -> office.compile(edition)).isInstanceOf(IdentityGone.class);
        assertThat(office.packages.sealed(office.petition.slug(), edition.id())).doesNotExist();
    }

    @Test
    void takesNoSignOfLifeFromATimeToCome() throws SQLException {
        office.collect();
        Edition edition = office.frozen();
        OffsetDateTime now = office.clock.instant().atOffset(ZoneOffset.UTC);

        office.database.update("update edition set alive_at = ? where id = ?", now.plusSeconds(5), edition.id());
        assertThat(office.stored(edition).isRunning(now.toInstant())).isTrue();
        office.database.update("update edition set alive_at = ? where id = ?", now.plusDays(1), edition.id());
        assertThat(office.stored(edition).isResumable(now.toInstant()))
                .as("the clock ran ahead, and has been put back")
                .isTrue();
    }

    @Test
    void makesTheSameBytesOfTheSameFreeze() throws SQLException, IOException {
        office.collect();
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
    void removesWhatWasMadeOfASupersededEdition() throws SQLException {
        office.collect();
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
    void sealsWithATimeStampWhereAnAuthorityIsSet() throws SQLException, IOException {
        office.collect();
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
            assertThat(sealedOf(edition).seal().level()).hasToString("T");
        }
    }

    @Test
    void makesATimeStampedPackageThatTheVerifierFindsValid() throws SQLException, IOException {
        office.collect();
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
        office.collect();
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
    void offersNoPackageThatItsOwnVerifierWouldCallBroken() throws SQLException, IOException {
        office.collect();
        Edition edition = office.frozen();
        office.writeDocuments(edition);
        Path statistics = office.content(edition).resolve("data/statistics.json");
        Files.writeString(statistics, Files.readString(statistics).replace("\"FULL\":", "\"FULL\":1"));

        assertThatThrownBy(() -> office.seal(edition))
                .isInstanceOf(PackageUnsound.class)
                .hasMessageContaining("checksums: ")
                .hasMessageContaining("totals: ");

        assertThat(office.packages.sealed(office.petition.slug(), edition.id())).doesNotExist();
        assertThat(office.stored(edition).sealedAt()).isEmpty();
    }

    @Test
    void offersNoSupplementToAnotherEditionThanTheOneThatWasHandedOver() throws SQLException, IOException {
        Edition first = office.delivered();
        Path handedOver = office.file(first, Copy.REDACTED);
        byte[] bytes = Files.readAllBytes(handedOver);
        bytes[bytes.length / 2] ^= 1;
        Files.write(handedOver, bytes);

        assertThatThrownBy(office::supplement).isInstanceOf(PredecessorDamaged.class);

        bytes[bytes.length / 2] ^= 1;
        Files.write(handedOver, bytes);
        Edition second = office.inTransaction(
                manager -> new Editions(manager).latest(office.petition.id()).orElseThrow());
        office.seal(second);
        assertThat(office.file(second)).exists();
    }

    @Test
    void letsARunThatLostItsEditionReplaceNothing() throws SQLException, IOException {
        office.collect();
        Edition edition = office.frozen();
        office.writeDocuments(edition);
        SealedPackage late = office.step(edition, (compilation, standing) -> {
            return compilation.seal(office.petition, standing, Office.RUN, rows -> {});
        });
        office.clock.pass(Duration.ofMinutes(1));
        SealedPackage sealed = office.step(edition, (compilation, standing) -> {
            standing.claim(office.clock.instant());
            standing.runAs(2, office.clock.instant());
            standing.reach(Stage.SEAL, 0, office.clock.instant());
            return compilation.seal(office.petition, standing, 2, rows -> {});
        });

        assertThatThrownBy(() -> publish(edition, 1, late)).isInstanceOf(RunStopped.class);
        publish(edition, 2, sealed);
        assertThatThrownBy(() -> publish(edition, 1, late)).isInstanceOf(RunStopped.class);

        for (Copy copy : Copy.values()) {
            assertThat(Digests.sha256(Files.readAllBytes(office.file(edition, copy))))
                    .isEqualTo(sealed.file(copy).hex())
                    .isEqualTo(sealedOf(edition).file(copy).hex());
        }
    }

    private SealedPackage sealedOf(Edition edition) {
        return office.stored(edition).sealed().orElseThrow();
    }

    private void publish(Edition edition, long run, SealedPackage result) {
        office.database.inTransactionDo(manager -> office.advancing(manager)
                .seal(edition.petitionId(), edition.id(), run, result, () -> office.compilation(manager)
                        .publish(office.petition, edition, run)));
    }

    @Test
    void leavesNoNamesLyingAboutForMoreThanADayWithoutAPackage() throws SQLException, IOException {
        office.collect();
        Edition edition = office.frozen();
        office.writeDocuments(edition);
        Path work = office.packages.work(office.petition.slug(), edition.id());

        office.clock.pass(Sweeping.PATIENCE);
        sweep();
        assertThat(work).exists();
        office.clock.pass(Duration.ofSeconds(1));
        office.step(edition, (compilation, standing) -> {
            standing.claim(office.clock.instant());
            return null;
        });
        sweep();
        assertThat(work).as("while somebody goes on").exists();
        office.clock.pass(Sweeping.PATIENCE.plusSeconds(1));
        sweep();
        assertThat(work).doesNotExist();

        office.compile(edition);
        office.clock.pass(Sweeping.PATIENCE.plusSeconds(1));
        sweep();
        assertThat(office.file(edition)).as("made anew").exists();
    }

    private void sweep() {
        office.database.inTransactionDo(manager ->
                new Sweeping(office.petitions(), office.advancing(manager), office.packages, new Schedule()).turn());
    }

    @Test
    void writesDocumentsAnewWhenAKeyChangedBeforeTheSeal() throws SQLException, IOException {
        office.collect();
        Edition edition = office.frozen();
        office.writeDocuments(edition);
        String before = Files.readString(office.content(edition).resolve("data/manifest.json"));
        Files.delete(data.resolve("keys/seal.p12"));
        Files.delete(data.resolve("keys/checkpoint.p12"));
        SealedPackage sealedPackage = office.seal(edition);

        Opened opened = Opened.of(office.file(edition));
        assertThat(opened.text("data/manifest.json")).isNotEqualTo(before);
        assertThat(opened.manifest().getString("checkpoint"))
                .isEqualTo(sealedPackage.seal().checkpoint());
        String certificate = opened.text("META-INF/signatures001.xml")
                .replaceFirst("(?s).*<ds:X509Certificate>", "")
                .replaceFirst("(?s)</ds:X509Certificate>.*", "");
        assertThat(Digests.sha256(Base64.getDecoder().decode(certificate)))
                .isEqualTo(sealedOf(edition).seal().fingerprint());
    }
}
