package org.demarche.security.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpTest {
    /** The secret of RFC 6238, appendix B. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    private static final Instant NOW = Instant.parse("2026-11-23T18:00:10Z");
    private static final long STEP = NOW.getEpochSecond() / 30;

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void makesTheCodesOfTheStandard(long second, String code) {
        assertThat(Totp.code(SECRET, second / 30)).isEqualTo(code);
        assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(second), TotpKey.NO_STEP))
                .hasValue(second / 30);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1})
    void clocksMayDifferByOneStep(long off) {
        assertThat(Totp.step(SECRET, Totp.code(SECRET, STEP + off), NOW, TotpKey.NO_STEP))
                .hasValue(STEP + off);
    }

    @ParameterizedTest
    @ValueSource(longs = {-2, 2})
    void andByNoMore(long off) {
        assertThat(Totp.step(SECRET, Totp.code(SECRET, STEP + off), NOW, TotpKey.NO_STEP))
                .isEmpty();
    }

    @Test
    void noStepUpToTheLastOneCounts() {
        assertThat(Totp.step(SECRET, Totp.code(SECRET, STEP), NOW, STEP)).isEmpty();
        assertThat(Totp.step(SECRET, Totp.code(SECRET, STEP - 1), NOW, STEP)).isEmpty();
        assertThat(Totp.step(SECRET, Totp.code(SECRET, STEP + 1), NOW, STEP)).hasValue(STEP + 1);
    }

    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void writesBytesAsTheStandardDoes(String bytes, String text) {
        assertThat(Base32.text(bytes.getBytes(StandardCharsets.US_ASCII))).isEqualTo(text);
    }

    @Test
    void tellsAppsWhoseAccountItIs() {
        assertThat(Totp.uri(SECRET, "petitions.example.org", "maria keller@example.org"))
                .isEqualTo("otpauth://totp/petitions.example.org:maria%20keller%40example.org"
                        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=petitions.example.org");
    }

    @Test
    void offersThePictureAndTheTextOfTheSameKey() {
        Offer offer = Offer.of(SECRET, "petitions.example.org", "maria@example.org");

        assertThat(offer.text()).isEqualTo("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assertThat(offer.path()).startsWith("M4 4h1v1h-1z");
        assertThat(offer.path().split("z", 0)).allMatch(module -> module.matches("M\\d+ \\d+h1v1h-1"));
        assertThat(offer).hasToString("Offer[…]");
    }
}
