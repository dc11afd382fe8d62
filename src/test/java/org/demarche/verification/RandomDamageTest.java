package org.demarche.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.demarche.verification.VerificationReport.Outcome;
import org.demarche.verification.VerificationReport.Verdict;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage at random, the same in every run: never a crash, a hang, or a valid package whose content has changed. */
class RandomDamageTest {

    private static final long SEED = 4711;
    private static final int ARCHIVES = 1500;
    private static final int CONTENTS = 60;

    @Test
    void ofTheArchiveIsNeverTakenForItsContent() {
        Random random = new Random(SEED);
        Map<String, String> content = digests(Samples.GOOD_FILE);
        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            for (int i = 0; i < ARCHIVES; i++) {
                byte[] damaged = damaged(random, Samples.GOOD_FILE);
                VerificationReport report = Samples.verified(damaged);
                assertUnderstood(report);
                if (report.verdict() == Verdict.VALID) {
                    assertThat(digests(damaged)).as("damage %d", i).isEqualTo(content);
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data/manifest.json",
                "data/statistics.json",
                "data/rows.jsonl",
                "data/signatories/openings.jsonl",
                "data/signatories/signatories.csv"
            })
    void ofSealedContentIsUnderstood(String name) {
        Random random = new Random(SEED);
        byte[] good = Samples.GOOD.bagged().get(name);
        for (int i = 0; i < CONTENTS; i++) {
            byte[] damaged = damaged(random, good);
            VerificationReport report =
                    Samples.verified(Samples.GOOD.with(name, damaged).sealed());
            assertUnderstood(report);
            if (!name.equals("data/manifest.json") && !Arrays.equals(damaged, good)) {
                assertThat(report.verdict()).as("damage %d", i).isEqualTo(Verdict.BROKEN);
            }
        }
    }

    @Test
    void ofNothingButNoiseIsUnderstood() {
        Random random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[random.nextInt(4096)];
            random.nextBytes(noise);
            assertThatNoException().isThrownBy(() -> assertUnderstood(Samples.verified(noise)));
        }
    }

    private static void assertUnderstood(VerificationReport report) {
        assertThat(report.checks())
                .filteredOn(finding -> finding.outcome() instanceof Outcome.Failed)
                .noneMatch(finding -> finding.outcome().sentence().contains("could not be understood"));
    }

    private static byte[] damaged(Random random, byte[] good) {
        byte[] bytes = good.clone();
        int from = random.nextInt(bytes.length);
        int length = Math.min(1 + random.nextInt(64), bytes.length - from);
        switch (random.nextInt(5)) {
            case 0 -> bytes[from] ^= (byte) (1 << random.nextInt(8));
            case 1 -> random.ints(8, 0, bytes.length).forEach(i -> bytes[i] = (byte) random.nextInt());
            case 2 -> Arrays.fill(bytes, from, from + length, (byte) random.nextInt());
            case 3 -> {
                return Arrays.copyOf(bytes, from);
            }
            default -> {
                return withRepetition(bytes, from, length, random.nextInt(bytes.length));
            }
        }
        return bytes;
    }

    private static byte[] withRepetition(byte[] bytes, int from, int length, int at) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        out.write(bytes, from, length);
        out.write(bytes, at, bytes.length - at);
        return out.toByteArray();
    }

    private static Map<String, String> digests(byte[] archive) {
        Map<String, String> digests = new TreeMap<>();
        HostileZip.unpack(archive).forEach((name, content) -> digests.put(name, SamplePackage.sha256(content)));
        return digests;
    }
}
