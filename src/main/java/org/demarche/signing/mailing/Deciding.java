package org.demarche.signing.mailing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.demarche.config.Schedule;
import org.demarche.mail.Outbox;
import org.demarche.petition.Petitions;
import org.demarche.signature.Mailbox;
import org.demarche.signature.Signature;
import org.demarche.signature.Signatures;
import org.demarche.signing.ledger.AddressMarks;
import org.demarche.signing.ledger.Attempt;
import org.demarche.signing.ledger.AttemptMade;
import org.demarche.signing.ledger.Attempts;
import org.demarche.signing.ledger.LinkRequest;
import org.demarche.signing.ledger.LinkRequests;
import org.demarche.signing.ledger.MailTally;
import org.demarche.signing.ledger.Outcome;

/**
 * Decides what mail goes out for what the public sent: the only place where an address meets the signatures, and not
 * while anybody waits for an answer.
 */
@ApplicationScoped
public class Deciding {
    public static final String TASK = "deciding";
    public static final int ROUND = 50;

    private static final Comparator<Attempt> NEWEST_FIRST =
            Comparator.comparing(Attempt::createdAt).thenComparing(Attempt::id).reversed();

    private Attempts attempts;
    private LinkRequests requests;
    private Signatures signatures;
    private Petitions petitions;
    private MailTally tally;
    private AddressMarks marks;
    private Outbox outbox;
    private Schedule schedule;
    private Clock clock;

    protected Deciding() {}

    @Inject
    public Deciding(
            Attempts attempts,
            LinkRequests requests,
            Signatures signatures,
            Petitions petitions,
            MailTally tally,
            AddressMarks marks,
            Outbox outbox,
            Schedule schedule,
            Clock clock) {
        this.attempts = attempts;
        this.requests = requests;
        this.signatures = signatures;
        this.petitions = petitions;
        this.tally = tally;
        this.marks = marks;
        this.outbox = outbox;
        this.schedule = schedule;
        this.clock = clock;
    }

    public void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) AttemptMade made) {
        schedule.wake(TASK);
    }

    /** Decides one round; returns how many things were decided. */
    @Transactional
    public int decide() {
        Instant now = clock.instant();
        List<Attempt> undecided = attempts.lockUndecided(now, ROUND);
        undecided.stream().sorted(NEWEST_FIRST).forEach(attempt -> decide(attempt, now));
        List<LinkRequest> asked = requests.lockUndecided(ROUND);
        asked.forEach(request -> decide(request, now));
        return undecided.size() + asked.size();
    }

    private void decide(Attempt attempt, Instant now) {
        long petition = attempt.petitionId();
        byte[] address = attempt.addressHash();
        Optional<Signature> repeated = mailbox(attempt).repeatedBy(attempt.nameHash());
        if (marks.isSilent(petition, address)) {
            attempt.close(repeated.isPresent() ? Outcome.DUPLICATE : Outcome.REFUSED, now);
        } else if (repeated.isPresent()) {
            tellThatItIsSigned(attempt, repeated.get(), now);
        } else if (attempt.isPutOff() && attempts.hasNewer(attempt)) {
            // Its address has been asked by a later mail, or will be: one of them is enough.
            attempt.decided();
        } else if (tally.allow(petition, address, today(now))) {
            attempt.decided();
            outbox.queue(petition, Correspondence.CONFIRM, attempt.id(), attempt.language());
        } else {
            putOff(attempt, now);
        }
    }

    private void tellThatItIsSigned(Attempt attempt, Signature repeated, Instant now) {
        if (tally.allow(attempt.petitionId(), attempt.addressHash(), today(now))) {
            attempt.closeAsDuplicate(repeated, now);
            outbox.queue(attempt.petitionId(), Correspondence.ALREADY, attempt.id(), attempt.language());
        } else {
            attempt.close(Outcome.DUPLICATE, now);
        }
    }

    /** Others may have spent what an address is allowed: whoever owns it is asked as soon as that is possible. */
    private void putOff(Attempt attempt, Instant now) {
        Instant next = tally.nextDay(attempt.petitionId(), attempt.addressHash(), today(now))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        if (next.isBefore(attempt.expiresAt())) {
            attempt.decideLater(next);
        } else {
            attempt.decided();
        }
    }

    /** A mail for each who signed with the address, within the caps: a mail has one link. */
    private void decide(LinkRequest request, Instant now) {
        requests.remove(request);
        if (marks.isSilent(request.petitionId(), request.addressHash())) {
            return;
        }
        for (Signature signature : signatures.byAddress(request.petitionId(), request.hashes())) {
            if (tally.allow(request.petitionId(), request.addressHash(), today(now))) {
                LinkRequest answered = request.answeredBy(signature);
                requests.add(answered);
                outbox.queue(request.petitionId(), Correspondence.PAGE, answered.id(), request.language());
            }
        }
    }

    private Mailbox mailbox(Attempt attempt) {
        return signatures.mailbox(
                attempt.petitionId(),
                attempt.hashes(),
                petitions.byId(attempt.petitionId()).sharedMailboxes());
    }

    private static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
