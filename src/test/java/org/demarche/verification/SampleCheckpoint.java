package org.demarche.verification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** Signs checkpoints (c2sp.org/tlog-checkpoint) with a key that follows from an origin, by other code than verifies them. */
public final class SampleCheckpoint {

    /** The checkpoint key of all samples. It is public: never trust it. */
    public static final SampleCheckpoint SAMPLE =
            new SampleCheckpoint("petitions.example.org/sample", "Sample checkpoint");

    private final String origin;
    private final Ed25519PrivateKeyParameters key;

    public SampleCheckpoint(String origin, String seed) {
        this.origin = origin;
        key = new Ed25519PrivateKeyParameters(sha256(seed.getBytes(StandardCharsets.UTF_8)), 0);
    }

    /** {@return the verifier key: origin, key ID and key} */
    public String key() {
        return origin + "+" + HexFormat.of().formatHex(id()) + "+" + Base64.getEncoder().encodeToString(typed());
    }

    /** {@return the signed note of a tree of these leaves} */
    public String sign(List<byte[]> leaves) {
        return sign(leaves.size(), SampleRows.root(leaves));
    }

    public String sign(long size, byte[] root) {
        String text = origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
        return text + "\n" + signature(text);
    }

    /** {@return the line of a signature over a text} */
    String signature(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(bytes, 0, bytes.length);
        return "\u2014 " + origin + " " + Base64.getEncoder().encodeToString(joined(id(), signer.generateSignature()))
                + "\n";
    }

    private byte[] typed() {
        return joined(new byte[] {1}, key.generatePublicKey().getEncoded());
    }

    private byte[] id() {
        return Arrays.copyOf(sha256(joined((origin + "\n").getBytes(StandardCharsets.UTF_8), typed())), 4);
    }

    private static byte[] sha256(byte[] bytes) {
        MessageDigest digest = SampleRows.sha256();
        return digest.digest(bytes);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
