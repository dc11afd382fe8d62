package org.demarche.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
    private static final int SAMPLES_PER_FILE = 40;
    private static final long SEED = 17;

    @ParameterizedTest
    @MethodSource
    void anyChangedByteOfAnyFileIsNoticed(String name) {
        byte[] content = HostileZip.unpack(Samples.GOOD_FILE).get(name);
        Random random = new Random(SEED);
        for (int position : positions(random, content.length)) {
            byte[] changed = content.clone();
            changed[position] ^= (byte) (1 << random.nextInt(8));
            VerificationReport report = tampered(name, changed);
            assertThat(report.verdict()).as("byte %d of %s", position, name).isEqualTo(Verdict.BROKEN);
            assertThat(failures(report)).as("byte %d of %s", position, name).contains(guardian(name));
        }
    }

    static Stream<String> anyChangedByteOfAnyFileIsNoticed() {
        return HostileZip.unpack(Samples.GOOD_FILE).keySet().stream();
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
        SamplePackage more = Samples.GOOD.with("data/letter/ky-1.txt", new byte[0]);
        HostileZip zip = HostileZip.of(more.sealed());
        zip.items.remove(zip.item("data/letter/ky-1.txt"));
        assertThat(Samples.verified(zip.bytes()).outcome(Subject.COVERAGE).sentence())
                .isEqualTo("the seal covers data/letter/ky-1.txt, which is not in the package");
    }

    @Test
    void refusesMoreReferencesThanAStrictValidatorTakes() {
        SamplePackage many = Samples.GOOD;
        for (int version = 2; version < 20; version++) {
            many = many.with("data/letter/en-" + version + ".txt", new byte[0]);
        }
        assertThat(Samples.verified(many.sealed()).outcome(Subject.SEAL).sentence())
                .contains("refers to 33 files");
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
            assertThat(failures(Samples.verified(SampleSeal.SAMPLE.seal(files))))
                    .as("last line of %s lost", tag)
                    .containsExactly(Subject.CHECKSUMS);
        }
    }

    private static VerificationReport tampered(String name, byte[] content) {
        return Samples.verified(
                HostileZip.of(Samples.GOOD_FILE).replace(name, content).bytes());
    }

    /** {@return the check that has to notice whatever happens to that file} */
    private static Subject guardian(String name) {
        return switch (name) {
            case "mimetype" -> Subject.CONTAINER;
            case SEAL -> Subject.SEAL;
            default -> Subject.COVERAGE;
        };
    }

    private static List<Subject> failures(VerificationReport report) {
        return report.checks().stream()
                .filter(VerificationReport.Finding::failed)
                .map(VerificationReport.Finding::subject)
                .toList();
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
