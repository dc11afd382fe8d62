package org.demarche.verification.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demarche.verification.HostileZip;
import org.demarche.verification.SampleSeal;
import org.demarche.verification.input.Defect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {

    private static final String FILE = "META-INF/signatures001.xml";

    private static final Map<String, byte[]> FILES =
            Map.of("data/method.txt", "A method\n".getBytes(StandardCharsets.UTF_8));

    private static final String GOOD = sealedBy(SampleSeal.SAMPLE);

    @Test
    void tellsWhoSealedWhatAndWhen() throws Defect {
        Seal seal = verified(GOOD);
        assertThat(seal.fingerprint()).isEqualTo(SampleSeal.SAMPLE.fingerprint());
        assertThat(seal.subject()).contains("CN=Sample seal");
        assertThat(seal.signedAt()).hasToString("2026-11-23T19:00:00Z");
        assertThat(seal.files())
                .containsExactly(new SealedFile(
                        "data/method.txt",
                        "text/plain",
                        "ef1b39e2d3be68adee685f3a3f1fc44f068f114c5f8c7b473772d4bfbae7bde2"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x02, 0x20, 0x80})
    void hasNoFreeByte(int mask) {
        byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= (byte) mask;
            assertThatThrownBy(() -> Seal.verified(bytes)).as("byte %d", i).isInstanceOf(Defect.class);
            bytes[i] ^= (byte) mask;
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            line feed at the end        | $                    | \\n
            white space                 | ><ds:SignedInfo      | > <ds:SignedInfo
            comment                     | ><ds:SignedInfo      | ><!----><ds:SignedInfo
            document type               | <asic:XAdES          | <!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><asic:XAdES
            other quotes                | Target="([^"]*)"     | Target='$1'
            other algorithm             | ecdsa-sha256         | ecdsa-sha1
            transform of a file         | (URI="data[^>]*>)    | $1<ds:Transforms><ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"/></ds:Transforms>
            remote reference            | data/method          | http://localhost/method
            no reference                | <ds:Reference Id.*?</ds:Reference> | ''
            second signature            | (<ds:Signature .*</ds:Signature>)  | $1$1
            unsigned properties         | </xades:SignedProperties> | </xades:SignedProperties><xades:UnsignedProperties/>
            split certificate           | <ds:X509Certificate>(....) | <ds:X509Certificate>$1\\n
            unpadded digest             | =</ds:DigestValue>   | </ds:DigestValue>
            second certificate          | (<ds:X509Certificate>.*</ds:X509Certificate>) | $1$1
            impossible time             | 2026-11-23T          | 2026-11-32T
            earlier time                | 2026-11-23T          | 2026-11-22T
            """)
    void refusesWhatDepartsFromItsForm(String departure, String regex, String replacement) {
        String changed = GOOD.replaceFirst(regex, replacement.replace("\\n", "\n"));
        assertThat(changed).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> verified(changed)).isInstanceOf(Defect.class);
    }

    @Test
    void refusesTheCertificateOfAnotherKey() {
        Pattern certificate = Pattern.compile("<ds:X509Certificate>.*</ds:X509Certificate>");
        Matcher other = certificate.matcher(sealedBy(new SampleSeal("Somebody else", "secp256r1", 2026, 2036)));
        assertThat(other.find()).isTrue();
        String swapped = certificate.matcher(GOOD).replaceFirst(Matcher.quoteReplacement(other.group()));
        assertThatThrownBy(() -> verified(swapped)).hasMessageContaining("but the sealer signed along that of");
    }

    @Test
    void refusesMoreReferencesThanAStrictValidatorTakes() {
        Map<String, byte[]> many = new TreeMap<>();
        for (int i = 0; i < 29; i++) {
            many.put("data/method-" + i + ".txt", new byte[0]);
        }
        String sealed = new String(
                HostileZip.unpack(SampleSeal.SAMPLE.seal(many)).get(FILE), StandardCharsets.UTF_8);
        assertThatThrownBy(() -> verified(sealed)).hasMessageContaining("refers to 29 files");
    }

    @Test
    void refusesAnotherCurve() {
        String sealed = sealedBy(new SampleSeal("Sample seal", "secp384r1", 2026, 2036));
        assertThatThrownBy(() -> verified(sealed)).hasMessageContaining("not one on the curve P-256");
    }

    @ParameterizedTest
    @CsvSource({"2020,2022", "2027,2030"})
    void refusesACertificateThatWasNotValidWhenItSealed(int from, int until) {
        String sealed = sealedBy(new SampleSeal("Sample seal", "secp256r1", from, until));
        assertThatThrownBy(() -> verified(sealed)).hasMessageContaining("but the sealer's certificate was valid from " + from);
    }

    private static Seal verified(String document) throws Defect {
        return Seal.verified(document.getBytes(StandardCharsets.UTF_8));
    }

    private static String sealedBy(SampleSeal sealer) {
        return new String(HostileZip.unpack(sealer.seal(FILES)).get(FILE), StandardCharsets.UTF_8);
    }
}
