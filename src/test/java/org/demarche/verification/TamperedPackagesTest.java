package org.demarche.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.demarche.verification.HostileZip.Item;
import org.demarche.verification.VerificationReport.Outcome;
import org.demarche.verification.VerificationReport.Subject;
import org.demarche.verification.VerificationReport.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packages that somebody changed after they had been sealed. */
class TamperedPackagesTest {

    private static final String SEAL = "META-INF/signatures001.xml";
    private static final Pattern TOKEN = Pattern.compile(">[^<]*</xades:EncapsulatedTimeStamp>");
    private static final int SAMPLES_PER_FILE = 40;
    private static final long SEED = 17;

    @ParameterizedTest
    @MethodSource
    void anyChangedByteOfAnyFileIsNoticed(String name) {
        byte[] content = HostileZip.unpack(Samples.STAMPED_FILE).get(name);
        Random random = new Random(SEED);
        for (int position : positions(random, content.length)) {
            byte[] changed = content.clone();
            changed[position] ^= (byte) (1 << random.nextInt(8));
            VerificationReport report = tampered(name, changed);
            assertThat(report.verdict()).as("byte %d of %s", position, name).isEqualTo(Verdict.BROKEN);
            assertThat(Samples.failures(report))
                    .as("byte %d of %s", position, name)
                    .containsAnyElementsOf(guardians(name));
        }
    }

    static Stream<String> anyChangedByteOfAnyFileIsNoticed() {
        return HostileZip.unpack(Samples.STAMPED_FILE).keySet().stream();
    }

    @Test
    void refusesASealWhoseTimeStampWasTakenAway() {
        VerificationReport report = resealed(
                xml -> xml.replaceFirst("<xades:UnsignedProperties>.*</xades:UnsignedProperties>", ""));
        assertThat(Samples.failures(report)).containsExactly(Subject.TIME);
        assertThat(report.outcome(Subject.TIME).sentence()).contains("has a time-stamp (level T), but it has none");
    }

    @Test
    void refusesTheTimeStampOfAnotherSeal() {
        String other = seal(SamplePackage.of(45).stamped().sealed());
        VerificationReport report = resealed(xml -> xml.replaceFirst(TOKEN.pattern(), token(other)));
        assertThat(Samples.failures(report)).containsExactly(Subject.TIME);
        assertThat(report.outcome(Subject.TIME).sentence()).contains("over something else than this seal");
    }

    @Test
    void refusesATimeStampAddedLater() {
        HostileZip zip = HostileZip.of(Samples.GOOD_FILE);
        Matcher unsigned = Pattern.compile("<xades:UnsignedProperties>.*</xades:UnsignedProperties>")
                .matcher(seal(Samples.STAMPED_FILE));
        assertThat(unsigned.find()).isTrue();
        String stamped = seal(Samples.GOOD_FILE)
                .replace("</xades:SignedProperties>", "</xades:SignedProperties>" + unsigned.group());
        VerificationReport report = Samples.verified(
                zip.replace(SEAL, stamped.getBytes(StandardCharsets.UTF_8)).bytes());
        assertThat(report.outcome(Subject.TIME).sentence()).contains("has no time-stamp (level B), but it has one");
    }

    @Test
    void refusesATimeStampFromAfterTheSealersTime() {
        SampleAuthority later = new SampleAuthority("Later authority", "SHA256withECDSA", 256);
        later.at = Instant.parse("2040-01-01T00:00:00Z");
        later.untilYear = 2050;
        VerificationReport report =
                Samples.verified(SampleSeal.SAMPLE.seal(Samples.STAMPED.bagged(), later));
        assertThat(report.outcome(Subject.TIME).sentence())
                .contains("says 2040-01-01T00:00:00Z, but the sealer's certificate was valid from 2026-01-01");
    }

    @Test
    void refusesACertificateThatHadExpired() {
        SampleSeal expired = new SampleSeal("Sample seal", "secp256r1", 2020, 2022);
        VerificationReport report = Samples.verified(expired.seal(Samples.GOOD.bagged()));
        assertThat(Samples.failures(report)).containsExactly(Subject.SEAL);
        assertThat(report.outcome(Subject.SEAL).sentence()).contains("was valid from 2020-01-01T00:00:00Z until 2022");
    }

    @Test
    void refusesAnotherKeyThanTheOneThatWasSignedAlong() {
        String other = seal(new SampleSeal("Somebody else", "secp256r1", 2026, 2036).seal(Samples.STAMPED.bagged()));
        Matcher certificate = Pattern.compile("<ds:X509Certificate>.*</ds:X509Certificate>").matcher(other);
        assertThat(certificate.find()).isTrue();
        VerificationReport report = resealed(xml -> xml.replaceFirst(
                certificate.pattern().pattern(), Matcher.quoteReplacement(certificate.group())));
        assertThat(report.outcome(Subject.SEAL).sentence()).contains("but the sealer signed along that of");
    }

    @Test
    void namesTheFileAndBothHashes() {
        VerificationReport report = tampered("data/method.txt", new byte[0]);
        assertThat(report.outcome(Subject.COVERAGE).sentence())
                .isEqualTo("data/method.txt has been changed: it was sealed with SHA-256 %s, but has %s"
                        .formatted(
                                SamplePackage.sha256(
                                        Samples.GOOD.text("data/method.txt").getBytes(StandardCharsets.UTF_8)),
                                SamplePackage.sha256(new byte[0])));
        assertThat(report.outcome(Subject.CHECKSUMS)).isInstanceOf(Outcome.Failed.class);
        assertThat(report.outcome(Subject.OPENINGS)).isInstanceOf(Outcome.Passed.class);
    }

