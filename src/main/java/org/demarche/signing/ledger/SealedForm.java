package org.demarche.signing.ledger;

import org.demarche.signature.AddressHashes;
import org.demarche.signature.SealedIdentity;
import org.demarche.vault.Sealed;
import org.demarche.vault.SealedAddress;

/** All that an attempt keeps of a person: sealed, or hashed under a key. */
public record SealedForm(
        SealedIdentity identity,
        SealedAddress address,
        AddressHashes hashes,
        byte[] nameHash,
        byte[] ownCopy,
        Sealed sealedToken,
        byte[] tokenHash,
        byte[] pageHash,
        byte[] codeHash) {}
