package org.demarche.vault;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A petition's vault while it is open. Unwrapped data keys are kept for the next row, the least recently used given up
 * first, so that millions of rows open in microseconds each. Close it as soon as the work is done: that forgets the
 * keys. Several threads may share one.
 */
public final class Unlocked implements AutoCloseable {
    /** More than seven years of hours of one node, and at most ten megabytes. */
    private static final int MOST_KEYS = 65_536;

    private final long petitionId;
    private final DataKeyStore store;
    private final Map<Long, DataKey> keys = new LinkedHashMap<>(16, 0.75f, true);
    private PrivateKey privateKey;

    Unlocked(long petitionId, PrivateKey privateKey, DataKeyStore store) {
        this.petitionId = petitionId;
        this.privateKey = privateKey;
        this.store = store;
    }

    /**
     * {@return what was sealed}
     *
     * @param purpose the one that it was sealed for
     * @throws IllegalStateException if it was changed or sealed for another purpose or petition, if its data key is
     *     gone, or if this has been closed
     */
    public byte[] open(Sealed sealed, String purpose) {
        return key(sealed.dataKey())
                .open(sealed.ciphertext(), purpose)
                .orElseThrow(() -> broken(petitionId, sealed, purpose));
    }

    private synchronized DataKey key(long id) {
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
        byte[] wrapped = store.wrapped(petitionId, id)
                .orElseThrow(() -> new IllegalStateException("Data key " + id + " does not exist"));
        byte[] key = privateKey
                .unwrap(wrapped, Context.ofKey(petitionId, id))
                .orElseThrow(() -> new IllegalStateException(
                        "Data key " + id + " was not wrapped to the key of petition " + petitionId));
        return new DataKey(petitionId, id, key);
    }

    @Override
    public synchronized void close() {
        keys.values().forEach(DataKey::forget);
        keys.clear();
        privateKey = null;
    }

    static IllegalStateException broken(long petitionId, Sealed sealed, String purpose) {
        return new IllegalStateException("What was sealed under data key " + sealed.dataKey() + " does not open as '"
                + purpose + "' of petition " + petitionId + ": it was changed or sealed for something else");
    }
}
