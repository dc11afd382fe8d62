package org.demarche.submission.seal;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Objects;

/** A private key with the certificate that says whose it is. */
record CertifiedKey(PrivateKey key, X509Certificate certificate) {
    CertifiedKey {
        Objects.requireNonNull(key);
        Objects.requireNonNull(certificate);
    }
}
