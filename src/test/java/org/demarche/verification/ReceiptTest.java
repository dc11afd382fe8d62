package org.demarche.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.demarche.verification.Receipt.Fault;
import org.demarche.verification.Receipt.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A receipt alone, as the portal checks it: against a key, and the checkpoint that is known of its edition. */
class ReceiptTest {

    private static final String KEY = SampleCheckpoint.SAMPLE.key();
    private static final SamplePackage EDITION = Samples.SUPPLEMENT;
    private static final int ROW = 7;
    private static final String GOOD = EDITION.receipt(ROW, true);
    private static final String GOOD_EXTRA = new String(
            Base64.getDecoder().decode(GOOD.lines().toList().get(1).substring("extra ".length())), UTF_8);

    @Test
    void tellsWhatItIsFor() {
        Receipt receipt = read(GOOD);
        assertThat(receipt.petition()).isEqualTo("sample");
        assertThat(receipt.edition()).isEqualTo(2);
        assertThat(receipt.index()).isEqualTo(48 + ROW);
        assertThat(receipt.row()).isEqualTo(row());
        assertThat(receipt.demands()).startsWith(1L);
        assertThat(receipt.name()).isPresent();
        assertThat(receipt.proof()).allMatch(hash -> hash.length == 32).isNotEmpty();
        assertThat(receipt.checkpoint()).isEqualTo(checkpoint());
        assertThat(receipt.verify(checkpoint(), KEY)).matches(Result::holds);
        assertThat(receipt.verify(KEY).sentence()).contains("leaf 55 of 93", "petitions.example.org/sample");
    }

    @Test
    void mayKeepTheNameToItself() {
        Receipt receipt = read(EDITION.receipt(ROW, false));
        assertThat(receipt.name()).isEmpty();
        assertThat(receipt.verify(KEY).holds()).isTrue();
    }

