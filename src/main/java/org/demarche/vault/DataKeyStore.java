package org.demarche.vault;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where data keys are kept, each wrapped to its petition's public key. */
interface DataKeyStore {
    /**
     * A petition as the database knows it.
     *
     * @param publicKey of its vault, for good
     */
    record Founded(long id, String slug, PublicKey publicKey) {}

    List<Founded> petitions();

    Optional<Founded> petition(long id);

    long nextId();

    /** Keeps a wrapped key, in a transaction of its own: it is durable when this returns. */
    void add(long petitionId, long id, byte[] wrapped, Instant createdAt);

    Optional<byte[]> wrapped(long petitionId, long id);
}
