package org.demarche.signing.mailing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.demarche.petition.Petitions;
import org.demarche.vault.KeyedHash;

/**
 * What a mail that comes back says of whom it was for: the petition's number, 4 bytes; the beginning of the keyed
 * address hash, 16 bytes; and the beginning of an HMAC of both, 10 bytes; as 48 digits of base 32 (RFC 4648, section 7)
 * in lower case. Nothing is stored for it, and nobody else can make one.
 */
@ApplicationScoped
public class ReturnTags {
    /** Bytes of an address hash that are in a tag. */
    static final int ADDRESS = 16;

    private static final int MAC = 10;
    private static final int BYTES = Integer.BYTES + ADDRESS + MAC;
    private static final int RADIX = 32;
    private static final int DIGITS = 48;
    private static final Pattern TAG = Pattern.compile("[0-9a-v]{" + DIGITS + "}");

    private KeyedHash hash;
    private Petitions petitions;

    protected ReturnTags() {}

    @Inject
    public ReturnTags(KeyedHash hash, Petitions petitions) {
        this.hash = hash;
        this.petitions = petitions;
    }

    /** What a tag says. */
    record Recipient(long petitionId, byte[] addressBeginning) {}

    String of(long petitionId, byte[] addressHash) {
        byte[] beginning = Arrays.copyOf(addressHash, ADDRESS);
        byte[] tag = ByteBuffer.allocate(BYTES)
                .putInt(Math.toIntExact(petitionId))
                .put(beginning)
                .put(mac(petitionId, beginning))
                .array();
        String digits = new BigInteger(1, tag).toString(RADIX);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    /** Whom a tag is about; empty if this portal did not make it. */
    Optional<Recipient> read(String tag) {
        if (!TAG.matcher(tag).matches()) {
            return Optional.empty();
        }
        byte[] number = new BigInteger(tag, RADIX).toByteArray();
        // A number has a byte for its sign, and none for zeros before it.
        byte[] padded = new byte[BYTES + 1];
        System.arraycopy(number, 0, padded, padded.length - number.length, number.length);
        ByteBuffer bytes = ByteBuffer.wrap(padded, 1, BYTES);
        long petitionId = bytes.getInt();
        byte[] beginning = new byte[ADDRESS];
        bytes.get(beginning);
        byte[] mac = new byte[MAC];
        bytes.get(mac);
        boolean known = petitions.all().stream().anyMatch(petition -> petition.id() == petitionId);
        return known && MessageDigest.isEqual(mac, mac(petitionId, beginning))
                ? Optional.of(new Recipient(petitionId, beginning))
                : Optional.empty();
    }

    private byte[] mac(long petitionId, byte[] beginning) {
        return Arrays.copyOf(hash.ofReturnPath(petitionId, beginning), MAC);
    }
}
