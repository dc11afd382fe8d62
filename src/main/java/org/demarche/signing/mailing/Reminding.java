package org.demarche.signing.mailing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.demarche.mail.Outbox;
import org.demarche.petition.Petitions;
import org.demarche.signing.ledger.Attempt;
import org.demarche.signing.ledger.Attempts;

/**
 * Reminds those who have not confirmed yet: two days after the mail that asked them to, and four days after that, within
 * the caps that hold for all mail.
 */
@ApplicationScoped
public class Reminding {
    private static final int ROUND = 50;

    private Attempts attempts;
    private AddressBook addresses;
    private Petitions petitions;
    private Outbox outbox;
    private Clock clock;

    protected Reminding() {}

    @Inject
    public Reminding(Attempts attempts, AddressBook addresses, Petitions petitions, Outbox outbox, Clock clock) {
        this.attempts = attempts;
        this.addresses = addresses;
        this.petitions = petitions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Reminds one round; returns how many attempts were looked at. */
    @Transactional
    public int remind() {
        Instant now = clock.instant();
        List<Attempt> due = attempts.lockToRemind(now, ROUND);
        due.stream().collect(Collectors.groupingBy(Attempt::petitionId)).forEach((petition, together) -> {
            AddressBook.Entries known = addresses.look(petition, together);
            together.forEach(attempt -> remind(attempt, known, now));
        });
        return due.size();
    }

    private void remind(Attempt attempt, AddressBook.Entries known, Instant now) {
        if (needsNone(attempt, known, now)) {
            attempt.remindNoMore();
        } else if (known.spend(attempt)) {
            attempt.reminded();
            outbox.queue(attempt.petitionId(), Correspondence.REMINDER, attempt.id(), attempt.language());
        } else {
            attempt.remindLater(known.nextDay(attempt));
        }
    }

    /** Nothing can be confirmed any more, the address has signed or wants no mail, or a later form takes its place. */
    private boolean needsNone(Attempt attempt, AddressBook.Entries known, Instant now) {
        return attempt.isExpired(now)
                || !petitions.byId(attempt.petitionId()).isOpen(now)
                || known.isSilent(attempt)
                || known.repeated(attempt).isPresent()
                || attempts.hasNewer(attempt);
    }
}
