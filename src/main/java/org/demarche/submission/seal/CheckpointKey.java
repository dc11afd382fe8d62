package org.demarche.submission.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import org.demarche.submission.rows.Root;

/** The key that signs the checkpoints of one petition's tree. The same tree gives the same bytes. */
public record CheckpointKey(PrivateKey key, NoteVerifier verifier) {
    /** {@return the key as verifiers of signed notes take it} */
    public String verifierKey() {
        return verifier.text();
    }

    /** {@return a tree's head as a checkpoint (c2sp.org/tlog-checkpoint)} */
    public byte[] checkpoint(Root root) {
        Base64.Encoder base64 = Base64.getEncoder();
        String text = verifier.origin() + "\n" + root.size() + "\n" + base64.encodeToString(root.hash()) + "\n";
        byte[] signature = sign(text.getBytes(UTF_8));
        byte[] id = verifier.id();
        byte[] line = ByteBuffer.allocate(id.length + signature.length)
                .put(id)
                .put(signature)
                .array();
        return (text + "\n\u2014 " + verifier.origin() + " " + base64.encodeToString(line) + "\n").getBytes(UTF_8);
    }

    private byte[] sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new SealKeyUnfit("The key that signs checkpoints cannot sign.", e);
        }
    }
}
