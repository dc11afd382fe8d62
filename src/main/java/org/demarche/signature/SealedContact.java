package org.demarche.signature;

import org.demarche.vault.Sealed;

/**
 * A signer's address as the server may keep it.
 *
 * @param hashes of the address; only the one under the rules in force is kept
 * @param nameHash keyed hash of the folded name, which tells two people of one address apart; null where it cannot
 * @param sealed the address under the vault
 */
public record SealedContact(AddressHashes hashes, byte[] nameHash, Sealed sealed) {
    /** The vault's purpose of sealed addresses. */
    public static final String PURPOSE = "address";
}
