package org.demarche.vault.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.audit.LogIns;

/** Staff lock a vault, let it be open for a while, and in an emergency shut everything. All nodes obey. */
@ApplicationScoped
public class Locking {
    /** The longest that a vault is open without being unlocked anew. */
    public static final Duration LONGEST = Duration.ofHours(8);

    private VaultStates states;
    private LogIns logIns;
    private AuditLog log;
    private Event<LocksChanged> changed;
    private Clock clock;

    protected Locking() {}

    @Inject
    public Locking(VaultStates states, LogIns logIns, AuditLog log, Event<LocksChanged> changed, Clock clock) {
        this.states = states;
        this.logIns = logIns;
        this.log = log;
        this.changed = changed;
        this.clock = clock;
    }

    /** Locks a petition's vault at once; never asks for the second factor first. */
    @Transactional
    public void lock(long petitionId, Actor actor) {
        actor.must(Act.LOCK_VAULT);
        states.set(petitionId, Optional.empty(), actor.reference(), clock.instant());
        changed.fire(new LocksChanged());
        log.append(actor.reference(), "vault locked", "petition/" + petitionId, Map.of());
    }

    /**
     * Lets a petition's vault be open where its key is.
     *
     * @param time at most {@link #LONGEST}
     */
    @Transactional
    public void open(long petitionId, Duration time, Actor actor) {
        actor.must(Act.UNLOCK_VAULT);
        if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A vault is open for at most " + LONGEST);
        }
        Instant until = clock.instant().plus(time);
        states.set(petitionId, Optional.of(until), actor.reference(), clock.instant());
        changed.fire(new LocksChanged());
        log.append(actor.reference(), "vault unlocked", "petition/" + petitionId, Map.of("until", until.toString()));
    }

    /** Locks every vault, ends every log-in, and pauses collecting, until {@link #lift}. */
    @Transactional
    public void panic(Actor actor) {
        actor.must(Act.LOCK_VAULT);
        Instant now = clock.instant();
        states.raise(actor.reference(), now);
        states.lockAll(actor.reference(), now);
        changed.fire(new LocksChanged());
        log.append(actor.reference(), "panic lock", "everything", Map.of());
        logIns.endAllOfEverybody(actor.reference());
    }

    /** Collects again. The vaults stay locked until each is unlocked. */
    @Transactional
    public void lift(Actor actor) {
        actor.must(Act.LIFT_PANIC);
        if (states.lift()) {
            changed.fire(new LocksChanged());
            log.append(actor.reference(), "panic lock lifted", "everything", Map.of());
        }
    }
}
