package org.demarche.verification.proof;

import java.security.MessageDigest;
import org.demarche.verification.input.Sha256;

/** A node of a Merkle tree that is not a leaf: SHA-256(0x01 ‖ left ‖ right), as RFC 9162, section 2.1.1, has it. */
public final class Node {

    private static final byte PREFIX = 0x01;

    private Node() {}

    /** {@return the hash over two subtrees, 32 bytes} */
    public static byte[] hash(byte[] left, byte[] right) {
        MessageDigest digest = Sha256.digest();
        digest.update(PREFIX);
        digest.update(left);
        return digest.digest(right);
    }
}
