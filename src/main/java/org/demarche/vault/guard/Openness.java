package org.demarche.vault.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What this node knows of the alarm and of vaults: asked at every signing and every opening, so it is held in memory, and
 * looked up anew by {@link Watch} several times a second.
 */
@Named("openness")
@ApplicationScoped
public class Openness {
    /** What was known at one moment. */
    record Known(Optional<Panic> panic, Map<Long, VaultState> states) {}

    private volatile Known known = new Known(Optional.empty(), Map.of());

    /** {@return what was known before} */
    Known learn(Known now) {
        Known before = known;
        known = now;
        return before;
    }

    /** Whether a vault may be open now, wherever its key is. */
    public boolean mayOpen(long petitionId, Instant now) {
        Known seen = known;
        return seen.panic().isEmpty()
                && Optional.ofNullable(seen.states().get(petitionId))
                        .map(state -> state.isOpen(now))
                        .orElse(true);
    }

    /** Whether the alarm was sounded and not lifted. */
    public boolean isPanic() {
        return known.panic().isPresent();
    }

    public Optional<Panic> panic() {
        return known.panic();
    }

    /** What staff last said of a vault; empty if nobody has said anything. */
    public Optional<VaultState> state(long petitionId) {
        return Optional.ofNullable(known.states().get(petitionId));
    }

    /**
     * Called before anything is collected.
     *
     * @throws CollectionPaused while there is an alarm
     */
    public void refuseWhilePanic() {
        if (isPanic()) {
            throw new CollectionPaused();
        }
    }
}
