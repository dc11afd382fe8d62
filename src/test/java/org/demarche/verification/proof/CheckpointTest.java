package org.demarche.verification.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.demarche.verification.SampleCheckpoint;
import org.demarche.verification.input.Defect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    private static final String GOOD = SampleCheckpoint.SAMPLE.sign(48, new byte[32]);

    @Test
    void tellsWhoseTreeItIsAndHowLarge() throws Defect {
        Checkpoint checkpoint = verified(GOOD, SampleCheckpoint.SAMPLE.key());
        assertThat(checkpoint.origin()).isEqualTo("petitions.example.org/sample");
        assertThat(checkpoint.size()).isEqualTo(48);
        assertThat(checkpoint.root()).isEqualTo(new byte[32]);
        assertThat(checkpoint.bytes()).isEqualTo(GOOD.getBytes(UTF_8));
    }

    /** The example of c2sp.org/signed-note, whose key somebody else made. */
    @Test
    void readsTheKeyOfAnotherImplementation() throws Defect {
        assertThat(VerifierKey.read("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
                        .name())
                .isEqualTo("PeterNeumann");
    }

    @Test
    void hasNoFreeByte() {
        byte[] bytes = GOOD.getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            for (int mask : new int[] {0x01, 0x20, 0x80}) {
                bytes[i] ^= (byte) mask;
                assertThatThrownBy(() ->
                                Checkpoint.read(bytes).verify(VerifierKey.read(SampleCheckpoint.SAMPLE.key())))
                        .as("byte %d", i)
                        .isInstanceOf(Defect.class);
                bytes[i] ^= (byte) mask;
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            extension line        | (?m)^48$             | 48\\nextra
            leading zero          | (?m)^48$             | 048
            no size               | (?m)^48$\\n          | ''
            negative size         | (?m)^48$             | -48
            huge size             | (?m)^48$             | 48000000000000000000
            carriage returns      | \\n                  | \\r\\n
            no empty line         | \\n\\n               | \\n
            hyphen for the dash   | \u2014               | -
            no signature          | \u2014.*             | ''
            second signature      | (\u2014.*\\n)        | $1$1
            short signature       | ....(=*)\\n$         | $1\\n
            space in the origin   | ^petitions           | my petitions
            plus in the origin    | petitions            | peti+tions
            no last line feed     | \\n$                 | ''
            text behind           | \\n$                 | \\nx
            short root            | AAAA                 | ''
            """)
    void refuses(String defect, String regex, String replacement) {
        String changed = GOOD.replaceAll(regex, replacement.replace("\\n", "\n").replace("\\r", "\r"));
        assertThat(changed).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> verified(changed, SampleCheckpoint.SAMPLE.key())).isInstanceOf(Defect.class);
    }

    @Test
    void refusesAnotherKey() {
        String sameName = new SampleCheckpoint("petitions.example.org/sample", "another").key();
        assertThatThrownBy(() -> verified(GOOD, sameName)).hasMessageContaining("signed with another key");
        String otherName = new SampleCheckpoint("petitions.example.org/other", "Sample checkpoint").key();
        assertThatThrownBy(() -> verified(GOOD, otherName)).hasMessageContaining("the key is that of");
    }

    @Test
    void refusesTheSignatureOfAnotherTree() {
        String other = SampleCheckpoint.SAMPLE.sign(49, new byte[32]);
        String mixed = GOOD.substring(0, GOOD.indexOf("\n\n")) + other.substring(other.indexOf("\n\n"));
        assertThatThrownBy(() -> verified(mixed, SampleCheckpoint.SAMPLE.key()))
                .hasMessageContaining("its signature was not made with the key");
    }

    @Test
    void refusesAnEndlessNote() {
        assertThatThrownBy(() -> Checkpoint.read(("x".repeat(5000) + GOOD).getBytes(UTF_8)))
                .hasMessageContaining("more than any checkpoint has");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name",
                "name+c74f20a3",
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10",
                "PeterNeumann+c74f20a3+AhpcX2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
            })
    void refusesAKeyThatIsNotWrittenAsItHasToBe(String key) {
        assertThatThrownBy(() -> VerifierKey.read(key)).isInstanceOf(Defect.class);
    }

    private static Checkpoint verified(String note, String key) throws Defect {
        Checkpoint checkpoint = Checkpoint.read(note.getBytes(UTF_8));
        checkpoint.verify(VerifierKey.read(key));
        return checkpoint;
    }
}
