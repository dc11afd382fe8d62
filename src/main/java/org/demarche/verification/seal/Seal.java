package org.demarche.verification.seal;

import java.time.Instant;
import java.util.List;
import org.demarche.verification.input.Defect;
import org.demarche.verification.input.Utf8;
import org.demarche.verification.stamp.TimeStamp;
import org.demarche.verification.stamp.TimeStampToken;

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
        SignatureValidation.validate(document, form.certificate().getPublicKey());
        Seal seal = new Seal(form);
        seal.requireValidAt(form.signedAt(), "it claims to have been made at");
        return seal;
    }

    private void requireValidAt(Instant time, String claim) throws Defect {
        Instant from = form.certificate().getNotBefore().toInstant();
        Instant until = form.certificate().getNotAfter().toInstant();
        if (time.isBefore(from) || time.isAfter(until)) {
            throw new Defect(claim + " " + time + ", but the sealer's certificate was valid from " + from + " until "
                    + until);
        }
    }

    /** {@return the files that the seal covers, in its order} */
    public List<SealedFile> files() {
        return form.files();
    }

    /** {@return whether there is a time-stamp over the seal's signature} */
    public boolean isStamped() {
        return form.timeStamp().isPresent();
    }

    /**
     * {@return what the time-stamp over the seal's signature says}
     *
     * @throws Defect if there is none, it does not hold, or the sealer's certificate was not valid at its time
     */
    public TimeStamp timeStamp() throws Defect {
        byte[] token = form.timeStamp().orElseThrow(() -> new Defect("there is no time-stamp"));
        TimeStamp stamp = TimeStampToken.read(token).verify(Utf8.encode(form.signatureValue()));
        requireValidAt(stamp.at(), "its time-stamp says");
        return stamp;
    }

    /** {@return when the sealer claims to have sealed; only {@link #timeStamp} proves a time} */
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
