package org.demarche.signature;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.demarche.mail.Address;
import org.demarche.mail.AddressRules;
import org.demarche.vault.KeyedHash;

/**
 * An address as it can be found again: its keyed hash under the rules in force, and under those before them, for what
 * was signed then.
 */
@Embeddable
public class AddressHashes {
    private static final int BYTES = 32;
    private static final int ENTRY = Integer.BYTES + BYTES;

    @Column(name = "address_hash")
    private byte[] current;

    @Column(name = "address_rules")
    private Integer rules;

    /** For each earlier version its number and the hash; null where there is none. */
    @Column(name = "earlier_hashes")
    private byte[] earlier;

    protected AddressHashes() {}

    /**
     * @param current 32 bytes
     * @param rules the version of the rules in force
     * @param earlier the hash under each version before, by its number
     */
    public AddressHashes(byte[] current, int rules, Map<Integer, byte[]> earlier) {
        this.current = current;
        this.rules = rules;
        if (!earlier.isEmpty()) {
            ByteBuffer entries = ByteBuffer.allocate(earlier.size() * ENTRY);
            new TreeMap<>(earlier)
                    .forEach((version, hash) -> entries.putInt(version).put(hash));
            this.earlier = entries.array();
        }
    }

    /** An address as it can be found again in a petition, whatever rules it was signed under. */
    public static AddressHashes of(KeyedHash hash, AddressRules rules, long petitionId, Address address) {
        Map<Integer, byte[]> earlier = new HashMap<>();
        rules.earlierVersions()
                .forEach(
                        version -> earlier.put(version, hash.ofAddress(petitionId, address.canonical(rules, version))));
        return new AddressHashes(hash.ofAddress(petitionId, address.canonical(rules)), rules.version(), earlier);
    }

    /** Under the rules in force. */
    public byte[] current() {
        return current;
    }

    /** The version of the rules in force. */
    public int rules() {
        return rules;
    }

    /** Every hash that a signature of this address may have. */
    List<byte[]> all() {
        return Stream.concat(Stream.of(current), earlier().values().stream()).toList();
    }

    /**
     * Whether a signature is of this address.
     *
     * @param hash the signature's
     * @param version of the rules that it was made under: an earlier hash counts under its own alone
     */
    boolean finds(byte[] hash, int version) {
        return MessageDigest.isEqual(hash, current)
                || MessageDigest.isEqual(hash, earlier().get(version));
    }

    /** The hash under each earlier version, by its number. */
    private SortedMap<Integer, byte[]> earlier() {
        SortedMap<Integer, byte[]> hashes = new TreeMap<>();
        ByteBuffer entries = earlier == null ? ByteBuffer.allocate(0) : ByteBuffer.wrap(earlier);
        while (entries.hasRemaining()) {
            byte[] hash = new byte[BYTES];
            int version = entries.getInt();
            entries.get(hash);
            hashes.put(version, hash);
        }
        return hashes;
    }
}
