package org.demarche.signing.mailing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.demarche.mail.Outbox;
import org.demarche.signing.ledger.AddressMarks;
import org.demarche.signing.ledger.Attempt;
import org.demarche.signing.ledger.Attempts;
import org.demarche.signing.ledger.LinkRequest;
import org.demarche.signing.ledger.LinkRequests;
import org.demarche.signing.ledger.Outcome;
import org.demarche.signing.ledger.StopLinks;
import org.demarche.signing.ledger.StopLinks.Owner;
import org.demarche.vault.Token;

/**
 * Whoever reads the mails of an address wants no more of them. Nothing needs to be confirmed for that, and a signature
 * that was confirmed stays: its own page takes it back. The same link takes back the stop, and nothing else does, so
 * that only those who read the address's mails have a say about them.
 */
@ApplicationScoped
public class Stopping {
    private static final Set<String> OF_ATTEMPTS = Set.of(Correspondence.CONFIRM, Correspondence.REMINDER);

    private StopLinks links;
    private AddressMarks marks;
    private Attempts attempts;
    private LinkRequests requests;
    private Outbox outbox;
    private Clock clock;

    protected Stopping() {}

    @Inject
    public Stopping(
            StopLinks links, AddressMarks marks, Attempts attempts, LinkRequests requests, Outbox outbox, Clock clock) {
        this.links = links;
        this.marks = marks;
        this.attempts = attempts;
        this.requests = requests;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** How a link stands. */
    public enum Standing {
        /** Mails go to its address. */
        MAILED,
        /** None do any more. */
        STOPPED,
        /** There is no such link, or not any more. */
        UNKNOWN
    }

    @Transactional
    public Standing look(Token token) {
        return links.find(token)
                .map(owner -> isStopped(owner) ? Standing.STOPPED : Standing.MAILED)
                .orElse(Standing.UNKNOWN);
    }

    /** No more mail, and an end to what was not confirmed. Repeating it changes nothing. */
    @Transactional
    public Standing stop(Token token) {
        return links.lock(token)
                .map(owner -> {
                    stop(owner);
                    return Standing.STOPPED;
                })
                .orElse(Standing.UNKNOWN);
    }

    /** Mails may go again; what was ended stays ended. */
    @Transactional
    public Standing resume(Token token) {
        return links.lock(token)
                .map(owner -> {
                    marks.remove(owner.petitionId(), owner.addressHash(), AddressMarks.Kind.NEVER_WRITE);
                    return Standing.MAILED;
                })
                .orElse(Standing.UNKNOWN);
    }

    private boolean isStopped(Owner owner) {
        return marks.has(owner.petitionId(), owner.addressHash(), AddressMarks.Kind.NEVER_WRITE);
    }

    private void stop(Owner owner) {
        Instant now = clock.instant();
        marks.add(
                owner.petitionId(),
                owner.addressHash(),
                AddressMarks.Kind.NEVER_WRITE,
                LocalDate.ofInstant(now, ZoneOffset.UTC));
        for (Attempt attempt : attempts.lockOpenByAddress(owner.petitionId(), owner.addressHash())) {
            attempts.removeLinks(attempt);
            attempt.close(Outcome.REFUSED, now);
            outbox.takeBack(attempt.petitionId(), OF_ATTEMPTS, attempt.id());
        }
        for (LinkRequest request : requests.byAddress(owner.petitionId(), owner.addressHash())) {
            requests.remove(request);
            outbox.takeBack(request.petitionId(), Set.of(Correspondence.PAGE), request.id());
        }
    }
}
