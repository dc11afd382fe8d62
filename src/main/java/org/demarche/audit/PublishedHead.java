package org.demarche.audit;

import java.time.LocalDate;
import java.util.HexFormat;

/**
 * The end of the audit log on a day, for everybody to keep.
 *
 * @param day in UTC
 * @param sequence number of the last entry
 * @param hash of that entry, in lower-case hexadecimal
 */
public record PublishedHead(LocalDate day, long sequence, String hash) {
    static PublishedHead of(LocalDate day, long sequence, byte[] hash) {
        return new PublishedHead(day, sequence, HexFormat.of().formatHex(hash));
    }

    /** {@return the line of the published list, as {@code verifier.jar audit --heads} reads it} */
    public String line() {
        return day + " " + sequence + " " + hash;
    }
}
