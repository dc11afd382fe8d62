package org.demarche.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.demarche.verification.HostileZip.Item;
import org.demarche.verification.VerificationReport.Outcome;
import org.demarche.verification.VerificationReport.Verdict;
import org.demarche.verification.input.CanonicalJson;
import org.demarche.verification.input.Defect;
import org.demarche.verification.proof.Checkpoint;
import org.demarche.verification.proof.VerifierKey;
import org.demarche.verification.seal.Seal;
import org.demarche.verification.stamp.TimeStamp;
import org.demarche.verification.stamp.TimeStampToken;

/**
 * Damage and lies of every shape, drawn by a generator that knows the formats, the same in every run: never a crash, a
 * hang, or a package, a seal, a note, a time-stamp or a receipt taken for good that is not.
 */
class FuzzingTest {

    private static final String SEED = "20261123";
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final String SEAL = "META-INF/signatures001.xml";
    private static final byte[] STAMPED = "what was stamped".getBytes(UTF_8);
    private static final byte[] TOKEN =
            SampleAuthority.SAMPLE.token(SampleRows.sha256().digest(STAMPED));
    private static final byte[] NOTE =
            Samples.SUPPLEMENT.text("data/checkpoint.txt").getBytes(UTF_8);
    private static final byte[] RECEIPT = Samples.SUPPLEMENT.receipt(4, true).getBytes(UTF_8);

    /** What a sealer may say freely: other words, not other numbers. */
    private static final Set<String> WORDS =
            Set.of("addressee", "organisation", "subject", "title", "demands", "trial");

    @Provide
    Arbitrary<List<Damage>> damage() {
        return Damage.some();
    }

    @Property(tries = 600, seed = SEED, shrinking = ShrinkingMode.BOUNDED)
    void ofAnArchive(@ForAll("damage") List<Damage> damage) {
        byte[] damaged = Damage.of(Samples.GOOD_FILE, damage);
        if (verdict(damaged) == Verdict.VALID) {
            assertThat(HostileZip.unpack(damaged)).containsExactlyEntriesOf(HostileZip.unpack(Samples.GOOD_FILE));
        }
    }

    @Property(tries = 150, seed = SEED, shrinking = ShrinkingMode.BOUNDED)
    void ofNothingButNoise(@ForAll byte[] noise) {
        assertThat(verdict(noise)).isEqualTo(Verdict.BROKEN);
    }

    @Provide
    Arbitrary<String> sealedFiles() {
        return Arbitraries.of(
                "data/checkpoint.txt",
                "data/letters.json",
                "data/statistics.json",
                "data/rows.jsonl",
                "data/signatories/openings.jsonl",
                "data/signatories/signatories.csv");
    }

    /** Whatever a sealer puts into a file that the format governs, it is not taken for what it was. */
    @Property(tries = 200, seed = SEED, shrinking = ShrinkingMode.BOUNDED)
    void ofContentByItsSealer(@ForAll("sealedFiles") String name, @ForAll("damage") List<Damage> damage) {
        byte[] good = Samples.GOOD.bagged().get(name);
        byte[] damaged = Damage.of(good, damage);
        assertThat(verdict(Samples.GOOD.with(name, damaged).sealed()))
                .isEqualTo(Arrays.equals(damaged, good) ? Verdict.VALID : Verdict.BROKEN);
    }

    /** One header of one entry says something else. */
    record HeaderLie(double entry, int field, long value) {

        void tell(HostileZip zip) {
            Item item = zip.items.get((int) (entry * (zip.items.size() - 1)));
            switch (field) {
                case 0 -> item.versionNeeded = (int) value;
                case 1 -> item.flags = (int) value;
                case 2 -> item.method = (int) value;
                case 3 -> item.crc = value;
                case 4 -> item.size = value;
                case 5 -> item.packedSize = value;
                case 6 -> item.localSize = value;
                case 7 -> item.extra = new byte[(int) (value & 0xff)];
                case 8 -> item.betweenEntries = new byte[(int) (value & 0xff)];
                case 9 -> item.externalAttributes = (int) value;
                case 10 -> item.offset = value;
                case 11 -> item.packed = Arrays.copyOf(item.packed, (int) (value & 0xffff));
                case 12 -> zip.claimedEntries = (int) (value & 0xffff);
                case 13 -> zip.comment = new byte[(int) (value & 0xff)];
                case 14 -> zip.beforeDirectory = new byte[(int) (value & 0xff)];
                default -> zip.items.remove(item);
            }
        }
    }

