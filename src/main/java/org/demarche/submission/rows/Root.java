package org.demarche.submission.rows;

import java.util.HexFormat;

/**
 * What all rows of an edition come down to.
 *
 * @param hash root of the tree over their leaves, 32 bytes
 * @param size their number
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Root(byte[] hash, long size) {
    /** The hash in lower-case hexadecimal. */
    public String hex() {
        return HexFormat.of().formatHex(hash);
    }
}
