package org.demarche.verification;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.cms.SimpleAttributeTableGenerator;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.bouncycastle.jce.spec.ECPrivateKeySpec;
import org.bouncycastle.jce.spec.ECPublicKeySpec;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.util.CollectionStore;

/**
 * A time-stamping authority (RFC 3161) of the tests' own, made with BouncyCastle. The sample's key and tokens follow from
 * a name and what is stamped, so that the same seal gets the same time-stamp on every machine. Each field may be made to
 * lie.
 */
public final class SampleAuthority {

    private static final BouncyCastleProvider BC = new BouncyCastleProvider();
    /** By their length in bits: looking for primes takes seconds, and one pair serves every authority. */
    private static final Map<Integer, KeyPair> RSA = new ConcurrentHashMap<>();
    /** The authority of all samples. It is public: never trust it. */
    public static final SampleAuthority SAMPLE = new SampleAuthority("Sample authority", "SHA256withECDSA", 256);

    private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.3.6.1.4.1.5923.9.9");
    private static final ASN1ObjectIdentifier SHA256 = new ASN1ObjectIdentifier("2.16.840.1.101.3.4.2.1");
    private static final ASN1ObjectIdentifier SHA384 = new ASN1ObjectIdentifier("2.16.840.1.101.3.4.2.2");
    private static final ASN1ObjectIdentifier SHA512 = new ASN1ObjectIdentifier("2.16.840.1.101.3.4.2.3");

    private final String name;
    private final String algorithm;
    private final PrivateKey key;
    private final PublicKey publicKey;
    private X509CertificateHolder certificate;

    public Instant at = Instant.parse("2026-11-23T19:00:07Z");
    public int fromYear = 2026;
    public int untilYear = 2036;
    public List<KeyPurposeId> purposes = List.of(KeyPurposeId.id_kp_timeStamping);
    public boolean critical = true;
    public boolean oldAttribute;
    public boolean bothAttributes;
    public boolean withoutAttribute;
    public boolean withoutCertificate;
    public boolean byKeyIdentifier;
    public boolean unsignedAttributes;
    public int signers = 1;
    public ASN1ObjectIdentifier contentType = PKCSObjectIdentifiers.id_ct_TSTInfo;
    public String encoding = ASN1Encoding.DER;