    @Provide
    Arbitrary<List<HeaderLie>> headerLies() {
        Arbitrary<Long> values = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 0xFFFFFFFFL),
                Arbitraries.of(0L, 1L, 8L, 10L, 20L, 45L, 100L, 65535L, 65536L, 0x7FFFFFFFL, 0xFFFFFFFFL));
        return Combinators.combine(
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 15),
                        values)
                .as(HeaderLie::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    @Property(tries = 300, seed = SEED, shrinking = ShrinkingMode.BOUNDED)
    void ofTheHeadersOfAnArchive(@ForAll("headerLies") List<HeaderLie> lies) {
        HostileZip zip = HostileZip.of(Samples.GOOD_FILE);
        lies.forEach(lie -> lie.tell(zip));
        byte[] lying = zip.bytes();
        if (verdict(lying) == Verdict.VALID) {
            assertThat(HostileZip.unpack(lying)).containsExactlyEntriesOf(HostileZip.unpack(Samples.GOOD_FILE));
        }
    }

    @Property(tries = 500, seed = SEED, shrinking = ShrinkingMode.BOUNDED)
    void ofASeal(@ForAll("damage") List<Damage> damage) {
        byte[] good = HostileZip.unpack(Samples.STAMPED_FILE).get(SEAL);
        byte[] damaged = Damage.of(good, damage);
        assertTimeoutPreemptively(LONGEST, () -> {
            try {
                Seal.verified(damaged).timeStamp();
                assertThat(damaged).isEqualTo(good);
            } catch (Defect noticed) {
                assertThat(noticed).hasMessageNotContaining("Exception");
            }
        });
    }

    @Property(tries = 3000, seed = SEED, shrinking = ShrinkingMode.BOUNDED)
    void ofATimeStamp(@ForAll("damage") List<Damage> damage) {
        byte[] damaged = Damage.of(TOKEN, damage);
        try {
            TimeStamp stamp = TimeStampToken.read(damaged).verify(STAMPED);
            assertThat(damaged).as("%s", stamp).isEqualTo(TOKEN);
        } catch (Defect noticed) {
            assertThat(noticed).hasMessageNotContaining("Exception");
        }
    }

    @Property(tries = 2000, seed = SEED, shrinking = ShrinkingMode.BOUNDED)
    void ofACheckpoint(@ForAll("damage") List<Damage> damage) {
        byte[] damaged = Damage.of(NOTE, damage);
        try {
            Checkpoint.read(damaged).verify(VerifierKey.read(SampleCheckpoint.SAMPLE.key()));
            assertThat(damaged).isEqualTo(NOTE);
        } catch (Defect noticed) {
            assertThat(noticed).hasMessageNotContaining("Exception");
        }
    }

    @Property(tries = 2000, seed = SEED, shrinking = ShrinkingMode.BOUNDED)
    void ofAReceipt(@ForAll("damage") List<Damage> damage) {
        Receipt good = (Receipt) Receipt.read(RECEIPT);
        ReceiptReading reading = Receipt.read(Damage.of(RECEIPT, damage));
        if (reading instanceof Receipt receipt
                && receipt.verify(NOTE, SampleCheckpoint.SAMPLE.key()).holds()) {
            assertThat(receipt.row()).isEqualTo(good.row());
            assertThat(receipt.index()).isEqualTo(good.index());
            assertThat(receipt.name()).isEqualTo(good.name());
            assertThat(receipt.petition()).isEqualTo(good.petition());
        }
    }

    @Property(tries = 3000, seed = SEED, shrinking = ShrinkingMode.BOUNDED)
    void ofJson(@ForAll("damage") List<Damage> damage) {
        byte[] damaged = Damage.of(Samples.SUPPLEMENT.text("data/manifest.json").getBytes(UTF_8), damage);
        try {
            assertThat(CanonicalJson.write(CanonicalJson.read(damaged))).isEqualTo(damaged);
        } catch (Defect noticed) {
            assertThat(noticed).hasMessageNotContaining("Exception");
        }
    }

    /** One value somewhere in a JSON text becomes another. */
    record ValueLie(double place, Object value) {

        /** {@return the name of the member of the outermost object that is no longer what it was} */
        String tell(Map<String, Object> json) {
            List<Runnable> places = new ArrayList<>();
            List<String> members = new ArrayList<>();
            json.keySet().forEach(name -> collect(json, name, name, places, members));
            int chosen = (int) (place * (places.size() - 1));
            places.get(chosen).run();
            return members.get(chosen);
        }

        @SuppressWarnings("unchecked")
        private void collect(
                Map<String, Object> within, String name, String member, List<Runnable> places, List<String> members) {
            places.add(() -> within.put(name, value));
            members.add(member);
            collectBelow(within.get(name), member, places, members);
        }

        @SuppressWarnings("unchecked")
        private void collectBelow(Object below, String member, List<Runnable> places, List<String> members) {
            if (below instanceof Map<?, ?> map) {
                map.keySet()
                        .forEach(name -> collect((Map<String, Object>) map, (String) name, member, places, members));
            } else if (below instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    int index = i;
                    places.add(() -> ((List<Object>) list).set(index, value));
                    members.add(member);
                    collectBelow(list.get(i), member, places, members);
                }
            }
        }
    }

    @Provide
    Arbitrary<ValueLie> valueLies() {
        Arbitrary<Object> values = Arbitraries.oneOf(
                Arbitraries.of(0L, 1L, -1L, 44L, 46L, 92L, 94L, 1L << 32, (1L << 53) - 1)
                        .map(Object.class::cast),
                Arbitraries.strings().ofMaxLength(5).filter(FuzzingTest::isText).map(Object.class::cast),
                Arbitraries.of("", "T", "B", "0".repeat(64), "2026-11-24T18:00:00Z", "en", true, false),
                Arbitraries.of(List.of(), List.of(1L), Map.of(), Map.of("en", "x")));
        return Combinators.combine(Arbitraries.doubles().between(0, 1), values.injectNull(0.1))
                .as(ValueLie::new);
    }

    private static boolean isText(String text) {
        return text.chars().noneMatch(c -> Character.isSurrogate((char) c));
    }

    @Property(tries = 200, seed = SEED, shrinking = ShrinkingMode.BOUNDED)
    void ofAManifestByItsSealer(@ForAll("valueLies") ValueLie lie) throws Defect {
        Map<String, Object> json = json(Samples.SUPPLEMENT.text("data/manifest.json"));
        String member = lie.tell(json);
        byte[] lying = CanonicalJson.write(json);
        boolean same = Arrays.equals(
                lying, Samples.SUPPLEMENT.text("data/manifest.json").getBytes(UTF_8));
        if (verdict(Samples.SUPPLEMENT.with("data/manifest.json", lying).sealed()) == Verdict.VALID && !same) {
            assertThat(member).isIn(union(WORDS, Set.of("cutoff", "previous")));
        }
    }

    @Property(tries = 60, seed = SEED, shrinking = ShrinkingMode.BOUNDED)
    void ofStatisticsByTheirSealer(@ForAll("valueLies") ValueLie lie) throws Defect {
        Map<String, Object> json = json(Samples.GOOD.text("data/statistics.json"));
        lie.tell(json);
        byte[] lying = CanonicalJson.write(json);
        boolean same =
                Arrays.equals(lying, Samples.GOOD.text("data/statistics.json").getBytes(UTF_8));
        assertThat(verdict(Samples.GOOD.with("data/statistics.json", lying).sealed()))
                .isEqualTo(same ? Verdict.VALID : Verdict.BROKEN);
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> union = new TreeSet<>(some);
        union.addAll(others);
        return union;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(String text) throws Defect {
        return new TreeMap<>((Map<String, Object>) CanonicalJson.read(text.getBytes(UTF_8)));
    }

    private static Verdict verdict(byte[] file) {
        VerificationReport report = assertTimeoutPreemptively(LONGEST, () -> Samples.verified(file));
        assertThat(report.checks())
                .filteredOn(finding -> finding.outcome() instanceof Outcome.Failed)
                .noneMatch(finding -> finding.outcome().sentence().contains("could not be understood"));
        return report.verdict();
    }
}