    @Test
    void refusesAPackageWithoutItsSeal() {
        HostileZip zip = HostileZip.of(Samples.GOOD_FILE);
        zip.items.remove(zip.item(SEAL));
        VerificationReport report = Samples.verified(zip.bytes());
        assertThat(report.outcome(Subject.SEAL)).isEqualTo(new Outcome.Failed("there is no seal"));
        assertThat(report.outcome(Subject.COVERAGE)).isInstanceOf(Outcome.NotChecked.class);
        assertThat(report.verdict()).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void refusesASecondSeal() {
        HostileZip zip = HostileZip.of(Samples.GOOD_FILE);
        zip.items.add(new Item(
                "META-INF/signatures002.xml",
                HostileZip.unpack(Samples.GOOD_FILE).get(SEAL)));
        assertThat(Samples.verified(zip.bytes()).outcome(Subject.SEAL).sentence())
                .contains("more than one seal");
    }

    @Test
    void refusesTheSealOfAnotherPackage() {
        byte[] other = HostileZip.unpack(SamplePackage.of(45).sealed()).get(SEAL);
        VerificationReport report = tampered(SEAL, other);
        assertThat(report.outcome(Subject.SEAL)).isInstanceOf(Outcome.Passed.class);
        assertThat(report.outcome(Subject.COVERAGE).sentence()).contains("has been changed");
    }

    @Test
    void refusesAFileOutsideTheSeal() {
        Map<String, byte[]> files = Samples.GOOD.bagged();
        byte[] method = files.remove("data/method.txt");
        HostileZip zip = HostileZip.of(SampleSeal.SAMPLE.seal(files));
        zip.items.add(zip.items.indexOf(zip.item("data/statistics.json")), new Item("data/method.txt", method));
        assertThat(Samples.verified(zip.bytes()).outcome(Subject.COVERAGE).sentence())
                .isEqualTo("the seal does not cover data/method.txt");
    }

    @Test
    void refusesASealOverAFileThatIsGone() {
        SamplePackage more = Samples.GOOD.with("data/cover-letter-ky.pdf", new byte[0]);
        HostileZip zip = HostileZip.of(more.sealed());
        zip.items.remove(zip.item("data/cover-letter-ky.pdf"));
        assertThat(Samples.verified(zip.bytes()).outcome(Subject.COVERAGE).sentence())
                .isEqualTo("the seal covers data/cover-letter-ky.pdf, which is not in the package");
    }

    @Test
    void refusesMoreReferencesThanAStrictValidatorTakes() {
        SamplePackage many = Samples.GOOD;
        for (int volume = 2; volume < 20; volume++) {
            many = many.with(Layout.signatoriesVolume(volume), new byte[0]);
        }
        VerificationReport report = Samples.verified(many.sealed());
        assertThat(report.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(report.outcome(Subject.CONTAINER).sentence()).contains("signatories-9.pdf");
    }

    @Test
    void refusesChecksumsThatDoNotCoverTheBag() {
        for (String tag : List.of("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt")) {
            Map<String, byte[]> files = Samples.GOOD.bagged();
            String text = new String(files.get(tag), StandardCharsets.UTF_8);
            files.put(
                    tag,
                    text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1)
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(Samples.failures(Samples.verified(SampleSeal.SAMPLE.seal(files))))
                    .as("last line of %s lost", tag)
                    .containsExactly(Subject.CHECKSUMS);
        }
    }

    private static VerificationReport tampered(String name, byte[] content) {
        return Samples.verified(
                HostileZip.of(Samples.STAMPED_FILE).replace(name, content).bytes());
    }

    /** {@return the report on the time-stamped sample with an edited seal} */
    private static VerificationReport resealed(UnaryOperator<String> edit) {
        String before = seal(Samples.STAMPED_FILE);
        String after = edit.apply(before);
        assertThat(after).isNotEqualTo(before);
        return tampered(SEAL, after.getBytes(StandardCharsets.UTF_8));
    }

    private static String seal(byte[] file) {
        return new String(HostileZip.unpack(file).get(SEAL), StandardCharsets.UTF_8);
    }

    private static String token(String seal) {
        Matcher token = TOKEN.matcher(seal);
        assertThat(token.find()).isTrue();
        return token.group();
    }

    /** {@return the checks that have to notice whatever happens to that file} */
    private static List<Subject> guardians(String name) {
        return switch (name) {
            case "mimetype" -> List.of(Subject.CONTAINER);
            case SEAL -> List.of(Subject.SEAL, Subject.TIME);
            default -> List.of(Subject.COVERAGE);
        };
    }

    /** {@return all positions of a short file; of a longer one the ends and a sample} */
    private static List<Integer> positions(Random random, int length) {
        if (length <= SAMPLES_PER_FILE) {
            return IntStream.range(0, length).boxed().toList();
        }
        List<Integer> positions = new ArrayList<>(List.of(0, length - 1));
        random.ints(SAMPLES_PER_FILE, 0, length).forEach(positions::add);
        return positions;
    }
}
