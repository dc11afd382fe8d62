package org.demarche.security.passkey;

import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;

/** What a browser is asked for, in the JSON of WebAuthn level 3. */
final class Options {
    private static final long PATIENCE_MILLIS = 300_000;

    private Options() {}

    /** {@code PublicKeyCredentialCreationOptionsJSON}: a new passkey, on no authenticator that has one already. */
    static String creation(String party, long staff, String name, byte[] challenge, List<Passkey> known) {
        JsonArrayBuilder algorithms = Json.createArrayBuilder();
        for (COSEAlgorithmIdentifier algorithm : Ceremony.ALGORITHMS) {
            algorithms.add(Json.createObjectBuilder().add("type", "public-key").add("alg", algorithm.getValue()));
        }
        // The handle stays in the authenticator, and so says nothing but a number.
        String handle = text(ByteBuffer.allocate(Long.BYTES).putLong(staff).array());
        return Json.createObjectBuilder()
                .add("rp", Json.createObjectBuilder().add("id", party).add("name", party))
                .add(
                        "user",
                        Json.createObjectBuilder()
                                .add("id", handle)
                                .add("name", name)
                                .add("displayName", name))
                .add("challenge", text(challenge))
                .add("pubKeyCredParams", algorithms)
                .add("timeout", PATIENCE_MILLIS)
                .add("excludeCredentials", descriptors(known))
                .add(
                        "authenticatorSelection",
                        Json.createObjectBuilder()
                                .add("residentKey", "discouraged")
                                .add("userVerification", "required"))
                .add("attestation", "none")
                .build()
                .toString();
    }

    /** {@code PublicKeyCredentialRequestOptionsJSON}: any of these passkeys. */
    static String request(String party, byte[] challenge, List<Passkey> known) {
        return Json.createObjectBuilder()
                .add("rpId", party)
                .add("challenge", text(challenge))
                .add("timeout", PATIENCE_MILLIS)
                .add("allowCredentials", descriptors(known))
                .add("userVerification", "required")
                .build()
                .toString();
    }

    private static JsonArrayBuilder descriptors(List<Passkey> known) {
        JsonArrayBuilder descriptors = Json.createArrayBuilder();
        for (Passkey passkey : known) {
            JsonObjectBuilder descriptor = Json.createObjectBuilder();
            descriptors.add(descriptor.add("type", "public-key").add("id", text(passkey.credentialId())));
        }
        return descriptors;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
