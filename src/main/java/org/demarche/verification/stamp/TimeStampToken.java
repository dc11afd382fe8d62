package org.demarche.verification.stamp;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.demarche.verification.input.Defect;
import org.demarche.verification.input.Sha256;
import org.demarche.verification.stamp.SignedAttributes.CertificateHash;

/**
 * A time-stamp token: a {@code SignedData} (RFC 5652) by one signer around a {@code TSTInfo} (RFC 3161), with the
 * certificates of the authority and without revocation lists or unsigned attributes. Reading one proves its shape alone.
 */
public final class TimeStampToken {

    private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
    private static final String TIME_STAMP_CONTENT = "1.2.840.113549.1.9.16.1.4";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
    private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";

    private final List<X509Certificate> certificates = new ArrayList<>();
    private final byte[] content;
    private final Signer signer;

    /** Who signed, by what, and what was signed. */
    private record Signer(
            Optional<BigInteger> serialNumber,
            byte[] issuerOrKey,
            Hash hash,
            byte[] signedAttributes,
            SignatureMethod method,
            byte[] signature) {}

    private TimeStampToken(byte[] der) throws Defect {
        Der outer = Der.of(der);
        Der contentInfo = outer.inside(Der.SEQUENCE);
        outer.expectEnd();
        require(contentInfo.identifier().equals(SIGNED_DATA), "it is not signed data");
        Der wrapped = contentInfo.inside(Der.context(0));
        contentInfo.expectEnd();
        Der signedData = wrapped.inside(Der.SEQUENCE);
        wrapped.expectEnd();
        require(signedData.integer().equals(BigInteger.valueOf(3)), "it is not signed data of version 3");
        Der hashes = signedData.inside(Der.SET);
        Hash hash = Hash.read(hashes);
        hashes.expectEnd();
        content = readContent(signedData.inside(Der.SEQUENCE));
        require(signedData.at(Der.context(0)), "the authority's certificate is not in it");
        readCertificates(signedData.inside(Der.context(0)));
        Der signers = signedData.inside(Der.SET);
        signedData.expectEnd();
        signer = readSigner(signers.inside(Der.SEQUENCE));
        require(signers.atEnd(), "it has more than one signer");
        require(hash == signer.hash(), "it names two hashes");
    }

    /**
     * Reads a token.
     *
     * @param der the token in DER
     * @throws Defect if it is not one, or is not in DER
     */
    public static TimeStampToken read(byte[] der) throws Defect {
        return new TimeStampToken(der);
    }

    /**
     * Verifies that the token stamps these bytes.
     *
     * @param stamped what the authority was shown the hash of
     * @throws Defect if it is over something else, its signature does not hold, or its certificate is not one for
     *     time-stamping that was valid then
     */
    public TimeStamp verify(byte[] stamped) throws Defect {
        Der set = Der.of(signer.signedAttributes());
        SignedAttributes attributes = SignedAttributes.read(set.inside(Der.SET));
        require(attributes.contentType().equals(TIME_STAMP_CONTENT), "its signer signed something else than a time");
        require(
                MessageDigest.isEqual(attributes.messageDigest(), signer.hash().digest(content)),
                "what it says is not what its signer signed");
        X509Certificate certificate = certificate(attributes.certificates());
        signer.method().verify(certificate.getPublicKey(), signer.signedAttributes(), signer.signature());
        StampedContent said = StampedContent.read(content);
        said.requireImprintOf(stamped);
        requireForTimeStamping(certificate);
        if (said.at().isBefore(certificate.getNotBefore().toInstant())
                || said.at().isAfter(certificate.getNotAfter().toInstant())) {
            throw new Defect("it says " + said.at() + ", but the authority's certificate was valid from "
                    + certificate.getNotBefore().toInstant() + " until "
                    + certificate.getNotAfter().toInstant());
        }
        return new TimeStamp(
                certificate.getSubjectX500Principal().getName(), Sha256.of(encoded(certificate)), said.at());
    }

