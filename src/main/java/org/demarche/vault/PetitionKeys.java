package org.demarche.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.demarche.vault.DataKeyStore.Founded;

/**
 * The key files of petitions: {@code SLUG.public} (X25519 public key, 64 hexadecimal digits), {@code SLUG.vault} (the
 * private key; where the portal made it, and wherever its holders put it for a while) and {@code hash-ID.key} (for
 * comparing addresses).
 */
final class PetitionKeys {
    private final KeyFolder folder;
    private final boolean makes;

    PetitionKeys(KeyFolder folder, boolean makes) {
        this.folder = folder;
        this.makes = makes;
    }

    static String hashKey(long petitionId) {
        return "hash-" + petitionId + ".key";
    }

    /** Finds the keys of a new petition, or makes them where the portal may. */
    PublicKey found(long petitionId, String slug) {
        if (makes) {
            folder.makeSecret(hashKey(petitionId));
            if (!folder.has(privateFile(slug)) && !folder.has(publicFile(slug))) {
                folder.write(privateFile(slug), PrivateKey.make().file());
            }
        }
        folder.secret(hashKey(petitionId));
        PublicKey key = privateKey(slug)
                .map(PrivateKey::publicKey)
                .or(() -> publicKey(slug))
                .orElseThrow(() -> new IllegalStateException(
                        "The vault of '" + slug + "' has no key: put its public key, 64 hexadecimal digits, into "
                                + folder.path(publicFile(slug)) + "."));
        check(new Founded(petitionId, slug, key));
        return key;
    }

    /** Refuses keys that are missing or belong to something else, before anything is sealed or compared with them. */
    void check(Founded petition) {
        folder.secret(hashKey(petition.id()));
        privateKey(petition.slug())
                .map(PrivateKey::publicKey)
                .ifPresent(key -> require(petition, key, privateFile(petition.slug())));
        publicKey(petition.slug()).ifPresent(key -> require(petition, key, publicFile(petition.slug())));
    }

    Optional<PrivateKey> privateKey(Founded petition) {
        return privateKey(petition.slug()).map(key -> {
            require(petition, key.publicKey(), privateFile(petition.slug()));
            return key;
        });
    }

    private void require(Founded petition, PublicKey key, String file) {
        if (!Arrays.equals(key.bytes(), petition.publicKey().bytes())) {
            throw new IllegalStateException("The key in " + folder.path(file) + " is not that of the petition '"
                    + petition.slug() + "': what was sealed for it would stay closed.");
        }
    }

    private Optional<PrivateKey> privateKey(String slug) {
        return folder.read(privateFile(slug)).map(file -> {
            try {
                return PrivateKey.parse(file);
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(
                        "The file " + folder.path(privateFile(slug)) + " is not a vault's private key.", e);
            }
        });
    }

    private Optional<PublicKey> publicKey(String slug) {
        return folder.read(publicFile(slug)).map(file -> {
            try {
                return new PublicKey(HexFormat.of().parseHex(new String(file, US_ASCII).strip()));
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(
                        "The file " + folder.path(publicFile(slug)) + " must hold 64 hexadecimal digits.", e);
            }
        });
    }

    private static String privateFile(String slug) {
        return named(slug) + ".vault";
    }

    private static String publicFile(String slug) {
        return named(slug) + ".public";
    }

    private static String named(String slug) {
        if (!slug.matches("[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException("A slug has letters, digits and hyphens, unlike '" + slug + "'");
        }
        return slug;
    }
}
