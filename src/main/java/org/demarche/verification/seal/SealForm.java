package org.demarche.verification.seal;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.demarche.verification.input.Defect;
import org.demarche.verification.input.Sha256;
import org.demarche.verification.input.Utf8;

/**
 * What stands in the blanks of a seal's file, before anything is believed of it. The form is the one in which EU DSS
 * writes XAdES-BASELINE-B and -T into ASiC-E.
 *
 * @param files one for each detached reference, in order
 * @param signedAt when the sealer claims to have sealed
 * @param certificate the sealer's own
 * @param fingerprint SHA-256 of that certificate, in hexadecimal
 * @param signedFingerprint SHA-256 of the certificate that the sealer signed along, in hexadecimal
 * @param signatureValue the element {@code ds:SignatureValue} in its canonical form, which a time-stamp is over
 * @param timeStamp the time-stamp's token, in DER; empty at level B
 */
record SealForm(
        List<SealedFile> files,
        Instant signedAt,
        X509Certificate certificate,
        String fingerprint,
        String signedFingerprint,
        String signatureValue,
        Optional<byte[]> timeStamp) {

    /** Fewer than 30: the JDK's secure validation takes no more references, the one to the properties included. */
    private static final int MOST_FILES = 28;

    private static final String SHA256 = "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>";
    private static final String DSIG = "http://www.w3.org/2000/09/xmldsig#";
    private static final String EXCLUSIVE = "Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>";
    private static final Pattern ID = Pattern.compile("id-[0-9a-f]{32}");
    private static final Pattern STAMP_ID = Pattern.compile("id-[0-9a-f]{40}");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9._/-]{1,200}");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9.+/-]{1,100}");
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");
    private static final Pattern DIGEST_OF_SHA256 = Pattern.compile("(?=[A-Za-z0-9+/]{43}=<)");

    private record Reference(String file, String sha256) {}

    static SealForm read(byte[] document) throws Defect {
        Form form = new Form(Utf8.decode(document));
        form.expect("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>"
                + "<asic:XAdESSignatures xmlns:asic=\"http://uri.etsi.org/02918/v1.2.1#\">"
                + "<ds:Signature xmlns:ds=\"" + DSIG + "\" Id=\"");
        String id = form.read(ID);
        form.expect("\"><ds:SignedInfo><ds:CanonicalizationMethod " + EXCLUSIVE
                + "<ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256\"/>");
        List<Reference> references = readReferences(form, id);
        form.expect("<ds:Reference Type=\"http://uri.etsi.org/01903#SignedProperties\" URI=\"#xades-" + id
                + "\"><ds:Transforms><ds:Transform " + EXCLUSIVE + "</ds:Transforms>");
        readDigest(form);
        form.expect("</ds:Reference></ds:SignedInfo><ds:SignatureValue Id=\"value-" + id + "\">");
        byte[] signature = form.readBase64();
        form.expect("</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>");
        byte[] der = form.readBase64();
        form.expect("</ds:X509Certificate></ds:X509Data></ds:KeyInfo><ds:Object>"
                + "<xades:QualifyingProperties xmlns:xades=\"http://uri.etsi.org/01903/v1.3.2#\" Target=\"#" + id
                + "\"><xades:SignedProperties Id=\"xades-" + id + "\"><xades:SignedSignatureProperties>"
                + "<xades:SigningTime>");
        Instant signedAt = readTime(form);
        form.expect("</xades:SigningTime><xades:SigningCertificateV2><xades:Cert><xades:CertDigest>");
        String signedFingerprint = readDigest(form);
        form.expect("</xades:CertDigest><xades:IssuerSerialV2>");
        form.readBase64();
        form.expect("</xades:IssuerSerialV2></xades:Cert></xades:SigningCertificateV2>"
                + "</xades:SignedSignatureProperties><xades:SignedDataObjectProperties>");
        List<SealedFile> files = readMediaTypes(form, id, references);
        form.expect("</xades:SignedDataObjectProperties></xades:SignedProperties>");
        Optional<byte[]> timeStamp = readTimeStamp(form);
        form.expect("</xades:QualifyingProperties></ds:Object></ds:Signature></asic:XAdESSignatures>");
        form.expectEnd();
        return new SealForm(
                files,
                signedAt,
                readCertificate(der),
                Sha256.of(der),
                signedFingerprint,
                canonical(id, signature),
                timeStamp);
    }

    /** The form leaves nothing that canonicalisation would change but the declaration of the prefix. */
    private static String canonical(String id, byte[] signature) {
        return "<ds:SignatureValue xmlns:ds=\"" + DSIG + "\" Id=\"value-" + id + "\">"
                + Base64.getEncoder().encodeToString(signature) + "</ds:SignatureValue>";
    }

    private static Optional<byte[]> readTimeStamp(Form form) throws Defect {
        if (!form.skip("<xades:UnsignedProperties>")) {
            return Optional.empty();
        }
        form.expect("<xades:UnsignedSignatureProperties><xades:SignatureTimeStamp Id=\"ts-");
        String id = form.read(STAMP_ID);
        form.expect("\"><ds:CanonicalizationMethod " + EXCLUSIVE + "<xades:EncapsulatedTimeStamp Id=\"ets-" + id
                + "\">");
        byte[] token = form.readBase64();
        form.expect("</xades:EncapsulatedTimeStamp></xades:SignatureTimeStamp></xades:UnsignedSignatureProperties>"
                + "</xades:UnsignedProperties>");
        return Optional.of(token);
    }

    private static List<Reference> readReferences(Form form, String id) throws Defect {
        List<Reference> references = new ArrayList<>();
        while (form.skip("<ds:Reference Id=\"")) {
            form.expect("r-" + id + "-" + (references.size() + 1) + "\" URI=\"");
            String file = form.read(FILE);
            form.expect("\">");
            references.add(new Reference(file, readDigest(form)));
            form.expect("</ds:Reference>");
        }
        if (references.size() > MOST_FILES) {
            throw new Defect("refers to " + references.size() + " files; a seal refers to at most " + MOST_FILES);
        }
        return references;
    }

    private static List<SealedFile> readMediaTypes(Form form, String id, List<Reference> references) throws Defect {
        List<SealedFile> files = new ArrayList<>();
        for (Reference reference : references) {
            form.expect("<xades:DataObjectFormat ObjectReference=\"#r-" + id + "-" + (files.size() + 1)
                    + "\"><xades:MimeType>");
            String mediaType = form.read(MEDIA_TYPE);
            form.expect("</xades:MimeType></xades:DataObjectFormat>");
            files.add(new SealedFile(reference.file(), mediaType, reference.sha256()));
        }
        return List.copyOf(files);
    }

    private static String readDigest(Form form) throws Defect {
        form.expect(SHA256 + "<ds:DigestValue>");
        form.read(DIGEST_OF_SHA256);
        String digest = Sha256.hex(form.readBase64());
        form.expect("</ds:DigestValue>");
        return digest;
    }

    private static Instant readTime(Form form) throws Defect {
        String time = form.read(TIME);
        try {
            return Instant.parse(time);
        } catch (DateTimeException impossible) {
            throw new Defect("claims an impossible time, " + time);
        }
    }

    private static X509Certificate readCertificate(byte[] der) throws Defect {
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            if (Arrays.equals(certificate.getEncoded(), der)) {
                return certificate;
            }
        } catch (CertificateException unreadable) {
            // Said below, like trailing bytes.
        }
        throw new Defect("has a certificate that cannot be read");
    }
}
