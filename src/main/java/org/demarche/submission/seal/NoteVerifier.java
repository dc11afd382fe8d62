package org.demarche.submission.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What verifies the signed notes (c2sp.org/signed-note) of one origin.
 *
 * @param origin printable ASCII without spaces and {@code +}
 * @param publicKey Ed25519, 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record NoteVerifier(String origin, byte[] publicKey) {
    private static final byte ED25519 = 0x01;
    private static final int KEY = 32;
    private static final int ID = 4;

    NoteVerifier {
        if (!origin.matches("[!-*,-~]+")) {
            throw new IllegalArgumentException("No checkpoint can come from '" + origin + "'");
        }
    }

    static NoteVerifier of(String origin, X509Certificate certificate) {
        if (!(certificate.getPublicKey() instanceof EdECPublicKey key)
                || !key.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
            throw new SealKeyUnfit("The key that signs checkpoints has to be an Ed25519 one.");
        }
        // The encoding ends in the key itself (RFC 8410, section 4).
        byte[] encoded = key.getEncoded();
        return new NoteVerifier(origin, Arrays.copyOfRange(encoded, encoded.length - KEY, encoded.length));
    }

    /** {@return the key's ID, 4 bytes} */
    byte[] id() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(origin.getBytes(UTF_8));
            digest.update((byte) '\n');
            return Arrays.copyOf(digest.digest(typed()), ID);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** {@return the key as verifiers take it: origin, ID and key with a plus between} */
    String text() {
        return origin + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(typed());
    }

    private byte[] typed() {
        return ByteBuffer.allocate(1 + KEY).put(ED25519).put(publicKey).array();
    }
}