    /**
     * Makes an authority.
     *
     * @param algorithm {@code SHA256withECDSA}, {@code SHA512withRSA}, {@code SHA384withRSAandMGF1} and the like
     * @param bits of the curve or the modulus
     */
    public SampleAuthority(String name, String algorithm, int bits) {
        this.name = name;
        this.algorithm = algorithm;
        try {
            if (algorithm.endsWith("ECDSA")) {
                ECNamedCurveParameterSpec parameters = ECNamedCurveTable.getParameterSpec("secp" + bits + "r1");
                BigInteger scalar =
                        new BigInteger(1, sha256(name.getBytes(StandardCharsets.UTF_8))).mod(parameters.getN());
                KeyFactory factory = KeyFactory.getInstance("EC", BC);
                key = factory.generatePrivate(new ECPrivateKeySpec(scalar, parameters));
                publicKey = factory.generatePublic(
                        new ECPublicKeySpec(parameters.getG().multiply(scalar), parameters));
            } else {
                KeyPair pair = RSA.computeIfAbsent(bits, SampleAuthority::rsa);
                key = pair.getPrivate();
                publicKey = pair.getPublic();
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits, new SecureRandom());
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return SHA-256 of the authority's certificate, in hexadecimal} */
    public String fingerprint() {
        try {
            return HexFormat.of().formatHex(sha256(certificate().getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return a token over a hash; its length tells which} */
    public byte[] token(byte[] imprint) {
        ASN1ObjectIdentifier hash = imprint.length == 32 ? SHA256 : imprint.length == 48 ? SHA384 : SHA512;
        return token(new MessageImprint(new AlgorithmIdentifier(hash), imprint));
    }

    public byte[] token(MessageImprint imprint) {
        try {
            byte[] info = new TSTInfo(
                            POLICY,
                            imprint,
                            new ASN1Integer(new BigInteger(1, Arrays.copyOf(imprint.getHashedMessage(), 8))),
                            new ASN1GeneralizedTime(Date.from(at)),
                            null,
                            null,
                            null,
                            null,
                            null)
                    .getEncoded(ASN1Encoding.DER);
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            for (int i = 0; i < signers; i++) {
                generator.addSignerInfoGenerator(signer(certificate()));
            }
            if (!withoutCertificate) {
                generator.addCertificates(new CollectionStore<>(List.of(certificate())));
            }
            return generator
                    .generate(new CMSProcessableByteArray(contentType, info), true)
                    .toASN1Structure()
                    .getEncoded(encoding);
        } catch (IOException | CMSException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private SignerInfoGenerator signer(X509CertificateHolder own)
            throws OperatorCreationException, IOException, GeneralSecurityException {
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(attribute(CMSAttributes.signingTime, new Time(Date.from(at))));
        if (oldAttribute || bothAttributes) {
            byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(own.getEncoded());
            attributes.add(attribute(
                    PKCSObjectIdentifiers.id_aa_signingCertificate, new SigningCertificate(new ESSCertID(sha1))));
        }
        if (!oldAttribute && !withoutAttribute) {
            attributes.add(attribute(
                    PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                    new SigningCertificateV2(new ESSCertIDv2(sha256(own.getEncoded())))));
        }
        SignerInfoGeneratorBuilder builder = new SignerInfoGeneratorBuilder(
                        new JcaDigestCalculatorProviderBuilder().setProvider(BC).build())
                .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes)));
        if (unsignedAttributes) {
            ASN1EncodableVector free = new ASN1EncodableVector();
            free.add(attribute(new ASN1ObjectIdentifier("1.2.3.4"), new ASN1Integer(BigInteger.ONE)));
            builder.setUnsignedAttributeGenerator(new SimpleAttributeTableGenerator(new AttributeTable(free)));
        }
        if (byKeyIdentifier) {
            return builder.build(
                    new Signing(),
                    SubjectKeyIdentifier.fromExtensions(own.getExtensions()).getKeyIdentifier());
        }
        return builder.build(new Signing(), own);
    }

    private static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
        return new Attribute(type, new DERSet(value));
    }

    /** Made once: RSASSA-PSS signs it differently every time. */
    private X509CertificateHolder certificate() {
        if (certificate == null) {
            certificate = newCertificate();
        }
        return certificate;
    }

    private X509CertificateHolder newCertificate() {
        X500Name subject = new X500Name("CN=" + name + ",O=Sample organisation");
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    subject, BigInteger.TWO, year(fromYear), year(untilYear), subject, publicKey);
            if (!purposes.isEmpty()) {
                builder.addExtension(
                        Extension.extendedKeyUsage,
                        critical,
                        new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
            }
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(publicKey));
            return builder.build(new Signing());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Date year(int year) {
        return Date.from(Instant.parse(year + "-01-01T00:00:00Z"));
    }

    private static byte[] sha256(byte[] bytes) {
        return SampleRows.sha256().digest(bytes);
    }

    /** Signs with the authority's key; with ECDSA always the same for the same data (RFC 6979). */
    private final class Signing implements ContentSigner {

        private final ByteArrayOutputStream data = new ByteArrayOutputStream();

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return new DefaultSignatureAlgorithmIdentifierFinder().find(algorithm);
        }

        @Override
        public OutputStream getOutputStream() {
            return data;
        }

        @Override
        public byte[] getSignature() {
            try {
                Signature signature = Signature.getInstance(algorithm.replace("withECDSA", "withECDDSA"), BC);
                signature.initSign(key);
                signature.update(data.toByteArray());
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
