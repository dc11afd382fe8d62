package org.demarche.verification.stamp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.demarche.verification.SampleAuthority;
import org.demarche.verification.input.Defect;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TimeStampTokenTest {

    private static final byte[] STAMPED = "what was stamped".getBytes(UTF_8);
    private static final byte[] IMPRINT = hash("SHA-256");

    @TempDir
    Path folder;

    @Test
    void tellsWhoStampedAndWhen() throws Defect {
        TimeStamp stamp = verified(SampleAuthority.SAMPLE.token(IMPRINT));
        assertThat(stamp.subject()).contains("CN=Sample authority");
        assertThat(stamp.fingerprint()).isEqualTo(SampleAuthority.SAMPLE.fingerprint());
        assertThat(stamp.at()).hasToString("2026-11-23T19:00:07Z");
    }

    @ParameterizedTest
    @CsvSource({
        "SHA256withECDSA,256,SHA-256",
        "SHA384withECDSA,384,SHA-384",
        "SHA512withECDSA,521,SHA-512",
        "SHA256withRSA,2048,SHA-512",
        "SHA512withRSA,2048,SHA-256",
        "SHA256withRSAandMGF1,2048,SHA-256",
        "SHA384withRSAandMGF1,3072,SHA-384"
    })
    void takesTheAlgorithmsOfTheFormat(String algorithm, int bits, String hash) throws Defect {
        SampleAuthority authority = new SampleAuthority("Another authority", algorithm, bits);
        assertThat(verified(authority.token(hash(hash))).fingerprint()).isEqualTo(authority.fingerprint());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void takesOtherWaysToNameTheCertificate(String way, Consumer<SampleAuthority> setting) throws Defect {
        SampleAuthority authority = authority(setting);
        assertThat(verified(authority.token(IMPRINT)).fingerprint()).isEqualTo(authority.fingerprint());
    }

    static Stream<Arguments> takesOtherWaysToNameTheCertificate() {
        return Stream.of(
                way("by SHA-1, as RFC 2634 has it", authority -> authority.oldAttribute = true),
                way("by both attributes", authority -> authority.bothAttributes = true),
                way("by the key's identifier", authority -> authority.byKeyIdentifier = true),
                way("with fractions of a second", authority -> authority.at = Instant.parse("2026-11-23T19:00:07.250Z")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refuses(String defect, Consumer<SampleAuthority> setting, String says) {
        byte[] token = authority(setting).token(IMPRINT);
        assertThatThrownBy(() -> verified(token)).isInstanceOf(Defect.class).hasMessageContaining(says);
    }

    static Stream<Arguments> refuses() {
        return Stream.of(
                lie("a certificate for anything", authority -> authority.purposes = List.of(), "not one for time-st"),
                lie(
                        "a certificate for mail too",
                        authority -> authority.purposes =
                                List.of(KeyPurposeId.id_kp_timeStamping, KeyPurposeId.id_kp_emailProtection),
                        "not one for time-stamping alone"),
                lie("a purpose that is not critical", authority -> authority.critical = false, "not one for time-stamp"),
                lie("an expired certificate", authority -> expire(authority), "was valid from 2020-01-01T00:00:00Z"),
                lie("a token without the certificate", authority -> authority.withoutCertificate = true, "is not in it"),
                lie("no word of the certificate", authority -> authority.withoutAttribute = true, "which certificate"),
                lie("two signers", authority -> authority.signers = 2, "more than one signer"),
                lie("no signer", authority -> authority.signers = 0, "byte"),
                lie("unsigned attributes", authority -> authority.unsignedAttributes = true, "something more"),
                lie(
                        "another kind of content",
                        authority -> authority.contentType = new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.1.5"),
                        "it is not a time-stamp"),
                lie("BER", authority -> authority.encoding = ASN1Encoding.BER, "not in DER"));
    }

    @ParameterizedTest
    @CsvSource({"SHA256withRSA,1024,neither RSA of", "SHA1withRSA,2048,not SHA-256", "SHA256withECDSA,224,''"})
    void refusesWeakAlgorithms(String algorithm, int bits, String says) {
        byte[] token = new SampleAuthority("Weak authority", algorithm, bits).token(IMPRINT);
        assertThatThrownBy(() -> verified(token)).isInstanceOf(Defect.class).hasMessageContaining(says);
    }

    @Test
    void refusesAWeakImprint() throws Exception {
        byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(STAMPED);
        MessageImprint imprint =
                new MessageImprint(new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.14.3.2.26")), sha1);
        byte[] token = SampleAuthority.SAMPLE.token(imprint);
        assertThatThrownBy(() -> verified(token)).hasMessageContaining("not SHA-256, SHA-384 or SHA-512");
    }

    @Test
    void refusesTheStampOfSomethingElse() {
        byte[] token = SampleAuthority.SAMPLE.token(new byte[32]);
        assertThatThrownBy(() -> verified(token)).hasMessageContaining("over something else than this seal");
    }

    @Test
    void hasNoFreeByte() {
        byte[] token = SampleAuthority.SAMPLE.token(IMPRINT);
        for (int i = 0; i < token.length; i++) {
            for (int mask : new int[] {0x01, 0x20, 0x80}) {
                token[i] ^= (byte) mask;
                assertThatThrownBy(() -> verified(token)).as("byte %d", i).isInstanceOf(Defect.class);
                token[i] ^= (byte) mask;
            }
        }
    }

    @Test
    void isReadToItsEnd() {
        byte[] token = SampleAuthority.SAMPLE.token(IMPRINT);
        for (int length = 0; length < token.length; length++) {
            byte[] cut = Arrays.copyOf(token, length);
            assertThatThrownBy(() -> verified(cut)).as("cut at %d", length).isInstanceOf(Defect.class);
        }
        assertThatThrownBy(() -> verified(Arrays.copyOf(token, token.length + 1))).isInstanceOf(Defect.class);
    }

    /** BouncyCastle judges the samples themselves: else both sides might share a mistake. */
    @Test
    void agreesWithBouncyCastle() throws Exception {
        org.bouncycastle.tsp.TimeStampToken token = new org.bouncycastle.tsp.TimeStampToken(
                new CMSSignedData(SampleAuthority.SAMPLE.token(IMPRINT)));
        X509CertificateHolder certificate =
                token.getCertificates().getMatches(null).iterator().next();
        token.validate(new JcaSimpleSignerInfoVerifierBuilder()
                .setProvider(new BouncyCastleProvider())
                .build(certificate));
        assertThat(token.getTimeStampInfo().getGenTime()).hasSameTimeAs("2026-11-23T19:00:07Z");
    }

    @Test
    void agreesWithOpenssl() throws Exception {
        Assumptions.assumeTrue(exit("openssl", "version") == 0, "openssl is not installed");
        byte[] token = SampleAuthority.SAMPLE.token(IMPRINT);
        X509CertificateHolder certificate = new CMSSignedData(token)
                .getCertificates()
                .getMatches(null)
                .iterator()
                .next();
        Path file = Files.write(folder.resolve("token.der"), token);
        Path data = Files.write(folder.resolve("data"), STAMPED);
        Path der = Files.write(folder.resolve("authority.der"), certificate.getEncoded());
        Path pem = folder.resolve("authority.pem");
        assertThat(exit("openssl", "x509", "-inform", "DER", "-in", der.toString(), "-out", pem.toString()))
                .isZero();
        String[] verification = {
            "openssl", "ts", "-verify", "-token_in", "-in", file.toString(), "-data", data.toString(), "-CAfile",
            pem.toString(), "-attime", Long.toString(Instant.parse("2026-11-24T00:00:00Z").getEpochSecond())
        };
        assertThat(exit(verification)).isZero();
        Files.write(data, new byte[] {1});
        assertThat(exit(verification)).isNotZero();
    }

    private int exit(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output").toFile())
                    .start();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } catch (IOException notInstalled) {
            return -1;
        }
    }

    private static void expire(SampleAuthority authority) {
        authority.fromYear = 2020;
        authority.untilYear = 2022;
    }

    private static SampleAuthority authority(Consumer<SampleAuthority> setting) {
        SampleAuthority authority = new SampleAuthority("Another authority", "SHA256withECDSA", 256);
        setting.accept(authority);
        return authority;
    }

    private static Arguments way(String way, Consumer<SampleAuthority> setting) {
        return arguments(way, setting);
    }

    private static Arguments lie(String defect, Consumer<SampleAuthority> setting, String says) {
        return arguments(defect, setting, says);
    }

    private static byte[] hash(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm).digest(STAMPED);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TimeStamp verified(byte[] token) throws Defect {
        return TimeStampToken.read(token).verify(STAMPED);
    }
}
