package org.demarche.verification.stamp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demarche.verification.input.Defect;

/**
 * What an authority signs of its signature itself (RFC 5652, section 5.3).
 *
 * @param contentType of what is stamped, an object identifier
 * @param messageDigest hash of what is stamped
 * @param certificates hashes of the authority's certificate, by RFC 2634 or RFC 5816, at least one
 */
record SignedAttributes(String contentType, byte[] messageDigest, List<CertificateHash> certificates) {

    private static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";
    private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
    private static final String SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12";
    private static final String SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";

    /** A certificate's hash; without a name of the algorithm it is SHA-1, as RFC 2634 has it. */
    record CertificateHash(Optional<Hash> algorithm, byte[] value) {}

    static SignedAttributes read(Der attributes) throws Defect {
        Map<String, Der> values = new HashMap<>();
        while (!attributes.atEnd()) {
            Der attribute = attributes.inside(Der.SEQUENCE);
            String type = attribute.identifier();
            Der value = attribute.inside(Der.SET);
            attribute.expectEnd();
            if (values.put(type, value) != null) {
                throw new Defect("its signer says " + type + " twice");
            }
        }
        List<CertificateHash> certificates = new ArrayList<>();
        if (values.containsKey(SIGNING_CERTIFICATE)) {
            Der first = firstCertificate(values.get(SIGNING_CERTIFICATE));
            certificates.add(new CertificateHash(Optional.empty(), first.content(Der.OCTET_STRING)));
        }
        if (values.containsKey(SIGNING_CERTIFICATE_V2)) {
            Der first = firstCertificate(values.get(SIGNING_CERTIFICATE_V2));
            Hash algorithm = first.at(Der.SEQUENCE) ? Hash.read(first) : Hash.SHA256;
            certificates.add(new CertificateHash(Optional.of(algorithm), first.content(Der.OCTET_STRING)));
        }
        if (certificates.isEmpty()) {
            throw new Defect("its signer does not say with which certificate it was made");
        }
        Der type = value(values, CONTENT_TYPE);
        String contentType = type.identifier();
        type.expectEnd();
        Der digest = value(values, MESSAGE_DIGEST);
        byte[] messageDigest = digest.content(Der.OCTET_STRING);
        digest.expectEnd();
        return new SignedAttributes(contentType, messageDigest, List.copyOf(certificates));
    }

    /** {@return the first {@code ESSCertID} or {@code ESSCertIDv2} of a list of them} */
    private static Der firstCertificate(Der value) throws Defect {
        Der list = value.inside(Der.SEQUENCE);
        value.expectEnd();
        return list.inside(Der.SEQUENCE).inside(Der.SEQUENCE);
    }

    private static Der value(Map<String, Der> values, String type) throws Defect {
        Der value = values.get(type);
        if (value == null) {
            throw new Defect("its signer does not say " + type);
        }
        return value;
    }
}
