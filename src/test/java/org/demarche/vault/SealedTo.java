package org.demarche.vault;

/** Texts sealed by the portal's own means to public keys that tests made elsewhere. */
public final class SealedTo {
    private SealedTo() {}

    public static byte[] key(byte[] publicKey, byte[] text, byte[] info) {
        return new PublicKey(publicKey).wrap(text, info);
    }
}
