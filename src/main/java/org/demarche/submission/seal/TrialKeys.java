package org.demarche.submission.seal;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes the keys of a trial, with self-signed certificates that say so. */
final class TrialKeys {
    private static final int SERIAL_BITS = 120;
    private static final Duration VALID = Duration.ofDays(3650);

    private TrialKeys() {}

    /** The key that seals: ECDSA on P-256. */
    static CertifiedKey seal(String organisation, Instant now) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return certified(
                generator.generateKeyPair(), "SHA256withECDSA", "TRIAL seal of no validity", organisation, now);
    }

    /** The key that signs checkpoints: Ed25519. */
    static CertifiedKey checkpoint(String organisation, Instant now) throws GeneralSecurityException {
        return certified(
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair(),
                "Ed25519",
                "TRIAL checkpoint of no validity",
                organisation,
                now);
    }

    private static CertifiedKey certified(
            KeyPair pair, String algorithm, String commonName, String organisation, Instant now)
            throws GeneralSecurityException {
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .addRDN(BCStyle.O, organisation)
                .build();
        // A minute back, for clocks that are late; certificates know whole seconds only.
        Instant from = now.truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);
        try {
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    name,
                                    new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS),
                                    Date.from(from),
                                    Date.from(from.plus(VALID)),
                                    name,
                                    pair.getPublic())
                            .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                            .build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate())));
            return new CertifiedKey(pair.getPrivate(), certificate);
        } catch (CertIOException | OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
