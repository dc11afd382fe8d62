package org.demarche.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.demarche.config.Settings;
import org.demarche.vault.DataKeyStore.Founded;
import org.demarche.vault.ceremony.Drill;
import org.demarche.vault.ceremony.VaultKey;
import org.demarche.vault.guard.Openness;
import org.demarche.vault.guard.VaultsShut;

/**
 * Seals personal data so that the server cannot read it again. Each node seals under a data key of its own that changes
 * every hour; the key is kept wrapped to the petition's public key, and in this node's memory until the hour after its
 * own has passed. Then only the petition's private key opens what was sealed.
 */
@ApplicationScoped
public class Vault {
    private PetitionKeys keys;
    private DataKeyStore store;
    private Openness openness;
    private Clock clock;
    private final HeldKeys held = new HeldKeys();
    private final Set<Unlocked> unlocked = ConcurrentHashMap.newKeySet();
    private final Map<Long, Founded> petitions = new ConcurrentHashMap<>();
    private final Map<Long, HourKeys> hourKeys = new ConcurrentHashMap<>();

    protected Vault() {}

    @Inject
    Vault(KeyFolder folder, Settings settings, DataKeyStore store, Openness openness, Clock clock) {
        this(new PetitionKeys(folder, settings.isPublicUrlLoopback()), store, openness, clock);
    }

    Vault(PetitionKeys keys, DataKeyStore store, Openness openness, Clock clock) {
        this.keys = keys;
        this.store = store;
        this.openness = openness;
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
     * @throws org.demarche.vault.guard.CollectionPaused while there is an alarm
     */
    public Sealed seal(long petitionId, byte[] plain, String purpose) {
        openness.refuseWhilePanic();
        return key(petitionId).seal(plain, purpose);
    }

    /** Makes sure of this node's key of the hour, as {@link #seal} would. */
    public void prepare(long petitionId) {
        key(petitionId);
    }

    private DataKey key(long petitionId) {
        Instant now = clock.instant();
        return keysOf(petitionId).at(now, () -> make(petitionId, now));
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

    /** {@return whether {@link #unlock} would succeed: whether it is not locked, and the private key is on this server} */
    public boolean canUnlock(long petitionId) {
        return openness.mayOpen(petitionId, clock.instant()) && hasKey(petitionId);
    }

    /** {@return whether the private key is on this server, so that no holder is needed to unlock} */
    public boolean hasKey(long petitionId) {
        return privateKey(petition(petitionId)).isPresent();
    }

    /** {@return SHA-256 of a petition's public key in lower-case hexadecimal, to be compared with paper} */
    public String fingerprint(long petitionId) {
        return VaultKey.fingerprint(petition(petitionId).publicKey().bytes());
    }

    /** A test record with a code in it, which a holder of a petition's key opens with {@code ceremony.jar}. */
    public byte[] sealDrill(long petitionId, String code) {
        Founded petition = petition(petitionId);
        return petition.publicKey().wrap(code.getBytes(UTF_8), Drill.info(petition.slug()));
    }

    /** A holder brought the key: it lies in memory while the vault may be open. */
    void hold(long petitionId, PrivateKey key) {
        held.hold(petitionId, key);
    }

    private Optional<PrivateKey> privateKey(Founded petition) {
        return held.of(petition.id()).or(() -> keys.privateKey(petition));
    }

    /**
     * Makes everything that was sealed for a petition readable, until the result is closed or staff lock the vault.
     *
     * @throws VaultLocked if it is locked, or the private key is not on this server
     */
    public Unlocked unlock(long petitionId) {
        Founded petition = petition(petitionId);
        PrivateKey key = privateKey(petition)
                .filter(found -> openness.mayOpen(petitionId, clock.instant()))
                .orElseThrow(() -> new VaultLocked(petition.slug()));
        Unlocked open = new Unlocked(petition, key, store, unlocked::remove);
        unlocked.add(open);
        if (!openness.mayOpen(petitionId, clock.instant())) {
            // It was locked in between, and whoever did that may not have seen this one.
            open.shut();
        }
        return open;
    }

    /** Forgets the keys of vaults that are locked now; in an emergency those of the hour as well. */
    void shut(@Observes VaultsShut event) {
        Instant now = clock.instant();
        held.forgetUnless(petition -> openness.mayOpen(petition, now));
        unlocked.stream()
                .filter(open -> !openness.mayOpen(open.petitionId(), now))
                .forEach(Unlocked::shut);
        if (event.isPanic()) {
            hourKeys.values().forEach(HourKeys::forgetAll);
        }
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
