package org.demarche.vault.ceremony;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.demarche.vault.SealedTo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    private static final char[] PASSPHRASE = "violet tram glacier nine é".toCharArray();
    private static final VaultKey KEY = VaultKey.make(new SecureRandom());
    private static final KeyFile FILE = KeyFile.seal(
            KEY, "azimjan-askarov", "Мария, Geneva", PASSPHRASE, KeyFile.FEWEST_ITERATIONS, new SecureRandom());

    @Test
    void opensWithItsPassphraseHoweverItsAccentsAreTyped() {
        KeyFile read = KeyFile.parse("Keep this!\r\n\r\n" + FILE.text().replace("\n", "\r\n"))
                .orElseThrow();

        assertThat(read).isEqualTo(FILE);
        assertThat(read.open("violet tram glacier nine e\u0301".toCharArray()))
                .hasValueSatisfying(key -> assertThat(key.secret()).isEqualTo(KEY.secret()));
        assertThat(read.toString()).doesNotContain(FILE.body());
    }

    @Test
    void staysShutToAnyOtherPassphrase() {
        assertThat(FILE.open("violet tram glacier nine".toCharArray())).isEmpty();
        assertThat(FILE.open(new char[0])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Petition: azimjan/Petition: another",
                "Holder: Мария/Holder: Eve",
                "Fingerprint: ./Fingerprint: 0",
                "SHA512 220000/SHA512 220001"
            })
    void staysShutIfItsHeadWasChanged(String change) {
        String[] parts = change.split("/", -1);
        String changed = FILE.text().replaceFirst(parts[0], parts[1]);

        if (!changed.equals(FILE.text())) {
            assertThat(KeyFile.parse(changed).orElseThrow().open(PASSPHRASE)).isEmpty();
        }
    }

    @Test
    void staysShutIfItsBodyWasChanged() {
        char first = FILE.body().charAt(30);
        String changed = FILE.text()
                .replace(FILE.body().substring(20, 31), FILE.body().substring(20, 30) + (first == 'A' ? 'B' : 'A'));

        assertThat(KeyFile.parse(changed).orElseThrow().open(PASSPHRASE)).isEmpty();
    }

    @Test
    void isNoneIfItWasCutOrAsksForTooMuchWork() {
        assertThat(KeyFile.parse(FILE.text().substring(0, FILE.text().length() - 40)))
                .isEmpty();
        assertThat(KeyFile.parse(FILE.text().replace("SHA512 220000", "SHA512 99999999")))
                .isEmpty();
        assertThat(KeyFile.parse(FILE.text().replace("SHA512 220000", "SHA512 100000")))
                .isEmpty();
        assertThat(KeyFile.parse("")).isEmpty();
        assertThat(KeyFile.parse("x".repeat(100_000) + FILE.text())).isEmpty();
    }

    @Test
    void opensWhatThePortalSealedToItsPublicKey() {
        byte[] info = Drill.info("azimjan-askarov");
        byte[] sealed = SealedTo.key(KEY.publicKey(), "a code".getBytes(UTF_8), info);

        assertThat(KEY.open(sealed, info))
                .hasValueSatisfying(text -> assertThat(text).isEqualTo("a code".getBytes(UTF_8)));
        assertThat(KEY.open(sealed, Drill.info("another"))).isEmpty();
        assertThat(VaultKey.make(new SecureRandom()).open(sealed, info)).isEmpty();
        sealed[40] ^= 1;
        assertThat(KEY.open(sealed, info)).isEmpty();
        assertThat(KEY.open(new byte[20], info)).isEmpty();
    }
}
