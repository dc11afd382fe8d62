package org.demarche.vault.guard;

import java.time.Instant;
import java.util.Optional;

/**
 * What staff last said of a petition's vault.
 *
 * @param openUntil empty if it is locked
 * @param actor who said so, as the audit log names them
 */
public record VaultState(long petitionId, Optional<Instant> openUntil, String actor, Instant changedAt) {
    boolean isOpen(Instant now) {
        return openUntil.filter(now::isBefore).isPresent();
    }
}
