package org.demarche.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.demarche.signature.marks.NetworkMarks;
import org.demarche.signing.ledger.Attempt;
import org.demarche.signing.ledger.Attempts;
import org.demarche.signing.ledger.EndedLinks;
import org.demarche.signing.ledger.LinkRequests;
import org.demarche.signing.ledger.MailTally;
import org.demarche.signing.ledger.Outcome;
import org.demarche.signing.ledger.StopLinks;
import org.demarche.vault.AddressKeys;
import org.demarche.vault.NetworkKeys;

/** Ends what was not confirmed in time, and destroys what was kept for it. */
@ApplicationScoped
public class Upkeep {
    private static final int ROUND = 200;
    private static final int ADDRESS_KEY_DAYS = 15;

    private Attempts attempts;
    private LinkRequests requests;
    private MailTally tally;
    private StopLinks stopLinks;
    private EndedLinks ended;
    private AddressKeys addressKeys;
    private NetworkKeys networkKeys;
    private NetworkMarks networkMarks;
    private Clock clock;

    protected Upkeep() {}

    @Inject
    Upkeep(
            Attempts attempts,
            LinkRequests requests,
            MailTally tally,
            StopLinks stopLinks,
            EndedLinks ended,
            AddressKeys addressKeys,
            NetworkKeys networkKeys,
            NetworkMarks networkMarks,
            Clock clock) {
        this.attempts = attempts;
        this.requests = requests;
        this.tally = tally;
        this.stopLinks = stopLinks;
        this.ended = ended;
        this.addressKeys = addressKeys;
        this.networkKeys = networkKeys;
        this.networkMarks = networkMarks;
        this.clock = clock;
    }

    /** Ends one round of attempts; returns how many there were. */
    @Transactional
    public int expire() {
        Instant now = clock.instant();
        List<Attempt> over = attempts.lockExpired(now, ROUND);
        for (Attempt attempt : over) {
            attempts.expireLinks(attempt, ended, LocalDate.ofInstant(now, ZoneOffset.UTC));
            attempt.close(Outcome.EXPIRED, now);
        }
        return over.size();
    }

    /** Destroys the address keys of attempts that have ended, what was noted beside them, and where forms came from. */
    @Transactional
    public void destroy() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        addressKeys.destroyBefore(today.minusDays(ADDRESS_KEY_DAYS));
        requests.removeBefore(now.minus(Attempt.LIFE));
        tally.forgetBefore(today);
        networkKeys.destroyPast();
        networkMarks.forget(today);
        stopLinks.removeBefore(now.minus(StopLinks.LIFE));
    }
}
