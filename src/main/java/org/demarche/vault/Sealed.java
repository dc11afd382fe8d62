package org.demarche.vault;

import java.util.Arrays;
import java.util.Objects;

/**
 * Personal data that only the petition's private key opens again.
 *
 * @param dataKey the id of the data key it is sealed under
 * @param ciphertext the sealed bytes, 28 more than the plain text
 */
// Compared by content below; whoever holds one is trusted not to write into its array.
@SuppressWarnings("ArrayRecordComponent")
public record Sealed(long dataKey, byte[] ciphertext) {
    public Sealed {
        Objects.requireNonNull(ciphertext, "ciphertext");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sealed sealed
                && dataKey == sealed.dataKey
                && Arrays.equals(ciphertext, sealed.ciphertext);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(dataKey) + Arrays.hashCode(ciphertext);
    }

    @Override
    public String toString() {
        return "Sealed[dataKey=" + dataKey + ", " + ciphertext.length + " bytes]";
    }
}
