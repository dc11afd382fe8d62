package org.demarche.verification.stamp;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.demarche.verification.input.Defect;

/**
 * How an authority signs.
 *
 * @param algorithm the JDK's name for it
 * @param parameters those of RSASSA-PSS
 */
record SignatureMethod(String algorithm, Optional<AlgorithmParameterSpec> parameters) {

    private static final int SHORTEST_MODULUS = 2048;
    private static final List<String> CURVES = List.of("secp256r1", "secp384r1", "secp521r1");
    private static final Set<String> HASHES = Set.of("SHA-256", "SHA-384", "SHA-512");
    private static final String RSA = "1.2.840.113549.1.1.1";
    private static final String PSS = "1.2.840.113549.1.1.10";
    private static final Map<String, String> NAMES = Map.of(
            "1.2.840.113549.1.1.11", "SHA256withRSA",
            "1.2.840.113549.1.1.12", "SHA384withRSA",
            "1.2.840.113549.1.1.13", "SHA512withRSA",
            "1.2.840.10045.4.3.2", "SHA256withECDSA",
            "1.2.840.10045.4.3.3", "SHA384withECDSA",
            "1.2.840.10045.4.3.4", "SHA512withECDSA");

    /**
     * Reads an {@code AlgorithmIdentifier}.
     *
     * @param hash what the signer says to have hashed with, which plain RSA leaves to it
     */
    static SignatureMethod read(Der from, Hash hash) throws Defect {
        Der algorithm = from.inside(Der.SEQUENCE);
        String identifier = algorithm.identifier();
        if (identifier.equals(PSS)) {
            byte[] parameters = algorithm.whole(Der.SEQUENCE);
            algorithm.expectEnd();
            return new SignatureMethod("RSASSA-PSS", Optional.of(pss(parameters)));
        }
        algorithm.skip(Der.NULL);
        algorithm.expectEnd();
        String name = identifier.equals(RSA) ? hash.name() + "withRSA" : NAMES.get(identifier);
        if (name == null) {
            throw new Defect("it is signed by a method that is neither RSA nor ECDSA with SHA-2: " + identifier);
        }
        return new SignatureMethod(name, Optional.empty());
    }

    /** Refuses a signature that was not made with the private half of a key that is strong enough. */
    void verify(PublicKey key, byte[] signed, byte[] value) throws Defect {
        requireStrong(key);
        try {
            Signature signature = Signature.getInstance(algorithm);
            if (parameters.isPresent()) {
                signature.setParameter(parameters.get());
            }
            signature.initVerify(key);
            signature.update(signed);
            if (signature.verify(value)) {
                return;
            }
        } catch (GeneralSecurityException malformed) {
            // Said below: what cannot be verified does not hold.
        }
        throw new Defect("its signature was not made with the key of the authority's certificate, or what it signs has"
                + " been changed");
    }

    private static PSSParameterSpec pss(byte[] der) throws Defect {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(der);
            PSSParameterSpec pss = parameters.getParameterSpec(PSSParameterSpec.class);
            if (HASHES.contains(pss.getDigestAlgorithm())
                    && pss.getMGFParameters() instanceof MGF1ParameterSpec mask
                    && HASHES.contains(mask.getDigestAlgorithm())) {
                return pss;
            }
        } catch (GeneralSecurityException | IOException malformed) {
            // Said below.
        }
        throw new Defect("it is signed by RSASSA-PSS with other hashes than SHA-256, SHA-384 or SHA-512");
    }

    private static void requireStrong(PublicKey key) throws Defect {
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= SHORTEST_MODULUS) {
            return;
        }
        if (key instanceof ECPublicKey ec && CURVES.stream().anyMatch(curve -> isOn(curve, ec))) {
            return;
        }
        throw new Defect("the authority's key is neither RSA of at least " + SHORTEST_MODULUS
                + " bits nor on P-256, P-384 or P-521");
    }

    private static boolean isOn(String curve, ECPublicKey key) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(curve));
            ECParameterSpec expected = parameters.getParameterSpec(ECParameterSpec.class);
            return key.getParams().getCurve().equals(expected.getCurve())
                    && key.getParams().getGenerator().equals(expected.getGenerator())
                    && key.getParams().getOrder().equals(expected.getOrder());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java platform lacks the curve " + curve, impossible);
        }
    }
}
