package org.demarche.vault;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;

/**
 * The address of an open attempt, readable by the server as long as the day's key exists.
 *
 * @param day the day (UTC) whose key it is sealed under
 * @param ciphertext the sealed bytes
 */
// Compared by content below; whoever holds one is trusted not to write into its array.
@SuppressWarnings("ArrayRecordComponent")
public record SealedAddress(LocalDate day, byte[] ciphertext) {
    public SealedAddress {
        Objects.requireNonNull(day, "day");
        Objects.requireNonNull(ciphertext, "ciphertext");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedAddress sealed
                && day.equals(sealed.day)
                && Arrays.equals(ciphertext, sealed.ciphertext);
    }

    @Override
    public int hashCode() {
        return 31 * day.hashCode() + Arrays.hashCode(ciphertext);
    }

    @Override
    public String toString() {
        return "SealedAddress[day=" + day + "]";
    }
}
