package org.demarche.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.demarche.verification.VerificationReport.Outcome;
import org.demarche.verification.VerificationReport.Subject;
import org.demarche.verification.VerificationReport.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a package is compared with when asked: the edition before, the other copy, a receipt. */
class ComparisonsTest {

    private static final SamplePackage FIRST = Samples.GOOD;
    private static final SamplePackage SECOND = Samples.SUPPLEMENT;
    private static final SampleSeal OTHER_SEAL = new SampleSeal("Other seal", "secp256r1", 2026, 2036);
    private static final int ROW = 9;

    @TempDir
    Path folder;

    @Test
    void findThatASupplementExtendsTheEditionBefore() {
        VerificationReport report = Samples.verified(
                SECOND.sealed(), verification -> verification.extending(file(FIRST.sealed())));
        assertThat(report.verdict()).isEqualTo(Verdict.VALID);
        assertThat(report.outcome(Subject.PREVIOUS).sentence()).contains("extends edition 1", "the same certificate");
        report = Samples.verified(
                SECOND.sealed(),
                verification -> verification.extending(file(OTHER_SEAL.seal(FIRST.redacted().bagged()))));
        assertThat(report.verdict()).isEqualTo(Verdict.VALID);
        assertThat(report.outcome(Subject.PREVIOUS).sentence())
                .contains("sealed by another certificate, " + OTHER_SEAL.fingerprint());
    }

    @Test
    void findThatTwoCopiesAreOfOneEdition() {
        for (SamplePackage edition : new SamplePackage[] {FIRST, SECOND, Samples.STAMPED}) {
            VerificationReport report = Samples.verified(
                    edition.sealed(),
                    verification -> verification.besides(file(edition.redacted().sealed())));
            assertThat(report.verdict()).isEqualTo(Verdict.VALID);
            assertThat(report.outcome(Subject.COPY).sentence()).contains("this (full)", "(redacted)");
            report = Samples.verified(
                    edition.redacted().sealed(), verification -> verification.besides(file(edition.sealed())));
            assertThat(report.verdict()).isEqualTo(Verdict.VALID);
            assertThat(report.redacted()).isTrue();
        }
    }

