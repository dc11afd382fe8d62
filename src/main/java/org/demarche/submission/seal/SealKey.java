package org.demarche.submission.seal;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.HexFormat;
import java.util.Objects;

/** The key that seals packages, on the curve P-256, and the certificate that names its owner. */
public record SealKey(PrivateKey key, X509Certificate certificate) {
    private static final int BITS = 256;

    public SealKey {
        Objects.requireNonNull(key);
        if (!(certificate.getPublicKey() instanceof ECPublicKey ec)
                || ec.getParams().getOrder().bitLength() != BITS) {
            throw new SealKeyUnfit("The key that seals has to be one on the curve P-256.");
        }
    }

    /** {@return SHA-256 of the certificate in lower-case hexadecimal} */
    public String fingerprint() {
        return fingerprint(certificate);
    }

    /** {@return SHA-256 of a certificate in lower-case hexadecimal} */
    public static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
