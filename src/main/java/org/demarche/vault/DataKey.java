package org.demarche.vault;

import java.util.Arrays;
import java.util.Optional;

/**
 * A key for personal data in memory. What it seals is bound to its purpose, its petition and this key, so that a sealed
 * text that somebody moved to another place does not open there.
 *
 * <p>Forgetting overwrites the key; copies that the platform's cipher made may live on until the garbage collector
 * reuses their memory.
 */
final class DataKey {
    private final long petitionId;
    private final long id;
    private final byte[] key;
    private boolean forgotten;

    DataKey(long petitionId, long id, byte[] key) {
        if (key.length != AesGcm.KEY_BYTES) {
            throw new IllegalArgumentException("A data key has 32 bytes, not " + key.length);
        }
        this.petitionId = petitionId;
        this.id = id;
        this.key = key;
    }

    long id() {
        return id;
    }

    Sealed seal(byte[] plain, String purpose) {
        byte[] copy = copy();
        try {
            return new Sealed(id, AesGcm.seal(copy, plain, Context.ofData(petitionId, id, purpose)));
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    Optional<byte[]> open(byte[] ciphertext, String purpose) {
        byte[] copy = copy();
        try {
            return AesGcm.open(copy, ciphertext, Context.ofData(petitionId, id, purpose));
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    byte[] wrap(PublicKey recipient) {
        byte[] copy = copy();
        try {
            return recipient.wrap(copy, Context.ofKey(petitionId, id));
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    synchronized void forget() {
        Arrays.fill(key, (byte) 0);
        forgotten = true;
    }

    /** Taken under the lock, so that nothing is ever sealed under a key that is being overwritten. */
    private synchronized byte[] copy() {
        if (forgotten) {
            throw new IllegalStateException("Data key " + id + " has been forgotten");
        }
        return key.clone();
    }
}
