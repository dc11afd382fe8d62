package org.demarche.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.demarche.config.Settings;
import org.demarche.vault.DataKeyStore.Founded;

/**
 * Seals personal data so that the server cannot read it again. Each node seals under a data key of its own that changes
 * every hour; the key is kept wrapped to the petition's public key, and in this node's memory until the hour after its
 * own has passed. Then only the petition's private key opens what was sealed.
 */
@ApplicationScoped
public class Vault {
    private PetitionKeys keys;
    private DataKeyStore store;
    private Clock clock;
    private final Map<Long, Founded> petitions = new ConcurrentHashMap<>();
    private final Map<Long, HourKeys> hourKeys = new ConcurrentHashMap<>();

    protected Vault() {}

    @Inject
    Vault(KeyFolder folder, Settings settings, DataKeyStore store, Clock clock) {
        this(new PetitionKeys(folder, settings.isPublicUrlLoopback()), store, clock);
    }

    Vault(PetitionKeys keys, DataKeyStore store, Clock clock) {
        this.keys = keys;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Gives a petition its keys. A portal on a loopback URL makes them; any other must find them in the folder of keys. A
     * petition that the database knows keeps the key it has.
     *
     * @return the public key (X25519, 32 bytes), which the petition keeps for good
     * @throws IllegalStateException if a key is missing or does not belong to the petition, naming its file
     */
    public byte[] found(long petitionId, String slug) {
        Optional<Founded> known = store.petition(petitionId);
        if (known.isPresent()) {
            keys.check(known.get());
            return known.get().publicKey().bytes();
        }
        return keys.found(petitionId, slug).bytes();
    }

    /**
     * Seals under this node's key of the hour. The first call in an hour makes that key, in a transaction of its own: so
     * call this before the first statement of yours, else many callers could each hold a connection and wait for one.
     *
     * @param purpose a word in lower case; the same must be given to open it
     */
    public Sealed seal(long petitionId, byte[] plain, String purpose) {
        Instant now = clock.instant();
        return keysOf(petitionId).at(now, () -> make(petitionId, now)).seal(plain, purpose);
    }

    /**
     * {@return what this node sealed in this hour or the one before; empty if another node did, or the key is forgotten}
     *
     * @throws IllegalStateException if it was changed or sealed for another purpose
     */
    public Optional<byte[]> openHere(long petitionId, Sealed sealed, String purpose) {
        return keysOf(petitionId).held(clock.instant(), sealed.dataKey()).map(key -> key.open(
                        sealed.ciphertext(), purpose)
                .orElseThrow(() -> Unlocked.broken(petitionId, sealed, purpose)));
    }

    /** {@return whether {@link #unlock} would succeed: whether the private key is on this server} */
    public boolean canUnlock(long petitionId) {
        return keys.privateKey(petition(petitionId)).isPresent();
    }

    /**
     * Makes everything that was sealed for a petition readable, until the result is closed.
     *
     * @throws VaultLocked if the private key is not on this server
     */
    public Unlocked unlock(long petitionId) {
        Founded petition = petition(petitionId);
        PrivateKey key = keys.privateKey(petition).orElseThrow(() -> new VaultLocked(petition.slug()));
        return new Unlocked(petitionId, key, store);
    }

    /** Forgets the keys of the hours before the last one, also where nothing is sealed any more. */
    void forgetOldKeys() {
        Instant now = clock.instant();
        hourKeys.values().forEach(keys -> keys.forgetOld(now));
    }

    private HourKeys keysOf(long petitionId) {
        return hourKeys.computeIfAbsent(petitionId, id -> new HourKeys());
    }

    private DataKey make(long petitionId, Instant now) {
        byte[] secret = AesGcm.newKey();
        DataKey key = new DataKey(petitionId, store.nextId(), secret);
        try {
            store.add(petitionId, key.id(), key.wrap(petition(petitionId).publicKey()), now);
        } catch (RuntimeException e) {
            Arrays.fill(secret, (byte) 0);
            throw e;
        }
        return key;
    }

    private Founded petition(long petitionId) {
        return petitions.computeIfAbsent(petitionId, id -> store.petition(id)
                .orElseThrow(() -> new IllegalArgumentException("There is no petition " + petitionId)));
    }
}