    @Test
    void findTheSignatureOfAReceipt() {
        for (SamplePackage edition : new SamplePackage[] {FIRST, SECOND}) {
            for (int row : new int[] {0, ROW, 44}) {
                for (boolean named : new boolean[] {true, false}) {
                    VerificationReport report = Samples.verified(
                            edition.redacted().sealed(),
                            verification -> verification.proving(file(edition.receipt(row, named))));
                    assertThat(report.verdict()).isEqualTo(Verdict.VALID);
                    assertThat(report.outcome(Subject.RECEIPT).sentence())
                            .contains("row " + row + " of this edition");
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refuseAnotherEditionBefore(String lie, SamplePackage supplement, byte[] previous, String says) {
        assertThatFails(
                Samples.verified(supplement.sealed(), verification -> verification.extending(file(previous))),
                Subject.PREVIOUS,
                says);
    }

    static Stream<Arguments> refuseAnotherEditionBefore() {
        return Stream.of(
                arguments("first edition", FIRST, FIRST.sealed(), "this is the first edition"),
                arguments("itself", SECOND, SECOND.sealed(), "the edition 1, but the one given has 2"),
                arguments("other tree", SECOND, SamplePackage.of(45).sealed(), "leaves 48, but the one given has 45"),
                arguments(
                        "other rows",
                        SECOND,
                        SamplePackage.of(SampleRows.of(5, 48, signers -> {})).sealed(),
                        "with the root"),
                arguments(
                        "other words",
                        SECOND,
                        FIRST.edited("data/manifest.json", json -> json.replace("Geneva", "Bern"))
                                .sealed(),
                        "hash of its manifest"),
                arguments(
                        "broken",
                        SECOND,
                        FIRST.edited("data/manifest.json", json -> json.replace("\"open\":3", "\"open\":2"))
                                .sealed(),
                        "is not a valid package itself: totals (the manifest has 58 attempts"),
                arguments("no package", SECOND, "hello".getBytes(UTF_8), "is not a valid package itself: container"),
                arguments(
                        "supplement that says so of another petition",
                        SECOND.edited("data/manifest.json", json -> json.replace("\"sample\"", "\"ample\""))
                                .edited(
                                        "data/checkpoint.txt",
                                        note -> ample().sign(SECOND.leaves()))
                                .edited(
                                        "data/manifest.json",
                                        json -> json.replace(SampleCheckpoint.SAMPLE.key(), ample().key())),
                        FIRST.sealed(),
                        "with the petition ample, but the one given has sample"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refuseAnotherCopy(String lie, byte[] copy, String says) {
        assertThatFails(
                Samples.verified(Samples.GOOD_FILE, verification -> verification.besides(file(copy))),
                Subject.COPY,
                says);
    }

    static Stream<Arguments> refuseAnotherCopy() {
        SamplePackage redacted = FIRST.redacted();
        return Stream.of(
                arguments("other edition", SECOND.sealed(), "their manifests differ"),
                arguments("other sealer", OTHER_SEAL.seal(redacted.bagged()), "sealed by different certificates"),
                arguments(
                        "other method",
                        redacted.edited("data/method.txt", text -> "Nobody knows.\n").sealed(),
                        "the two differ in data/method.txt"),
                arguments(
                        "cover letter more",
                        redacted.with("data/cover-letter-ky.pdf", new byte[0]).sealed(),
                        "the two differ in data/cover-letter-ky.pdf"),
                arguments(
                        "cover letter less",
                        redacted.without("data/cover-letter-fr.pdf").sealed(),
                        "the two differ in data/cover-letter-fr.pdf"),
                arguments(
                        "broken",
                        HostileZip.of(redacted.sealed())
                                .replace("data/method.txt", new byte[0])
                                .bytes(),
                        "is not a valid package itself: coverage"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refuseAReceiptThatDoesNotFit(String lie, String receipt, String says) {
        assertThatFails(
                Samples.verified(SECOND.sealed(), verification -> verification.proving(file(receipt))),
                Subject.RECEIPT,
                says);
    }

    static Stream<Arguments> refuseAReceiptThatDoesNotFit() {
        String good = SECOND.receipt(ROW, true);
        String checkpoint = SECOND.text("data/checkpoint.txt");
        String row = FIRST.text("data/rows.jsonl").lines().toList().get(ROW).replace("\"", "\\\"");
        String early = "{\"edition\":2,\"petition\":\"sample\",\"row\":\"" + row + "\"}";
        return Stream.of(
                arguments("other edition", FIRST.receipt(ROW, true), "is for edition 1 of sample, but this is edition 2"),
                arguments(
                        "other edition of as many leaves",
                        FIRST.extended(44).receipt(ROW, true),
                        "another checkpoint than the edition"),
                arguments("wrong index", good.replace("index 57", "index 58"), "is not in its tree"),
                arguments(
                        "row of an edition before",
                        SamplePackage.receipt(early, ROW, SampleRows.path(ROW, SECOND.leaves()), checkpoint),
                        "is in an edition before this one"),
                arguments("changed checkpoint", good.replaceFirst("\n93\n", "\n94\n"), "another checkpoint than"),
                arguments("not a receipt", "hello\n", "it is not a receipt"),
                arguments("endless", good + "x".repeat(70_000), "more than 65536 bytes"),
                arguments("empty", "", "it is not a receipt"));
    }

    @Test
    void areNotMadeUnlessAskedFor() {
        VerificationReport report = Samples.verified(Samples.GOOD_FILE);
        for (Subject subject : new Subject[] {Subject.PREVIOUS, Subject.COPY, Subject.RECEIPT, Subject.TRUST}) {
            assertThat(report.outcome(subject)).isInstanceOf(Outcome.NotChecked.class);
        }
    }

    @Test
    void areNotMadeOfWhatIsBroken() {
        byte[] broken = HostileZip.of(Samples.GOOD_FILE)
                .replace("data/checkpoint.txt", "x".getBytes(UTF_8))
                .bytes();
        VerificationReport report =
                Samples.verified(broken, verification -> verification.proving(file(FIRST.receipt(ROW, true))));
        assertThat(report.outcome(Subject.RECEIPT)).isInstanceOf(Outcome.NotChecked.class);
        assertThat(report.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(report.isWhole()).isFalse();
    }

    @Test
    void sayOfAFileThatIsGoneThatItCannotBeRead() {
        VerificationReport report = Samples.verified(
                Samples.GOOD_FILE, verification -> verification.proving(folder.resolve("gone")));
        assertThat(report.outcome(Subject.RECEIPT)).isInstanceOf(Outcome.Failed.class);
        assertThat(report.verdict()).isEqualTo(Verdict.BROKEN);
    }

    private static SampleCheckpoint ample() {
        return new SampleCheckpoint("petitions.example.org/ample", "Sample checkpoint");
    }

    private static void assertThatFails(VerificationReport report, Subject subject, String says) {
        assertThat(report.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(report.isWhole()).isTrue();
        assertThat(Samples.failures(report)).containsExactly(subject);
        assertThat(report.outcome(subject).sentence().toLowerCase(Locale.ROOT))
                .contains(says.toLowerCase(Locale.ROOT))
                .doesNotContain("understood");
    }

    private Path file(String content) {
        return file(content.getBytes(UTF_8));
    }

    private Path file(byte[] content) {
        try {
            return Files.write(Files.createTempFile(folder, "other", ".asice"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
