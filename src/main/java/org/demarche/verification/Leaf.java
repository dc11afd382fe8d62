package org.demarche.verification;

import java.security.MessageDigest;
import org.demarche.verification.input.Sha256;

/**
 * The leaf of a row in the tree of an edition: SHA-256(0x00 ‖ row), the leaf hash of RFC 9162, section 2.1.1.
 */
public final class Leaf {

    private static final byte PREFIX = 0x00;

    private Leaf() {}

    /**
     * {@return the leaf hash, 32 bytes}
     *
     * @param row the row's canonical JSON in UTF-8, without the line feed that ends its line
     */
    public static byte[] hash(byte[] row) {
        MessageDigest digest = Sha256.digest();
        digest.update(PREFIX);
        return digest.digest(row);
    }
}
