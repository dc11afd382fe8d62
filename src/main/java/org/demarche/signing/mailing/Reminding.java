package org.demarche.signing.mailing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.demarche.mail.Outbox;
import org.demarche.petition.Petitions;
import org.demarche.signature.Signatures;
import org.demarche.signing.ledger.AddressMarks;
import org.demarche.signing.ledger.Attempt;
import org.demarche.signing.ledger.Attempts;
import org.demarche.signing.ledger.MailTally;

/**
 * Reminds those who have not confirmed yet: two days after the mail that asked them to, and four days after that, within
 * the caps that hold for all mail.
 */
@ApplicationScoped
public class Reminding {
    private static final int ROUND = 50;

    private Attempts attempts;
    private Signatures signatures;
    private AddressMarks marks;
    private MailTally tally;
    private Petitions petitions;
    private Outbox outbox;
    private Clock clock;

    protected Reminding() {}

    @Inject
    public Reminding(
            Attempts attempts,
            Signatures signatures,
            AddressMarks marks,
            MailTally tally,
            Petitions petitions,
            Outbox outbox,
            Clock clock) {
        this.attempts = attempts;
        this.signatures = signatures;
        this.marks = marks;
        this.tally = tally;
        this.petitions = petitions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Reminds one round; returns how many attempts were looked at. */
    @Transactional
    public int remind() {
        Instant now = clock.instant();
        List<Attempt> due = attempts.lockToRemind(now, ROUND);
        due.forEach(attempt -> remind(attempt, now));
        return due.size();
    }

    private void remind(Attempt attempt, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (needsNone(attempt, now)) {
            attempt.remindNoMore();
        } else if (tally.allow(attempt.petitionId(), attempt.addressHash(), today)) {
            attempt.reminded();
            outbox.queue(attempt.petitionId(), Correspondence.REMINDER, attempt.id(), attempt.language());
        } else {
            attempt.remindLater(tally.nextDay(attempt.petitionId(), attempt.addressHash(), today)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant());
        }
    }

    /** Nothing can be confirmed any more, the address has signed or wants no mail, or a later form takes its place. */
    private boolean needsNone(Attempt attempt, Instant now) {
        return attempt.isExpired(now)
                || !petitions.byId(attempt.petitionId()).isOpen(now)
                || marks.isSilent(attempt.petitionId(), attempt.addressHash())
                || signatures
                        .mailbox(
                                attempt.petitionId(),
                                attempt.hashes(),
                                petitions.byId(attempt.petitionId()).sharedMailboxes())
                        .repeatedBy(attempt.nameHash())
                        .isPresent()
                || attempts.hasNewer(attempt);
    }
}
