package org.demarche.submission.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.demarche.submission.rows.Root;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointKeysTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T18:00:00Z"), ZoneOffset.UTC);
    private static final Root ROOT = new Root(HexFormat.of().parseHex("ab".repeat(32)), 6_100_000);

    @TempDir
    private Path folder;

    private CheckpointKeys keys(String url) {
        return new CheckpointKeys(new KeySettings(folder, true, url), CLOCK);
    }

    @Test
    void signsACheckpointThatTheVerifierKeyVerifies() throws GeneralSecurityException {
        CheckpointKey key = keys("https://petitions.example.org").key("sample", "Example organisation");
        String note = new String(key.checkpoint(ROOT), UTF_8);

        List<String> lines = note.lines().toList();
        assertThat(lines)
                .hasSize(5)
                .startsWith(
                        "petitions.example.org/sample",
                        "6100000",
                        Base64.getEncoder().encodeToString(ROOT.hash()),
                        "");
        assertThat(note).endsWith("\n");
        assertThat(lines.get(4)).startsWith("\u2014 petitions.example.org/sample ");
        byte[] signed =
                Base64.getDecoder().decode(lines.get(4).substring(lines.get(4).lastIndexOf(' ') + 1));
        String[] verifier = key.verifierKey().split("\\+", 3);
        byte[] typed = Base64.getDecoder().decode(verifier[2]);
        assertThat(typed).hasSize(33).startsWith(1);
        assertThat(verifier[0]).isEqualTo("petitions.example.org/sample");
        assertThat(HexFormat.of().formatHex(signed, 0, 4))
                .isEqualTo(verifier[1])
                .isEqualTo(keyId(typed));
        assertThat(verifies(typed, note.substring(0, note.indexOf("\n\n") + 1), Arrays.copyOfRange(signed, 4, 68)))
                .isTrue();
    }

    private static String keyId(byte[] typed) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update("petitions.example.org/sample\n".getBytes(UTF_8));
        return HexFormat.of().formatHex(digest.digest(typed), 0, 4);
    }

    private static boolean verifies(byte[] typed, String text, byte[] signature) throws GeneralSecurityException {
        byte[] encoded = HexFormat.of()
                .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(typed, 1, 33));
        Signature verification = Signature.getInstance("Ed25519");
        verification.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verification.update(text.getBytes(UTF_8));
        return verification.verify(signature);
    }

    @Test
    void signsTheSameTreeWithTheSameBytes() {
        byte[] first = keys("https://petitions.example.org").key("sample", "A").checkpoint(ROOT);

        assertThat(keys("https://petitions.example.org").key("sample", "B").checkpoint(ROOT))
                .isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "https://petitions.example.org, petitions.example.org/sample",
        "https://petitions.example.org:443, petitions.example.org/sample",
        "http://petitions.example.org:443, petitions.example.org:443/sample",
        "http://localhost:8080, localhost:8080/sample",
        "http://[::1]:8080, [::1]:8080/sample"
    })
    void namesThePortalAndThePetition(String url, String origin) {
        assertThat(keys(url).key("sample", "Example").verifierKey()).startsWith(origin + "+");
    }

    @Test
    void marksAKeyOfTheTrialAndKeepsIt() {
        String made =
                keys("http://localhost").key("sample", "Example organisation").verifierKey();

        assertThat(keys("http://localhost").key("sample", "Another").verifierKey())
                .isEqualTo(made);
        KeyPairFile file = new KeyPairFile(new KeySettings(folder, true), CLOCK, "checkpoint", TrialKeys::checkpoint);
        assertThat(file.open("Another").certificate().getSubjectX500Principal().getName())
                .contains("TRIAL", "Example organisation");
        assertThat(folder.resolve("checkpoint.password")).isNotEmptyFile();
    }

    @Test
    void refusesAKeyThatIsForSomethingElse() throws IOException {
        new SealKeys(new KeySettings(folder, true), CLOCK).key("Example");
        for (String ending : List.of(".p12", ".password")) {
            Files.copy(
                    folder.resolve("seal" + ending),
                    folder.resolve("checkpoint" + ending),
                    StandardCopyOption.REPLACE_EXISTING);
        }

        assertThatThrownBy(() -> keys("http://localhost").key("sample", "Example"))
                .isInstanceOf(SealKeyUnfit.class)
                .hasMessageContaining("Ed25519");
    }

    @Test
    void refusesToMakeOneOutsideTheTrial() {
        CheckpointKeys keys = new CheckpointKeys(new KeySettings(folder, false), CLOCK);

        assertThatThrownBy(() -> keys.key("sample", "Example"))
                .isInstanceOf(SealKeyUnfit.class)
                .hasMessageContaining("checkpoint.p12");
        assertThat(folder).isEmptyDirectory();
    }
}
