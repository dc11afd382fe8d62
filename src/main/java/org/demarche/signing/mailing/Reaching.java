package org.demarche.signing.mailing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.signing.ledger.AddressMarks;

/** How many addresses mails do not reach, for staff: numbers alone. */
@ApplicationScoped
public class Reaching {
    private AddressMarks marks;

    protected Reaching() {}

    @Inject
    public Reaching(AddressMarks marks) {
        this.marks = marks;
    }

    /**
     * Addresses that get no mail.
     *
     * @param stopped because their owners said so
     * @param bounced because mails to them come back
     * @param signatures of the latter, those that a signature has
     */
    public record Numbers(long stopped, long bounced, long signatures) {}

    @Transactional
    public Numbers count(Actor actor) {
        actor.must(Act.SEE_MAIL);
        return new Numbers(
                marks.count(AddressMarks.Kind.NEVER_WRITE),
                marks.count(AddressMarks.Kind.BOUNCED),
                marks.bouncedSignatures());
    }
}
