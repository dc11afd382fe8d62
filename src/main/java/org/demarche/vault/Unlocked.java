package org.demarche.vault;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.demarche.vault.DataKeyStore.Founded;

/**
 * A petition's vault while it is open. Unwrapped data keys are kept for the next row, the least recently used given up
 * first, so that millions of rows open in microseconds each. Close it as soon as the work is done: that forgets the
 * keys. Several threads may share one.
 */
public final class Unlocked implements AutoCloseable {
    /** More than seven years of hours of one node, and at most ten megabytes. */
    private static final int MOST_KEYS = 65_536;

    private final Founded petition;
    private final DataKeyStore store;
    private final Consumer<Unlocked> closed;
    private final Map<Long, DataKey> keys = new LinkedHashMap<>(16, 0.75f, true);
    private PrivateKey privateKey;
    private boolean shut;

    /** @param closed hears of it when this is closed */
    Unlocked(Founded petition, PrivateKey privateKey, DataKeyStore store, Consumer<Unlocked> closed) {
        this.petition = petition;
        this.privateKey = privateKey;
        this.store = store;
        this.closed = closed;
    }

    long petitionId() {
        return petition.id();
    }

    /**
     * {@return what was sealed}
     *
     * @param purpose the one that it was sealed for
     * @throws IllegalStateException if it was changed or sealed for another purpose or petition, if its data key is
     *     gone, or if this has been closed
     * @throws VaultLocked if staff locked the vault meanwhile
     */
    public byte[] open(Sealed sealed, String purpose) {
        return key(sealed.dataKey())
                .open(sealed.ciphertext(), purpose)
                .orElseThrow(() -> broken(petition.id(), sealed, purpose));
    }

    private synchronized DataKey key(long id) {
        if (shut) {
            throw new VaultLocked(petition.slug());
        }
        if (privateKey == null) {
            throw new IllegalStateException("The vault has been closed");
        }
        DataKey key = keys.get(id);
        if (key == null) {
            key = unwrap(id);
            keys.put(id, key);
            if (keys.size() > MOST_KEYS) {
                keys.remove(keys.keySet().iterator().next());
            }
        }
        return key;
    }

    private DataKey unwrap(long id) {
        byte[] wrapped = store.wrapped(petition.id(), id)
                .orElseThrow(() -> new IllegalStateException("Data key " + id + " does not exist"));
        byte[] key = privateKey
                .unwrap(wrapped, Context.ofKey(petition.id(), id))
                .orElseThrow(() -> new IllegalStateException(
                        "Data key " + id + " was not wrapped to the key of petition " + petition.id()));
        return new DataKey(petition.id(), id, key);
    }

    @Override
    public synchronized void close() {
        keys.values().forEach(DataKey::forget);
        keys.clear();
        privateKey = null;
        closed.accept(this);
    }

    /** Staff locked the vault: whoever is at work here comes no further. */
    synchronized void shut() {
        shut = true;
        close();
    }

    static IllegalStateException broken(long petitionId, Sealed sealed, String purpose) {
        return new IllegalStateException("What was sealed under data key " + sealed.dataKey() + " does not open as '"
                + purpose + "' of petition " + petitionId + ": it was changed or sealed for something else");
    }
}
