package org.demarche.submission.seal;

import eu.europa.esig.dss.asic.common.SecureContainerHandlerBuilder;
import eu.europa.esig.dss.asic.common.ZipUtils;
import eu.europa.esig.dss.asic.xades.ASiCWithXAdESSignatureParameters;
import eu.europa.esig.dss.asic.xades.signature.ASiCWithXAdESService;
import eu.europa.esig.dss.enumerations.ASiCContainerType;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.MimeType;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.signature.resources.TempFileResourcesHandlerBuilder;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.demarche.verification.Layout;

/**
 * Seals files into one container: ASiC-E with XAdES-BASELINE-B (ETSI EN 319 162-1, EN 319 132-1), by EU DSS. Files are
 * streamed, however large.
 */
public final class Sealing {
    private final SealKey key;
    private final Path temporary;

    /**
     * Prepares a seal.
     *
     * @param temporary a folder with room for the container
     */
    public Sealing(SealKey key, Path temporary) {
        this.key = key;
        this.temporary = temporary;
    }

    /**
     * Writes the container.
     *
     * @param content the folder that the names are in
     * @param names of files, in their order
     * @param now the time that the seal states
     * @param container the file to write
     */
    public void seal(Path content, List<String> names, Instant now, Path container) throws IOException {
        List<DSSDocument> documents = names.stream()
                .<DSSDocument>map(name -> new PackagedFile(content.resolve(name), name))
                .toList();
        ASiCWithXAdESSignatureParameters parameters = parameters(now);
        ASiCWithXAdESService service = new ASiCWithXAdESService(new CommonCertificateVerifier());
        // The library's settings for containers are those of the whole program: one seal at a time.
        synchronized (Sealing.class) {
            TempFileResourcesHandlerBuilder files =
                    new TempFileResourcesHandlerBuilder().setTempFileDirectory(temporary.toFile());
            ZipUtils.getInstance()
                    .setZipContainerHandlerBuilder(
                            new SecureContainerHandlerBuilder().setResourcesHandlerBuilder(files));
            try {
                ToBeSigned data = service.getDataToSign(documents, parameters);
                SignatureValue value = new SignatureValue(SignatureAlgorithm.ECDSA_SHA256, sign(data.getBytes()));
                service.signDocument(documents, parameters, value).save(container.toString());
            } finally {
                files.clear();
            }
        }
    }

    private ASiCWithXAdESSignatureParameters parameters(Instant now) {
        CertificateToken certificate = new CertificateToken(key.certificate());
        ASiCWithXAdESSignatureParameters parameters = new ASiCWithXAdESSignatureParameters();
        parameters.aSiC().setContainerType(ASiCContainerType.ASiC_E);
        parameters.setSignatureLevel(SignatureLevel.XAdES_BASELINE_B);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificateDigestMethod(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(certificate);
        parameters.setCertificateChain(certificate);
        parameters.setCheckCertificateRevocation(false);
        parameters.bLevel().setSigningDate(Date.from(now));
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

    /** A file under its name in the package. */
    private static final class PackagedFile extends FileDocument {
        private static final long serialVersionUID = 1;

        PackagedFile(Path file, String name) {
            super(file.toFile());
            setName(name);
            setMimeType(new NamedMediaType(Layout.mediaType(name), MimeType.getFileExtension(name)));
        }
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
