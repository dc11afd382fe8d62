package org.demarche.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Compares without keeping: HMAC-SHA-256, 32 bytes, under keys that lie outside the database. Without the key nobody can
 * test guesses. Each petition has a key of its own, which can be destroyed when it is closed for good, and each purpose
 * a key that follows from it.
 */
@ApplicationScoped
public class KeyedHash {
    /** The secret of what belongs to no petition, and is good for a day. */
    static final String STAMP_KEY = "stamp.key";

    private KeyFolder folder;
    private final Map<String, byte[]> keys = new ConcurrentHashMap<>();

    protected KeyedHash() {}

    @Inject
    KeyedHash(KeyFolder folder) {
        this.folder = folder;
    }

    /** Finds an address again, given in the form that is the same for all its spellings. */
    public byte[] ofAddress(long petitionId, String canonicalAddress) {
        return mac(petitionId, "address", canonicalAddress.getBytes(UTF_8));
    }

    /** Tells two people who share an address apart, and is worth nothing without that address. */
    public byte[] ofName(long petitionId, byte[] addressHash, String foldedName) {
        return mac(petitionId, "name", addressHash, foldedName.getBytes(UTF_8));
    }

    /** Tells whether two addresses are of one domain. */
    public byte[] ofDomain(long petitionId, String domain) {
        return mac(petitionId, "domain", domain.getBytes(UTF_8));
    }

    /** A typed code is short, so it counts only together with its address. */
    public byte[] ofCode(long petitionId, byte[] addressHash, String code) {
        return mac(petitionId, "code", addressHash, code.getBytes(UTF_8));
    }

    /** Shows that a mail that comes back to an address was sent from it by this portal. */
    public byte[] ofReturnPath(long petitionId, byte[] addressHash) {
        return mac(petitionId, "return path", addressHash);
    }

    /** Shows later that this portal issued a text. */
    public byte[] ofStamp(String text) {
        return mac(STAMP_KEY, "stamp", text.getBytes(UTF_8));
    }

    private byte[] mac(long petitionId, String purpose, byte[]... parts) {
        return mac(PetitionKeys.hashKey(petitionId), purpose, parts);
    }

    private byte[] mac(String file, String purpose, byte[]... parts) {
        byte[] key = keys.computeIfAbsent(
                file + " " + purpose, name -> Derivation.derive(folder.secret(file), "hash of " + purpose));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                // The length first, so that no two lists of parts are the same bytes.
                mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
        }
    }
}
