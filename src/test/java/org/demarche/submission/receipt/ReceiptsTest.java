package org.demarche.submission.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.demarche.signature.Identity;
import org.demarche.signature.Receipts.Opening;
import org.demarche.signature.SealedIdentity;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.demarche.submission.Edition;
import org.demarche.submission.Editions;
import org.demarche.submission.compile.Office;
import org.demarche.submission.documents.Copy;
import org.demarche.submission.receipt.CheckedReceipt.Genuine;
import org.demarche.submission.receipt.CheckedReceipt.Refused;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.Sealed;
import org.demarche.vault.Unlocked;
import org.demarche.verification.PackageVerification;
import org.demarche.verification.VerificationReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryDatabase
class ReceiptsTest {
    private static final Support ALL = Support.of(1, 2, 3);

    @TempDir
    private Path data;

    private Office office;

    @BeforeEach
    void openTheOffice(TestDatabase database) throws SQLException {
        office = new Office(database, data);
        office.sign(300, i -> "Person " + i, "CH", "en", Visibility.COUNTED, ALL, Office.NOW.minusSeconds(90));
    }

    private <T> T at(Function<ReceiptDesk, T> desk) {
        return office.inTransaction(manager ->
                desk.apply(ReceiptDesk.of(new Editions(manager), office.packages, office.petitions(), office.clock)));
    }

    private Optional<String> receipt(long signature, Optional<Opening> opening) {
        return at(desk -> desk.receipts().receipt(office.petition.id(), signature, opening));
    }

    private CheckedReceipt check(String receipt) {
        return at(desk -> desk.checking().check(receipt));
    }

    private Edition sealed() {
        Edition edition = office.frozen();
        office.compile(edition);
        return edition;
    }

    /** The name that a signature commits to, as its signer's own copy opens it. */
    private Opening opening(long signature) throws SQLException {
        var row = office.database
                .query("select data_key_id, sealed_identity from signature where id = ?", signature)
                .get(0);
        try (Unlocked unlocked = office.vault().unlock(office.petition.id())) {
            Identity identity = Identity.fromBytes(unlocked.open(
                    new Sealed(((Number) row.get(0)).longValue(), (byte[]) row.get(1)), SealedIdentity.PURPOSE));
            return new Opening(identity.name(), HexFormat.of().formatHex(identity.nameSalt()));
        }
    }

    private VerificationReport verify(Edition edition, String receipt) throws IOException {
        Path file = Files.writeString(data.resolve("receipt.tlog-proof"), receipt);
        return PackageVerification.of(office.file(edition, Copy.REDACTED))
                .proving(file)
                .run();
    }

    @Test
    void thereIsNoneUntilAnEditionIsSealed() {
        assertThat(receipt(1, Optional.empty())).isEmpty();
        Edition edition = office.frozen();
        assertThat(receipt(1, Optional.empty())).isEmpty();

        office.compile(edition);

        Optional<Integer> number = at(desk -> desk.receipts().edition(office.petition.id(), 1));
        assertThat(number).contains(1);
        assertThat(receipt(1, Optional.empty())).isPresent();
        assertThat(receipt(301, Optional.empty()))
                .as("somebody who has not signed")
                .isEmpty();
    }

    @Test
    void provesTheSignatureToTheVerifierAndToTheSite() throws IOException {
        Edition edition = sealed();
        for (long signature : new long[] {1, 77, 300}) {
            String receipt = receipt(signature, Optional.empty()).orElseThrow();

            assertThat(verify(edition, receipt).verdict()).isEqualTo(VerificationReport.Verdict.VALID);
            assertThat(check(receipt)).isInstanceOfSatisfying(Genuine.class, genuine -> {
                assertThat(genuine.edition()).isEqualTo(1);
                assertThat(genuine.line()).isBetween(1L, 300L);
                assertThat(genuine.name()).isEmpty();
            });
        }
    }

    @Test
    void provesTheNameWhereItsSignerWantsThat() throws Exception {
        Edition edition = sealed();
        String receipt = receipt(77, Optional.of(opening(77))).orElseThrow();

        assertThat(verify(edition, receipt).verdict()).isEqualTo(VerificationReport.Verdict.VALID);
        assertThat(check(receipt)).isInstanceOfSatisfying(Genuine.class, genuine -> assertThat(genuine.name())
                .contains("Person 76"));

        String lie = receipt(78, Optional.of(opening(77))).orElseThrow();
        assertThat(verify(edition, lie).verdict()).isEqualTo(VerificationReport.Verdict.BROKEN);
        assertThat(check(lie)).isEqualTo(Refused.BROKEN);
    }

    @Test
    void staysGoodWhenLaterEditionsFollowAndTheSignerHasLeft() throws Exception {
        Edition first = sealed();
        String receipt = receipt(5, Optional.empty()).orElseThrow();
        office.deliver(first);
        office.sign(
                40,
                i -> "Later " + i,
                "FR",
                "fr",
                Visibility.COUNTED,
                ALL,
                office.clock.instant().minusSeconds(5));
        office.database.update("update signature set state = 'WITHDRAWN', address_hash = null where id = 5");
        Edition second = sealed();

        assertThat(receipt(5, Optional.empty())).contains(receipt);
        assertThat(check(receipt)).isInstanceOf(Genuine.class);
        String later = receipt(310, Optional.empty()).orElseThrow();
        assertThat(verify(second, later).verdict()).isEqualTo(VerificationReport.Verdict.VALID);
        assertThat(check(later)).isInstanceOfSatisfying(Genuine.class, genuine -> assertThat(genuine.line())
                .isBetween(301L, 340L));
        assertThat(verify(first, later).verdict())
                .as("it is in the other edition")
                .isEqualTo(VerificationReport.Verdict.BROKEN);
    }

    @Test
    void isTakenAsAFormSendsItButNotInPartsNorForAPackageThatWasReplaced() throws SQLException {
        sealed();
        String receipt = receipt(1, Optional.empty()).orElseThrow();

        assertThat(check("\r\n  " + receipt.replace("\n", "\r\n") + "\r\n")).isInstanceOf(Genuine.class);
        assertThat(check(receipt.substring(0, receipt.length() - 30))).isEqualTo(Refused.UNREADABLE);
        assertThat(check("hello")).isEqualTo(Refused.UNREADABLE);

        sealed();
        assertThat(check(receipt)).as("of the same signatures, compiled anew").isInstanceOf(Genuine.class);
        office.sign("One More", "CH", "en", Visibility.COUNTED, ALL);
        Edition again = sealed();
        assertThat(check(receipt)).as("of a package that another has replaced").isEqualTo(Refused.BROKEN);
        assertThat(receipt(1, Optional.empty())).isPresent().isNotEqualTo(Optional.of(receipt));
        assertThat(again.number()).isEqualTo(1);
    }

    @Test
    void saysNothingOfAnybodyElse() {
        sealed();
        String receipt = receipt(1, Optional.empty()).orElseThrow();

        assertThat(receipt.getBytes(UTF_8).length).isLessThan(4_000);
        assertThat(receipt.lines().filter(line -> line.startsWith("extra "))).hasSize(1);
        assertThat(receipt).doesNotContain("Person");
    }
}
