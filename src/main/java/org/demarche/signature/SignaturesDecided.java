package org.demarche.signature;

import java.time.Instant;
import java.util.Set;

/**
 * Staff decided about signatures, one or many: whether they count may have changed. Observed in the same transaction.
 *
 * @param signatureIds of one petition
 */
public record SignaturesDecided(long petitionId, Set<Long> signatureIds, Instant at) {
    public SignaturesDecided {
        signatureIds = Set.copyOf(signatureIds);
    }
}
