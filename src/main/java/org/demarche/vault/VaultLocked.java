package org.demarche.vault;

/** The vault is locked, or its private key is not on this server: whatever needs sealed data waits until staff unlock the vault. */
public final class VaultLocked extends RuntimeException {
    private static final long serialVersionUID = 1;

    VaultLocked(String slug) {
        super("The vault of '" + slug + "' is locked, or its private key is not on this server");
    }
}
