package org.demarche.signature;

import org.demarche.vault.Sealed;

/**
 * A signer's address as the server may keep it.
 *
 * @param hash keyed hash of the canonical address
 * @param nameHash keyed hash of the folded name, which tells two people of one address apart
 * @param sealed the address under the vault
 */
public record SealedContact(byte[] hash, byte[] nameHash, Sealed sealed) {
    /** The vault's purpose of sealed addresses. */
    public static final String PURPOSE = "address";
}
