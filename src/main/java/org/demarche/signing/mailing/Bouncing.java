package org.demarche.signing.mailing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.demarche.mail.MailBounced;
import org.demarche.signature.Signatures;
import org.demarche.signing.ledger.AddressMarks;
import org.demarche.signing.ledger.MailTally;

/** A mail has come back for good: its address gets no more, and a signature of that address is flagged. */
@ApplicationScoped
public class Bouncing {
    private ReturnTags tags;
    private MailTally tally;
    private AddressMarks marks;
    private Signatures signatures;
    private Clock clock;

    protected Bouncing() {}

    @Inject
    public Bouncing(ReturnTags tags, MailTally tally, AddressMarks marks, Signatures signatures, Clock clock) {
        this.tags = tags;
        this.tally = tally;
        this.marks = marks;
        this.signatures = signatures;
        this.clock = clock;
    }

    /** A tag that this portal did not make, or of an address that it has not written to lately, changes nothing. */
    @Transactional
    public void bounced(@Observes MailBounced mail) {
        tags.read(mail.tag())
                .ifPresent(recipient -> tally.recipient(recipient.petitionId(), recipient.addressBeginning())
                        .ifPresent(address -> mark(recipient.petitionId(), address)));
    }

    private void mark(long petitionId, byte[] address) {
        Instant now = clock.instant();
        marks.add(petitionId, address, AddressMarks.Kind.BOUNCED, LocalDate.ofInstant(now, ZoneOffset.UTC));
        signatures.byAddress(petitionId, address).forEach(signature -> signature.bounced(now));
    }
}
