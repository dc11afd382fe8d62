package org.demarche.signature;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * What was signed with one address: one signature, or two where a petition lets people share a mailbox and their names
 * are clearly different.
 *
 * @param signatures that still hold the address
 * @param shared whether two people may
 */
public record Mailbox(AddressHashes address, List<Signature> signatures, boolean shared) {
    private static final int PLACES = 2;

    /**
     * The signature that a person with this name would only repeat; empty if theirs would be a new one. Names that
     * cannot be compared are taken for the same one.
     *
     * @param nameHash keyed hash of the folded name, or null
     */
    public Optional<Signature> repeatedBy(byte[] nameHash) {
        return signatures.stream()
                .filter(signature -> !shared || isSame(signature, nameHash))
                .findFirst()
                .or(() -> signatures.stream()
                        .filter(signature -> signatures.size() >= PLACES)
                        .findFirst());
    }

    // Hashes of names are bound to that of their address.
    private boolean isSame(Signature signature, byte[] nameHash) {
        return nameHash == null
                || signature.nameHash() == null
                || !MessageDigest.isEqual(signature.addressHash(), address.current())
                || MessageDigest.isEqual(signature.nameHash(), nameHash);
    }

    /** The place that is left. */
    public int freeSlot() {
        return signatures.stream().anyMatch(signature -> signature.slot() == 1) ? PLACES : 1;
    }
}
