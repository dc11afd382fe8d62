package org.demarche.signing.confirming;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.demarche.signing.ledger.Codes;
import org.demarche.signing.ledger.EndedLinks;
import org.demarche.signing.ledger.Times;

/** Forgets what has served its purpose: links that ended, codes and their tries, and exactly when somebody signed. */
@ApplicationScoped
public class Forgetting {
    private static final Duration EXACT = Duration.ofDays(1);

    private EndedLinks endedLinks;
    private Codes codes;
    private Times times;
    private Clock clock;

    protected Forgetting() {}

    @Inject
    public Forgetting(EndedLinks endedLinks, Codes codes, Times times, Clock clock) {
        this.endedLinks = endedLinks;
        this.codes = codes;
        this.times = times;
        this.clock = clock;
    }

    @Transactional
    public void forget() {
        Instant now = clock.instant();
        endedLinks.forget(LocalDate.ofInstant(now, ZoneOffset.UTC));
        codes.forget(now);
    }

    /**
     * Makes the times of one hour coarse, the oldest that is still exact and a day old; whether there was one. Only what
     * the published count has passed: so nobody is counted twice or not at all.
     */
    @Transactional
    public boolean coarsen(long petitionId) {
        Instant until = times.countedUntil(petitionId);
        Instant dayOld = clock.instant().minus(EXACT);
        times.areExactSince(petitionId, dayOld.truncatedTo(ChronoUnit.HOURS));
        return times.coarsenOldestHour(
                petitionId, (until.isBefore(dayOld) ? until : dayOld).truncatedTo(ChronoUnit.HOURS));
    }
}