    private static byte[] readContent(Der encapsulated) throws Defect {
        require(encapsulated.identifier().equals(TIME_STAMP_CONTENT), "it is not a time-stamp");
        Der wrapped = encapsulated.inside(Der.context(0));
        encapsulated.expectEnd();
        byte[] octets = wrapped.content(Der.OCTET_STRING);
        wrapped.expectEnd();
        return octets;
    }

    private void readCertificates(Der list) throws Defect {
        while (!list.atEnd()) {
            byte[] der = list.whole(Der.SEQUENCE);
            try {
                X509Certificate certificate = (X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
                require(Arrays.equals(encoded(certificate), der), "a certificate in it cannot be read");
                certificates.add(certificate);
            } catch (CertificateException unreadable) {
                throw new Defect("a certificate in it cannot be read");
            }
        }
    }

    private static Signer readSigner(Der info) throws Defect {
        int version = info.integer().intValue();
        Optional<BigInteger> serialNumber = Optional.empty();
        byte[] issuerOrKey;
        require(version == (info.at(Der.SEQUENCE) ? 1 : 3), "its signer's version does not go with how it is named");
        if (info.at(Der.SEQUENCE)) {
            Der identifier = info.inside(Der.SEQUENCE);
            issuerOrKey = identifier.whole(Der.SEQUENCE);
            serialNumber = Optional.of(identifier.integer());
            identifier.expectEnd();
        } else {
            issuerOrKey = info.content(Der.primitiveContext(0));
        }
        Hash hash = Hash.read(info);
        byte[] signedAttributes = info.whole(Der.context(0));
        signedAttributes[0] = Der.SET;
        SignatureMethod method = SignatureMethod.read(info, hash);
        byte[] signature = info.content(Der.OCTET_STRING);
        info.expectEnd();
        return new Signer(serialNumber, issuerOrKey, hash, signedAttributes, method, signature);
    }

    /** {@return the certificate in the token that the signer's attributes and its identifier both mean} */
    private X509Certificate certificate(List<CertificateHash> hashes) throws Defect {
        for (X509Certificate certificate : certificates) {
            if (isSigner(certificate)
                    && hashes.stream().allMatch(hash -> Arrays.equals(hash.value(), digest(hash, certificate)))) {
                return certificate;
            }
        }
        throw new Defect("the certificate with which it was made is not in it");
    }

    private boolean isSigner(X509Certificate certificate) {
        if (signer.serialNumber().isPresent()) {
            return certificate.getSerialNumber().equals(signer.serialNumber().get())
                    && Arrays.equals(certificate.getIssuerX500Principal().getEncoded(), signer.issuerOrKey());
        }
        // The extension's value is an OCTET STRING around another; the identifier ends it.
        byte[] extension = certificate.getExtensionValue(SUBJECT_KEY_IDENTIFIER);
        int length = signer.issuerOrKey().length;
        return extension != null
                && extension.length == length + 4
                && Arrays.equals(extension, 4, extension.length, signer.issuerOrKey(), 0, length);
    }

    private static byte[] digest(CertificateHash hash, X509Certificate certificate) {
        try {
            return hash.algorithm().isPresent()
                    ? hash.algorithm().get().digest(encoded(certificate))
                    : MessageDigest.getInstance("SHA-1").digest(encoded(certificate));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-1", impossible);
        }
    }

    private static void requireForTimeStamping(X509Certificate certificate) throws Defect {
        try {
            boolean critical = certificate.getCriticalExtensionOIDs() != null
                    && certificate.getCriticalExtensionOIDs().contains(EXTENDED_KEY_USAGE);
            require(
                    critical && List.of(TIME_STAMPING).equals(certificate.getExtendedKeyUsage()),
                    "the authority's certificate is not one for time-stamping alone");
        } catch (CertificateParsingException unreadable) {
            throw new Defect("what the authority's certificate may be used for cannot be read");
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateException impossible) {
            throw new IllegalStateException("A certificate that was read has an encoding", impossible);
        }
    }

    private static void require(boolean condition, String otherwise) throws Defect {
        if (!condition) {
            throw new Defect(otherwise);
        }
    }
}
