package org.demarche.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.demarche.mail.Address;
import org.demarche.petition.Petition;
import org.demarche.signature.Channel;
import org.demarche.signature.Choices;
import org.demarche.signature.Flag;
import org.demarche.signature.Signed;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.demarche.signing.form.Findings;
import org.demarche.signing.form.Problem;
import org.demarche.signing.form.SigningForm;
import org.demarche.signing.form.TypedName;
import org.demarche.signing.ledger.Attempt;
import org.demarche.signing.ledger.AttemptMade;
import org.demarche.signing.ledger.Attempts;
import org.demarche.signing.ledger.SealedForm;
import org.demarche.signing.ledger.Sealing;

/**
 * A visitor signs: one form becomes one attempt, in one short transaction that never looks at other signatures. So the
 * answer and its time are the same whether the address is new, waiting, counted or blocked; what differs goes by mail.
 */
@ApplicationScoped
public class Signing {
    private Attempts attempts;
    private Sealing sealing;
    private Validator validator;
    private Event<AttemptMade> made;
    private Clock clock;

    protected Signing() {}

    @Inject
    Signing(Attempts attempts, Sealing sealing, Validator validator, Event<AttemptMade> made, Clock clock) {
        this.attempts = attempts;
        this.sealing = sealing;
        this.validator = validator;
        this.made = made;
        this.clock = clock;
    }

    /** What is wrong with a form, in the order of its fields; empty if it can be signed. */
    public List<Problem> check(SigningForm form) {
        return validator.validate(form).stream()
                .map(Findings::problem)
                .sorted(Comparator.comparingInt(problem -> SigningForm.FIELDS.indexOf(problem.field())))
                .toList();
    }

    /**
     * One form becomes one attempt, or is refused.
     *
     * @param flags what looks unusual about the form, if anything
     */
    @Transactional
    public SigningOutcome sign(SigningForm form, Channel channel, Set<Flag> flags) {
        Instant now = clock.instant();
        if (!form.petition().isOpen(now)) {
            return new SigningOutcome.NotOpen();
        }
        List<Problem> problems = check(form);
        if (!problems.isEmpty()) {
            return new SigningOutcome.Refused(problems);
        }
        Petition petition = form.petition();
        Address address = Address.parse(form.email().strip()).orElseThrow();
        Choices choices = new Choices(
                form.country(),
                Support.of(form.demands().stream().map(Integer::valueOf).toList()),
                Visibility.valueOf(form.visibility()),
                form.handover(),
                form.news());
        Signed signed = new Signed(petition.letter(form.language()).language(), petition.letterVersion(), channel);
        SealedForm sealed = sealing.seal(petition.id(), TypedName.cleaned(form.name()), address);
        attempts.add(new Attempt(petition.id(), signed, choices, sealed, now).flagged(flags));
        made.fire(new AttemptMade());
        return new SigningOutcome.Accepted();
    }
}
