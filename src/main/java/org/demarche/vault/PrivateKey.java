package org.demarche.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HpkePrivateKey;
import com.google.crypto.tink.hybrid.HpkePublicKey;
import com.google.crypto.tink.hybrid.HybridConfig2026;
import com.google.crypto.tink.subtle.X25519;
import com.google.crypto.tink.util.Bytes;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The private half of a petition's key pair. Its file is a Tink keyset (JSON), or the 64 hexadecimal digits of an X25519
 * private key that was made by another tool; in clear, so it must be guarded.
 */
final class PrivateKey {
    private final KeysetHandle keyset;
    private final HpkePrivateKey key;

    private PrivateKey(KeysetHandle keyset) {
        this.keyset = keyset;
        if (!(keyset.getPrimary().getKey() instanceof HpkePrivateKey hpke)
                || !hpke.getParameters().equals(PublicKey.parameters())) {
            throw new IllegalArgumentException("This is not a vault's private key");
        }
        this.key = hpke;
    }

    static PrivateKey make() {
        try {
            return new PrivateKey(KeysetHandle.generateNew(PublicKey.parameters(), HybridConfig2026.get()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key pair could not be made", e);
        }
    }

    static PrivateKey parse(byte[] file) {
        String text = new String(file, UTF_8).strip();
        try {
            return new PrivateKey(
                    text.matches("[0-9A-Fa-f]{64}")
                            ? imported(HexFormat.of().parseHex(text))
                            : TinkJsonProtoKeysetFormat.parseKeyset(
                                    text, HybridConfig2026.get(), InsecureSecretKeyAccess.get()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("This is not a vault's private key", e);
        }
    }

    @AccessesPartialKey
    private static KeysetHandle imported(byte[] key) throws GeneralSecurityException {
        HpkePublicKey publicKey =
                HpkePublicKey.create(PublicKey.parameters(), Bytes.copyFrom(X25519.publicFromPrivate(key)), null);
        SecretBytes secret = SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get());
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(HpkePrivateKey.create(publicKey, secret))
                        .withRandomId()
                        .makePrimary())
                .build();
    }

    byte[] file() {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                            keyset, HybridConfig2026.get(), InsecureSecretKeyAccess.get())
                    .getBytes(UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key pair could not be written", e);
        }
    }

    @AccessesPartialKey
    PublicKey publicKey() {
        return new PublicKey(key.getPublicKey().getPublicKeyBytes().toByteArray());
    }

    /** {@return the key; empty if it was wrapped to another key pair, for another place, or changed} */
    Optional<byte[]> unwrap(byte[] wrapped, byte[] context) {
        try {
            return Optional.of(keyset.getPrimitive(HybridConfig2026.get(), HybridDecrypt.class)
                    .decrypt(wrapped, context));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
