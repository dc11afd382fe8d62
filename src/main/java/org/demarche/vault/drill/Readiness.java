package org.demarche.vault.drill;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.demarche.config.Settings;

/**
 * Whether a petition may be signed: where the public comes, only once holders and the recovery recipient have shown that
 * what is sealed can be opened. A lost key loses every name.
 */
@ApplicationScoped
public class Readiness {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private Drills drills;
    private Settings settings;
    private Clock clock;

    /** What was found when; what is ready once stays so. */
    private final Map<Long, Seen> seen = new ConcurrentHashMap<>();

    private record Seen(boolean ready, Instant at) {
        boolean holds(Instant now) {
            return ready || now.isBefore(at.plus(BETWEEN_LOOKS));
        }
    }

    protected Readiness() {}

    @Inject
    public Readiness(Drills drills, Settings settings, Clock clock) {
        this.drills = drills;
        this.settings = settings;
        this.clock = clock;
    }

    /** Asked several times for every form, so it begins no transaction: a look at one table needs none. */
    public boolean isReady(long petitionId) {
        if (settings.isPublicUrlLoopback()) {
            return true;
        }
        Instant now = clock.instant();
        Seen last = seen.get(petitionId);
        if (last != null && last.holds(now)) {
            return last.ready();
        }
        return seen.compute(
                        petitionId,
                        (id, known) -> known != null && known.holds(now) ? known : new Seen(drills.areEnough(id), now))
                .ready();
    }
}
