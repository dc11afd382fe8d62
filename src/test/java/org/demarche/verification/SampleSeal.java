package org.demarche.verification;

import eu.europa.esig.dss.alert.SilentOnStatusAlert;
import eu.europa.esig.dss.asic.xades.ASiCWithXAdESSignatureParameters;
import eu.europa.esig.dss.asic.xades.signature.ASiCWithXAdESService;
import eu.europa.esig.dss.enumerations.ASiCContainerType;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.MimeType;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.bouncycastle.jce.spec.ECPrivateKeySpec;
import org.bouncycastle.jce.spec.ECPublicKeySpec;
import org.bouncycastle.operator.ContentSigner;

/**
 * Seals files with EU DSS, as the portal does. Key and certificate follow from a name, and signatures are deterministic
 * (RFC 6979), so the same files give the same seal on every machine.
 */
public final class SampleSeal {

    /** The sealing key of all samples. It is public: never trust it. */
    public static final SampleSeal SAMPLE;

    private static final BouncyCastleProvider BC = new BouncyCastleProvider();
    private static final Instant SIGNED_AT = Instant.parse("2026-11-23T19:00:00Z");

    static {
        SAMPLE = new SampleSeal("Sample seal", "secp256r1", 2026, 2036);
    }

    private final PrivateKey key;
    private final X509Certificate certificate;

    /** Makes the seal of a name, on a curve, with a certificate from the start of one year to that of another. */
    public SampleSeal(String name, String curve, int fromYear, int untilYear) {
        try {
            ECNamedCurveParameterSpec parameters = ECNamedCurveTable.getParameterSpec(curve);
            BigInteger scalar = new BigInteger(1, sha256(name.getBytes(StandardCharsets.UTF_8)));
            KeyFactory factory = KeyFactory.getInstance("EC", BC);
            key = factory.generatePrivate(new ECPrivateKeySpec(scalar, parameters));
            PublicKey publicKey =
                    factory.generatePublic(new ECPublicKeySpec(parameters.getG().multiply(scalar), parameters));
            X500Name subject = new X500Name("CN=" + name + ",O=Sample organisation");
            certificate = new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    subject, BigInteger.ONE, year(fromYear), year(untilYear), subject, publicKey)
                            .build(new Deterministic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return SHA-256 of the certificate, in hexadecimal} */
    public String fingerprint() {
        try {
            return HexFormat.of().formatHex(sha256(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return an ASiC-E container with these files, in their order, and the seal over them, without a time-stamp} */
    public byte[] seal(Map<String, byte[]> files) {
        return seal(files, Optional.empty());
    }

    /** {@return the same with an authority's time-stamp over the seal} */
    public byte[] seal(Map<String, byte[]> files, SampleAuthority authority) {
        return seal(files, Optional.of(authority));
    }

    private byte[] seal(Map<String, byte[]> files, Optional<SampleAuthority> authority) {
        List<DSSDocument> documents = new ArrayList<>();
        files.forEach((name, content) -> documents.add(document(name, content)));
        ASiCWithXAdESSignatureParameters parameters = new ASiCWithXAdESSignatureParameters();
        parameters.aSiC().setContainerType(ASiCContainerType.ASiC_E);
        parameters.setSignatureLevel(
                authority.isPresent() ? SignatureLevel.XAdES_BASELINE_T : SignatureLevel.XAdES_BASELINE_B);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificateDigestMethod(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(new CertificateToken(certificate));
        parameters.setCertificateChain(new CertificateToken(certificate));
        parameters.setCheckCertificateRevocation(false);
        parameters.bLevel().setSigningDate(Date.from(SIGNED_AT));
        CommonCertificateVerifier lenient = new CommonCertificateVerifier(true);
        lenient.setAlertOnExpiredCertificate(new SilentOnStatusAlert());
        lenient.setAlertOnNotYetValidCertificate(new SilentOnStatusAlert());
        ASiCWithXAdESService service = new ASiCWithXAdESService(lenient);
        authority.ifPresent(stamping -> service.setTspSource(
                (algorithm, digest) -> new TimestampBinary(stamping.token(digest))));
        try {
            ToBeSigned data = service.getDataToSign(documents, parameters);
            SignatureValue value = new SignatureValue(SignatureAlgorithm.ECDSA_SHA256, sign(data.getBytes()));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            service.signDocument(documents, parameters, value).writeTo(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] sign(byte[] data) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDDSA", BC);
        signature.initSign(key);
        signature.update(data);
        return signature.sign();
    }

    private static DSSDocument document(String name, byte[] content) {
        InMemoryDocument document = new InMemoryDocument(content, name);
        document.setMimeType(new NamedMediaType(Layout.mediaType(name), MimeType.getFileExtension(name)));
        return document;
    }

    private static Date year(int year) {
        return Date.from(Instant.parse(year + "-01-01T00:00:00Z"));
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    /** DSS knows no media type for lines of JSON, nor for CSV. */
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

    /** Signs the certificate itself, by the same key. */
    private final class Deterministic implements ContentSigner {

        private final ByteArrayOutputStream data = new ByteArrayOutputStream();

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        }

        @Override
        public OutputStream getOutputStream() {
            return data;
        }

        @Override
        public byte[] getSignature() {
            try {
                return sign(data.toByteArray());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
