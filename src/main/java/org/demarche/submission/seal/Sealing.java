package org.demarche.submission.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.MimeType;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.DigestDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import eu.europa.esig.dss.xades.XAdESSignatureParameters;
import eu.europa.esig.dss.xades.signature.XAdESService;
import eu.europa.esig.dss.xml.utils.DomUtils;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demarche.verification.Layout;
import org.w3c.dom.Document;

/**
 * Seals files into one container: ASiC-E with XAdES-BASELINE-B or -T (ETSI EN 319 162-1, EN 319 132-1). EU DSS makes the
 * seal over the hashes of what was put in, so that files are read once, however large.
 */
public final class Sealing {
    private static final String SIGNATURES = "META-INF/signatures001.xml";
    private static final String ASIC = "http://uri.etsi.org/02918/v1.2.1#";

    private final SealKey key;
    private final Optional<? extends TSPSource> timeStamps;
    private final Runnable between;

    /**
     * Prepares a seal.
     *
     * @param timeStamps whoever says when it was made; without, its time is the sealer's claim
     * @param between what is to be run, very often, between two pieces of a file
     */
    public Sealing(SealKey key, Optional<? extends TSPSource> timeStamps, Runnable between) {
        this.key = key;
        this.timeStamps = timeStamps;
        this.between = between;
    }

    /**
     * Writes a container.
     *
     * @param files by their names in it, in their order
     * @param cutoff what entries are dated by
     * @param now the time that the seal states
     * @param container the file to write
     * @throws TimeStampMissing if nobody says when it was made, though somebody has to
     */
    public SealedFile seal(Map<String, Path> files, Instant cutoff, Instant now, Path container) throws IOException {
        Container zip = new Container(container, cutoff, between);
        try (zip) {
            zip.addStored(Layout.MIMETYPE, Layout.PACKAGE_MEDIA_TYPE.getBytes(US_ASCII));
            List<DSSDocument> documents = new ArrayList<>();
            for (Map.Entry<String, Path> file : files.entrySet()) {
                documents.add(document(file.getKey(), zip.add(file.getKey(), file.getValue())));
            }
            zip.add(SIGNATURES, seal(documents, now));
            zip.add(Layout.CONTAINER_MANIFEST, manifest(files.keySet()).getBytes(UTF_8));
        }
        if (Container.isTooLarge(container)) {
            throw new IOException("The package is larger than its format can hold");
        }
        return new SealedFile(container.getFileName().toString(), zip.sha256());
    }

    private static DSSDocument document(String name, byte[] sha256) {
        return new DigestDocument(
                DigestAlgorithm.SHA256,
                sha256,
                name,
                new NamedMediaType(Layout.mediaType(name), MimeType.getFileExtension(name)));
    }

    private byte[] seal(List<DSSDocument> documents, Instant now) throws IOException {
        XAdESService service = new XAdESService(new CommonCertificateVerifier());
        timeStamps.ifPresent(service::setTspSource);
        ToBeSigned data = service.getDataToSign(documents, parameters(now));
        SignatureValue value = new SignatureValue(SignatureAlgorithm.ECDSA_SHA256, sign(data.getBytes()));
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        service.signDocument(documents, parameters(now), value).writeTo(xml);
        return xml.toByteArray();
    }

    private XAdESSignatureParameters parameters(Instant now) {
        CertificateToken certificate = new CertificateToken(key.certificate());
        XAdESSignatureParameters parameters = new XAdESSignatureParameters();
        parameters.setSignaturePackaging(SignaturePackaging.DETACHED);
        parameters.setSignatureLevel(
                timeStamps.isPresent() ? SignatureLevel.XAdES_BASELINE_T : SignatureLevel.XAdES_BASELINE_B);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificateDigestMethod(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(certificate);
        parameters.setCertificateChain(certificate);
        parameters.setCheckCertificateRevocation(false);
        parameters.bLevel().setSigningDate(Date.from(now));
        Document root = DomUtils.buildDOM();
        root.appendChild(root.createElementNS(ASIC, "asic:XAdESSignatures"));
        parameters.setRootDocument(root);
        return parameters;
    }

    private byte[] sign(byte[] data) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key.key());
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new SealKeyUnfit("The key that seals cannot sign.", e);
        }
    }

    /** The list of files that ASiC-E asks for. Names and media types have no characters that XML would have escaped. */
    private static String manifest(Iterable<String> names) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>"
                + "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\""
                + " manifest:version=\"1.2\">");
        fileEntry(xml, "/", Layout.PACKAGE_MEDIA_TYPE);
        names.forEach(name -> fileEntry(xml, name, Layout.mediaType(name)));
        return xml.append("</manifest:manifest>").toString();
    }

    private static void fileEntry(StringBuilder xml, String path, String mediaType) {
        xml.append("<manifest:file-entry manifest:full-path=\"")
                .append(path)
                .append("\" manifest:media-type=\"")
                .append(mediaType)
                .append("\"/>");
    }

    /** The library knows no media type for lines of JSON, nor for CSV. */
    private record NamedMediaType(String mimeTypeString, String extension) implements MimeType {
        @Override
        public String getMimeTypeString() {
            return mimeTypeString;
        }

        @Override
        public String getExtension() {
            return extension;
        }
    }
}
