package org.demarche.vault;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HpkePublicKey;
import com.google.crypto.tink.hybrid.HybridConfig2026;
import com.google.crypto.tink.util.Bytes;
import java.security.GeneralSecurityException;

/**
 * The public half of a petition's key pair: it wraps data keys by HPKE (RFC 9180, base mode) with X25519, HKDF-SHA256 and
 * AES-256-GCM. A wrapped key is the encapsulated key (32 bytes) ‖ ciphertext, with the context as HPKE's {@code info}, so
 * any implementation of the standard can unwrap it.
 */
final class PublicKey {
    static final int BYTES = 32;

    private static final HpkeParameters PARAMETERS = parameters();

    private final byte[] bytes;
    private final HybridEncrypt encrypt;

    /** @param bytes the X25519 public key, 32 bytes */
    @AccessesPartialKey
    PublicKey(byte[] bytes) {
        this.bytes = bytes.clone();
        try {
            this.encrypt = KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(HpkePublicKey.create(PARAMETERS, Bytes.copyFrom(bytes), null))
                            .withRandomId()
                            .makePrimary())
                    .build()
                    .getPrimitive(HybridConfig2026.get(), HybridEncrypt.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("This is not an X25519 public key", e);
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }

    byte[] wrap(byte[] key, byte[] context) {
        try {
            return encrypt.encrypt(key, context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A data key could not be wrapped", e);
        }
    }

    static HpkeParameters parameters() {
        try {
            return HpkeParameters.builder()
                    .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                    .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                    .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                    .setVariant(HpkeParameters.Variant.NO_PREFIX)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink knows these parameters", e);
        }
    }
}
