package org.demarche.signing.mailing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.demarche.config.Schedule;
import org.demarche.mail.Outbox;
import org.demarche.signature.Signature;
import org.demarche.signature.Signatures;
import org.demarche.signing.ledger.Attempt;
import org.demarche.signing.ledger.AttemptMade;
import org.demarche.signing.ledger.Attempts;
import org.demarche.signing.ledger.LinkRequest;
import org.demarche.signing.ledger.LinkRequests;
import org.demarche.signing.ledger.MailTally;
import org.demarche.signing.ledger.Outcome;
import org.demarche.signing.ledger.Undecided;

/**
 * Decides what mail goes out for what the public sent: the only place where an address meets the signatures, and not
 * while anybody waits for an answer.
 */
@ApplicationScoped
public class Deciding {
    public static final String TASK = "deciding";
    public static final int ROUND = 200;

    private static final Comparator<Attempt> NEWEST_FIRST =
            Comparator.comparing(Attempt::createdAt).thenComparing(Attempt::id).reversed();

    private Attempts attempts;
    private LinkRequests requests;
    private Signatures signatures;
    private AddressBook addresses;
    private Outbox outbox;
    private Schedule schedule;
    private Clock clock;

    protected Deciding() {}

    @Inject
    public Deciding(
            Attempts attempts,
            LinkRequests requests,
            Signatures signatures,
            AddressBook addresses,
            Outbox outbox,
            Schedule schedule,
            Clock clock) {
        this.attempts = attempts;
        this.requests = requests;
        this.signatures = signatures;
        this.addresses = addresses;
        this.outbox = outbox;
        this.schedule = schedule;
        this.clock = clock;
    }

    public void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) AttemptMade made) {
        schedule.wake(TASK);
    }

    /** Decides one round; returns how many things were looked at: with fewer than {@link #ROUND} nothing is left. */
    @Transactional
    public int decide() {
        List<Undecided> round = attempts.lockUndecided(clock.instant(), ROUND);
        round.stream().collect(Collectors.groupingBy(Undecided::petitionId)).forEach(this::decide);
        List<LinkRequest> asked = requests.lockUndecided(ROUND);
        asked.forEach(this::decide);
        return round.size() + asked.size();
    }

    private void decide(long petitionId, List<Undecided> round) {
        Instant now = clock.instant();
        Map<Long, Undecided> decided = new HashMap<>();
        round.forEach(undecided -> decided.put(undecided.id(), undecided));
        // Others have been confirmed or stopped meanwhile.
        List<Attempt> open = attempts.findAll(petitionId, decided.keySet()).values().stream()
                .filter(attempt -> attempt.outcome() == Outcome.OPEN)
                .sorted(NEWEST_FIRST)
                .toList();
        AddressBook.Entries known = addresses.look(petitionId, open);
        open.stream()
                .filter(attempt -> !decide(attempt, decided.get(attempt.id()), known, now))
                .forEach(attempt -> decided.remove(attempt.id()));
        attempts.decided(petitionId, decided.keySet());
    }

    /** {@return false if it is put off} */
    private boolean decide(Attempt attempt, Undecided undecided, AddressBook.Entries known, Instant now) {
        Optional<Signature> repeated = known.repeated(attempt);
        if (known.isSilent(attempt)) {
            close(attempt, () -> attempt.close(repeated.isPresent() ? Outcome.DUPLICATE : Outcome.REFUSED, now));
        } else if (repeated.isPresent()) {
            close(attempt, () -> tellThatItIsSigned(attempt, repeated.get(), known, now));
        } else if (undecided.isPutOff(attempt) && attempts.hasNewer(attempt)) {
            // Its address has been asked by a later mail, or will be: one of them is enough.
            return true;
        } else if (known.spend(attempt)) {
            outbox.queueAt(
                    undecided.home(), attempt.petitionId(), Correspondence.CONFIRM, attempt.id(), attempt.language());
        } else if (known.nextDay(attempt).isBefore(attempt.expiresAt())) {
            // Others may have spent what an address is allowed: whoever owns it is asked as soon as that is possible.
            undecided.putOff(known.nextDay(attempt));
            return false;
        }
        return true;
    }

    /** Alone closing needs the attempt itself: whoever confirms or stops it at this moment goes first, or waits. */
    private void close(Attempt attempt, Runnable closing) {
        attempts.lock(attempt);
        if (attempt.outcome() == Outcome.OPEN) {
            closing.run();
        }
    }

    private void tellThatItIsSigned(Attempt attempt, Signature repeated, AddressBook.Entries known, Instant now) {
        if (known.spend(attempt)) {
            attempt.closeAsDuplicate(repeated, now);
            outbox.queue(attempt.petitionId(), Correspondence.ALREADY, attempt.id(), attempt.language());
        } else {
            attempt.close(Outcome.DUPLICATE, now);
        }
    }

    /** A mail for each who signed with the address, within the caps: a mail has one link. */
    private void decide(LinkRequest request) {
        requests.remove(request);
        if (addresses.isSilent(request.petitionId(), request.addressHash())) {
            return;
        }
        MailTally.Allowance allowance = addresses.allowance(request.petitionId(), request.addressHash());
        for (Signature signature : signatures.byAddress(request.petitionId(), request.hashes())) {
            if (allowance.spend(request.addressHash())) {
                LinkRequest answered = request.answeredBy(signature);
                requests.add(answered);
                outbox.queue(request.petitionId(), Correspondence.PAGE, answered.id(), request.language());
            }
        }
    }
}
