package org.demarche.verification.seal;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.demarche.verification.input.Defect;

/**
 * A seal whose signature holds: the owner of the certificate's key vouched for exactly these files, by digest. Whether
 * the files are still the same, and whether the owner is who they say, is for others to find out.
 */
public final class Seal {

    private final SealForm form;

    private Seal(SealForm form) {
        this.form = form;
    }

    /**
     * Reads a seal and verifies its signature.
     *
     * @param document the content of {@code META-INF/signatures*.xml}
     * @throws Defect if it departs from the form, its signature does not hold, or the certificate is not the one that
     *     was signed along or was not valid at the time the sealer claims
     */
    public static Seal verified(byte[] document) throws Defect {
        SealForm form = SealForm.read(document);
        if (!form.fingerprint().equals(form.signedFingerprint())) {
            throw new Defect("its certificate has SHA-256 " + form.fingerprint()
                    + ", but the sealer signed along that of " + form.signedFingerprint());
        }
        X509Certificate certificate = form.certificate();
        SignatureValidation.validate(document, certificate.getPublicKey());
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (form.signedAt().isBefore(from) || form.signedAt().isAfter(until)) {
            throw new Defect("it claims to have been made at " + form.signedAt()
                    + ", but its certificate was valid from " + from + " until " + until);
        }
        return new Seal(form);
    }

    /** {@return the files that the seal covers, in its order} */
    public List<SealedFile> files() {
        return form.files();
    }

    /** {@return when the sealer claims to have sealed; no time-stamp authority vouches for it} */
    public Instant signedAt() {
        return form.signedAt();
    }

    /** {@return the name in the certificate, as RFC 2253 writes it; the certificate's maker chose it freely} */
    public String subject() {
        return form.certificate().getSubjectX500Principal().getName();
    }

    /** {@return the SHA-256 of the certificate's DER, in lower-case hexadecimal} */
    public String fingerprint() {
        return form.fingerprint();
    }
}
