package org.demarche.signature;

import java.util.Optional;

/**
 * Proofs for signers that an edition holds their signature. Asked by the signer's page, answered by those who make
 * editions.
 */
public interface Receipts {
    /**
     * What opens a signature's commitment to a name.
     *
     * @param name Unicode NFC
     * @param salt 32 bytes in lower-case hexadecimal
     */
    record Opening(String name, String salt) {
        @Override
        public String toString() {
            return "Opening[…]";
        }
    }

    /** {@return the number of the edition that a receipt would speak of; empty if there is no sealed one yet} */
    Optional<Integer> edition(long petitionId, long signatureId);

    /**
     * Makes a receipt. Nothing is kept of it.
     *
     * @param opening the name that it is to prove, too, as the signature commits to it
     * @return a file's text ({@code c2sp.org/tlog-proof}); empty if no sealed edition holds the signature, or its files
     *     are not there just now
     */
    Optional<String> receipt(long petitionId, long signatureId, Optional<Opening> opening);
}
