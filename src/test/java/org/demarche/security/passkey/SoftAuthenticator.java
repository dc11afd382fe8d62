package org.demarche.security.passkey;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A browser with an authenticator that does as its test says, and not always as the standard does. */
final class SoftAuthenticator {
    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;

    private final KeyPair keys;
    private final byte[] id = new byte[32];
    private final ObjectConverter converter = new ObjectConverter();

    String party = "localhost";
    String origin = "http://localhost:8080";
    boolean verifies = true;
    long count;

    SoftAuthenticator() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        new SecureRandom().nextBytes(id);
    }

    /** {@code RegistrationResponseJSON}. */
    String make(byte[] challenge) {
        EC2COSEKey key = EC2COSEKey.create((ECPublicKey) keys.getPublic(), COSEAlgorithmIdentifier.ES256);
        byte[] credential = new AttestedCredentialDataConverter(converter)
                .convert(new AttestedCredentialData(AAGUID.ZERO, id, key));
        Map<String, Object> attestation = new LinkedHashMap<>();
        attestation.put("fmt", "none");
        attestation.put("attStmt", Map.of());
        attestation.put("authData", joined(authenticatorData(ATTESTED), credential));
        return answer(Json.createObjectBuilder()
                .add("clientDataJSON", text(clientData("webauthn.create", challenge)))
                .add("attestationObject", text(converter.getCborMapper().writeValueAsBytes(attestation))));
    }

    /** {@code AuthenticationResponseJSON}. */
    String show(byte[] challenge) {
        count++;
        byte[] data = authenticatorData(0);
        byte[] client = clientData("webauthn.get", challenge);
        return answer(Json.createObjectBuilder()
                .add("clientDataJSON", text(client))
                .add("authenticatorData", text(data))
                .add("signature", text(signature(joined(data, sha256(client))))));
    }

    private String answer(JsonObjectBuilder response) {
        return Json.createObjectBuilder()
                .add("id", text(id))
                .add("rawId", text(id))
                .add("type", "public-key")
                .add("response", response)
                .add("clientExtensionResults", Json.createObjectBuilder())
                .build()
                .toString();
    }

    private byte[] clientData(String type, byte[] challenge) {
        return Json.createObjectBuilder()
                .add("type", type)
                .add("challenge", text(challenge))
                .add("origin", origin)
                .add("crossOrigin", false)
                .build()
                .toString()
                .getBytes(UTF_8);
    }

    private byte[] authenticatorData(int more) {
        int flags = PRESENT | (verifies ? VERIFIED : 0) | more;
        return ByteBuffer.allocate(37)
                .put(sha256(party.getBytes(UTF_8)))
                .put((byte) flags)
                .putInt((int) count)
                .array();
    }

    private byte[] signature(byte[] data) {
        try {
            Signature signing = Signature.getInstance("SHA256withECDSA");
            signing.initSign(keys.getPrivate());
            signing.update(data);
            return signing.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
