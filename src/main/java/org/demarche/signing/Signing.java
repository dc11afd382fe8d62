package org.demarche.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.demarche.config.Measured;
import org.demarche.mail.Address;
import org.demarche.petition.Petition;
import org.demarche.signature.Channel;
import org.demarche.signature.Choices;
import org.demarche.signature.ConsentTexts;
import org.demarche.signature.Flag;
import org.demarche.signature.Signed;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.demarche.signature.marks.MailDomains;
import org.demarche.signature.marks.Marks;
import org.demarche.signing.form.Findings;
import org.demarche.signing.form.Problem;
import org.demarche.signing.form.SigningForm;
import org.demarche.signing.form.TypedName;
import org.demarche.signing.ledger.Attempt;
import org.demarche.signing.ledger.SealedForm;
import org.demarche.signing.ledger.Sealing;
import org.demarche.signing.limits.Network;
import org.demarche.vault.drill.Readiness;

/**
 * A visitor signs: one form becomes one attempt, in one short transaction that never looks at other signatures. So the
 * answer and its time are the same whether the address is new, waiting, counted or blocked; what differs goes by mail.
 *
 * <p>Forms that arrive together share that transaction. What is dear, sealing, is done before it begins.
 */
@ApplicationScoped
public class Signing {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Sealing sealing;
    private Validator validator;
    private ConsentTexts consents;
    private MailDomains domains;
    private Readiness readiness;
    private GroupCommit<Attempt> writing;
    private Clock clock;

    protected Signing() {}

    @Inject
    Signing(
            Sealing sealing,
            Validator validator,
            ConsentTexts consents,
            MailDomains domains,
            Storing storing,
            Readiness readiness,
            Clock clock) {
        this.sealing = sealing;
        this.validator = validator;
        this.consents = consents;
        this.domains = domains;
        this.readiness = readiness;
        this.writing = new GroupCommit<>(storing::store, Storing::isOneRowsFault, PATIENCE, GroupCommit.MOST_WAITING);
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
     * One form becomes one attempt, durable when this returns, or is refused.
     *
     * @param flags what looks unusual about the form, if anything
     * @param network where it came from
     * @throws java.util.concurrent.RejectedExecutionException if so many sign that nobody's turn comes; nothing is stored
     */
    @Measured(SigningFigures.SIGNING)
    public SigningOutcome sign(SigningForm form, Channel channel, Set<Flag> flags, Network network) {
        return sign(form, channel, network.mark(), attempt -> attempt.flagged(flags));
    }

    /**
     * The same for a form that a partner's server sends.
     *
     * @param partner its id
     */
    @Measured(SigningFigures.SIGNING)
    public SigningOutcome signFrom(long partner, SigningForm form, Set<Flag> flags) {
        // All that a partner sends comes from its own network, which says nothing about the signers.
        return sign(form, Channel.API, Optional.empty(), attempt -> attempt.flagged(flags)
                .sentBy(partner));
    }

    /** How many forms wait to be stored at this moment. */
    int waiting() {
        return writing.waiting();
    }

    private SigningOutcome sign(
            SigningForm form, Channel channel, Optional<String> network, UnaryOperator<Attempt> noting) {
        Instant now = clock.instant();
        if (!form.petition().isOpen(now) || !readiness.isReady(form.petition().id())) {
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
        writing.write(noting.apply(new Attempt(petition.id(), signed, choices, sealed, now)
                .consenting(consents.given(petition.id(), signed.language(), choices))
                .marked(new Marks(domains.mark(petition.id(), address), network))));
        return new SigningOutcome.Accepted();
    }
}
