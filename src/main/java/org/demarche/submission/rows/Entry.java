package org.demarche.submission.rows;

import java.util.Optional;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.demarche.vault.Sealed;

/**
 * What an edition froze of one signature.
 *
 * @param cell as it is published
 * @param letter the version of the text that was signed
 * @param name commitment to the signer's name, 32 bytes
 * @param initials commitment to the signer's initials, 32 bytes
 * @param identity what opens the commitments; empty if nothing is to be opened, or if it has been erased since
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared: it is written and forgotten.
public record Entry(
        Cell cell,
        int letter,
        Support demands,
        Visibility visibility,
        byte[] name,
        byte[] initials,
        Optional<Sealed> identity) {
    /** {@return its line of {@code data/rows.jsonl}, without the line feed} */
    public byte[] line() {
        return Row.bytes(this);
    }
}
