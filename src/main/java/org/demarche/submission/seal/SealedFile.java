package org.demarche.submission.seal;

import java.util.HexFormat;

/**
 * A sealed package.
 *
 * @param name of its file
 * @param sha256 of its bytes, 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record SealedFile(String name, byte[] sha256) {
    /** {@return the hash in lower-case hexadecimal} */
    public String hex() {
        return HexFormat.of().formatHex(sha256);
    }
}
