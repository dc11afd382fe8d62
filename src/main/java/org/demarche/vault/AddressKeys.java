package org.demarche.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the addresses of open attempts readable for the server, and only for a while. Each day (UTC) has a key, the same
 * on all nodes, wrapped by a master secret that lies outside the database; deleting the day's key makes its addresses
 * unreadable, in the database and wherever it was copied to without the secret.
 */
@ApplicationScoped
public class AddressKeys {
    /** The secret that wraps the keys of the days. */
    static final String MASTER_KEY = "master.key";

    private KeyFolder folder;
    private AddressKeyStore store;
    private Clock clock;
    private final Map<LocalDate, byte[]> keys = new HashMap<>();

    protected AddressKeys() {}

    @Inject
    AddressKeys(KeyFolder folder, AddressKeyStore store, Clock clock) {
        this.folder = folder;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Seals under today's key. The first call in a day makes that key, in a transaction of its own: so call this before
     * the first statement of yours.
     */
    public SealedAddress seal(long petitionId, String address) {
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new SealedAddress(
                day, AesGcm.seal(today(day), address.getBytes(UTF_8), Context.ofAddress(petitionId, day)));
    }

    /**
     * {@return the address; empty if the day's key has been destroyed}
     *
     * @throws IllegalStateException if it was changed or belongs to another petition
     */
    public Optional<String> open(long petitionId, SealedAddress sealed) {
        return find(sealed.day())
                .map(key -> AesGcm.open(key, sealed.ciphertext(), Context.ofAddress(petitionId, sealed.day()))
                        .map(address -> new String(address, UTF_8))
                        .orElseThrow(() -> new IllegalStateException("An address of petition " + petitionId + " of "
                                + sealed.day() + " was changed, or belongs to another petition")));
    }

    /**
     * Makes the addresses of the days before this one unreadable for good, in the caller's transaction.
     *
     * @return how many days' keys were deleted
     */
    public synchronized int destroyBefore(LocalDate day) {
        keys.keySet().removeIf(kept -> kept.isBefore(day));
        return store.deleteBefore(day);
    }

    /** Keys in memory are looked up anew from time to time, because another node may have destroyed them. */
    synchronized void forget() {
        keys.clear();
    }

    private synchronized byte[] today(LocalDate day) {
        return find(day).orElseGet(() -> make(day));
    }

    private byte[] make(LocalDate day) {
        byte[] key = AesGcm.newKey();
        try {
            store.add(day, AesGcm.seal(wrappingKey(), key, Context.ofAddressKey(day)));
        } catch (RuntimeException e) {
            // Another node was first, or the database is out of reach.
            return find(day).orElseThrow(() -> e);
        }
        keys.put(day, key);
        return key;
    }

    private synchronized Optional<byte[]> find(LocalDate day) {
        byte[] known = keys.get(day);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<byte[]> key = store.wrapped(day).map(wrapped -> unwrap(day, wrapped));
        key.ifPresent(found -> keys.put(day, found));
        return key;
    }

    private byte[] unwrap(LocalDate day, byte[] wrapped) {
        return AesGcm.open(wrappingKey(), wrapped, Context.ofAddressKey(day))
                .orElseThrow(() -> new IllegalStateException("The address key of " + day + " does not open: "
                        + folder.path(MASTER_KEY) + " is not the secret that it was made with"));
    }

    private byte[] wrappingKey() {
        return Derivation.derive(folder.secret(MASTER_KEY), "address keys");
    }
}