    @Test
    void holdsForEveryRowOfEveryEdition() {
        for (int row = 0; row < 45; row++) {
            assertThat(read(Samples.GOOD.receipt(row, true)).verify(KEY)).matches(Result::holds);
            assertThat(read(EDITION.receipt(row, true)).verify(checkpoint(), KEY)).matches(Result::holds);
        }
        SamplePackage one = SamplePackage.of(1);
        assertThat(read(one.receipt(0, false)).verify(KEY).holds()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void failsToProve(String lie, String receipt, Fault fault, String says) {
        Result result = read(receipt).verify(checkpoint(), KEY);
        assertThat(result.fault()).contains(fault);
        assertThat(result.sentence()).contains(says);
    }

    static Stream<Arguments> failsToProve() {
        String otherSalt = GOOD_EXTRA.replaceFirst("\"salt\":\"..", "\"salt\":\"00");
        String otherRow = GOOD_EXTRA.replaceFirst("(language\\\\\":\\\\\")[^\\\\]*", "$1ky");
        SampleCheckpoint impostor = new SampleCheckpoint("petitions.example.org/sample", "impostor");
        return Stream.of(
                arguments("wrong row", withExtra(otherRow), Fault.INCLUSION, "leads to the root"),
                arguments("wrong index", GOOD.replace("index 55", "index 54"), Fault.INCLUSION, "leads to the root"),
                arguments("index beyond", GOOD.replace("index 55", "index 93"), Fault.INCLUSION, "no leaf 93 in a"),
                arguments("hash lost", withProof(proof().subList(1, proof().size())), Fault.INCLUSION, "but the proof has"),
                arguments("hash doubled", withProof(doubled()), Fault.INCLUSION, "but the proof has"),
                arguments(
                        "checkpoint of another edition",
                        Samples.GOOD.receipt(ROW, true),
                        Fault.CHECKPOINT,
                        "another checkpoint than the edition: of 48 leaves"),
                arguments(
                        "checkpoint by somebody else",
                        withCheckpoint(impostor.sign(EDITION.leaves())),
                        Fault.CHECKPOINT,
                        "another checkpoint"),
                arguments("wrong salt", withExtra(otherSalt), Fault.NAME, "is not the one that its row commits to"),
                arguments(
                        "wrong name",
                        withExtra(GOOD_EXTRA.replaceFirst("\"name\":\"[^\"]*", "\"name\":\"Eve")),
                        Fault.NAME,
                        "is not the one that its row commits to"));
    }

    @Test
    void needsTheSignatureOfTheTrustedKey() {
        SampleCheckpoint impostor = new SampleCheckpoint("petitions.example.org/sample", "impostor");
        Receipt receipt = read(withCheckpoint(impostor.sign(EDITION.leaves())));
        assertThat(receipt.verify(KEY).fault()).contains(Fault.SIGNATURE);
        assertThat(receipt.verify(impostor.key()).fault()).isEmpty();
    }

    @Test
    void isForThePetitionThatItsCheckpointIsOf() {
        Receipt receipt = read(withExtra(GOOD_EXTRA.replace("\"sample\"", "\"ample\"")));
        assertThat(receipt.verify(KEY).fault()).contains(Fault.SIGNATURE);
        assertThat(receipt.verify(KEY).sentence()).contains("is for ample, but its checkpoint is from");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            empty                | (?s).*               | ''                | no checkpoint
            other file           | (?s).*               | hello\\n\\nworld  | its first line
            other version        | proof@v1             | proof@v2          | its first line
            no extra             | extra .*\\n          | ''                | its line 2
            two extras           | (extra .*\\n)        | $1$1              | its line 3
            extra not Base64     | extra .              | extra =           | Base64
            no index             | index .*\\n          | ''                | its line 3
            negative index       | index                | index -           | its line 3
            leading zero         | index                | index 0           | its line 3
            huge index           | index 55             | index 55000000000000000000 | its line 3
            hash not Base64      | (?m)^[A-Za-z0-9]{4}(.{40})$ | =$1        | Base64
            hash too short       | (?m)^[A-Za-z0-9]{4}(.{40})$ | $1         | bytes
            no empty line        | \\n\\n               | \\n               | no checkpoint
            carriage returns     | \\n                  | \\r\\n            | no checkpoint
            byte order mark      | ^                    | \ufeff            | its first line
            checkpoint cut short | (?s).{9}$            | ''                | its checkpoint
            text behind          | \\n$                 | \\n\\n            | its checkpoint
            second signature     | (\u2014.*\\n)        | $1$1              | its checkpoint
            """)
    void isNotReadIfItIsNotInForm(String defect, String regex, String replacement, String says) {
        String changed =
                GOOD.replaceAll(regex, replacement.replace("\\n", "\n").replace("\\r", "\r"));
        assertThat(changed).isNotEqualTo(GOOD);
        assertThat(Receipt.read(changed.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        ReceiptReading.Unreadable.class, unreadable -> assertThat(unreadable.reason())
                                .contains(says));
    }

    @Test
    void isNotReadIfItSaysWhatTheFormatDoesNotKnow() {
        for (String extra : List.of(
                GOOD_EXTRA.replaceFirst("\"name\":\"[^\"]*\",", ""),
                GOOD_EXTRA.replaceFirst(",\"salt\":\"[^\"]*\"", ""),
                GOOD_EXTRA.replaceFirst("}$", ",\"x\":1}"),
                GOOD_EXTRA.replaceFirst("\"salt\":\"..", "\"salt\":\""),
                GOOD_EXTRA.replaceFirst("\"edition\":2", "\"edition\":\"2\""),
                GOOD_EXTRA.replaceFirst("\"row\":\"[^ ]*\\}\"", "\"row\":\"{}\""),
                GOOD_EXTRA.replaceFirst("^\\{", "{ "),
                "[]",
                "{}")) {
            assertThat(Receipt.read(withExtra(extra).getBytes(UTF_8)))
                    .as(extra)
                    .isInstanceOf(ReceiptReading.Unreadable.class);
        }
    }

    @Test
    void isNotReadIfItIsEndless() {
        byte[] endless = (GOOD + "x".repeat(Receipt.LONGEST)).getBytes(UTF_8);
        assertThat(Receipt.read(endless)).isEqualTo(new ReceiptReading.Unreadable(
                "it has more than 65536 bytes, which no receipt has"));
        List<byte[]> high = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            high.add(new byte[32]);
        }
        assertThat(Receipt.read(withProof(high).getBytes(UTF_8)))
                .isInstanceOf(ReceiptReading.Unreadable.class);
    }

    @Test
    void refusesAKeyThatIsNone() {
        assertThatThrownBy(() -> read(GOOD).verify("none")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String row() {
        return EDITION.text("data/rows.jsonl").lines().toList().get(ROW);
    }

    private static byte[] checkpoint() {
        return EDITION.text("data/checkpoint.txt").getBytes(UTF_8);
    }

    private static List<byte[]> proof() {
        return SampleRows.path(48 + ROW, EDITION.leaves());
    }

    private static List<byte[]> doubled() {
        List<byte[]> doubled = new ArrayList<>(proof());
        doubled.add(doubled.get(0));
        return doubled;
    }

    private static String withExtra(String extra) {
        return SamplePackage.receipt(extra, 48 + ROW, proof(), EDITION.text("data/checkpoint.txt"));
    }

    private static String withProof(List<byte[]> proof) {
        return SamplePackage.receipt(GOOD_EXTRA, 48 + ROW, proof, EDITION.text("data/checkpoint.txt"));
    }

    private static String withCheckpoint(String checkpoint) {
        return SamplePackage.receipt(GOOD_EXTRA, 48 + ROW, proof(), checkpoint);
    }

    private static Receipt read(String receipt) {
        ReceiptReading reading = Receipt.read(receipt.getBytes(UTF_8));
        assertThat(reading).isInstanceOf(Receipt.class);
        return (Receipt) reading;
    }
}
