package org.demarche.signing.own;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import org.demarche.signature.Consent;
import org.demarche.signature.ConsentTexts;
import org.demarche.signature.Signature;
import org.demarche.signature.SignatureNarrowed;
import org.demarche.signature.Signatures;
import org.demarche.signature.Submissions;
import org.demarche.signature.Visibility;
import org.demarche.vault.Token;

/**
 * A signer changes what the addressee sees of them, from the next edition on. Less is always possible; more only while
 * no edition holds the signature, and with the consent to the hand-over.
 */
@ApplicationScoped
public class Showing {
    private Signatures signatures;
    private Submissions submissions;
    private ConsentTexts consents;
    private Event<SignatureNarrowed> narrowed;
    private Clock clock;

    protected Showing() {}

    @Inject
    public Showing(
            Signatures signatures,
            Submissions submissions,
            ConsentTexts consents,
            Event<SignatureNarrowed> narrowed,
            Clock clock) {
        this.signatures = signatures;
        this.submissions = submissions;
        this.consents = consents;
        this.narrowed = narrowed;
        this.clock = clock;
    }

    /** What became of the wish. */
    public enum Result {
        SAVED,
        HANDOVER_MISSING,
        FROZEN,
        UNKNOWN
    }

    /**
     * Shows less, as much or more, if it may be so.
     *
     * @param language of the page on which the consent to the hand-over was given
     */
    @Transactional
    public Result show(Token page, Visibility visibility, boolean handoverConsent, String language) {
        Optional<Signature> found = signatures.lockByPage(page).filter(Signature::isLiving);
        if (found.isEmpty()) {
            return Result.UNKNOWN;
        }
        Signature signature = found.get();
        if (!signature.choices().visibility().isNarrowerThan(visibility)) {
            signature.narrow(visibility);
            narrowed.fire(new SignatureNarrowed(signature.petitionId(), signature.id(), clock.instant()));
            return Result.SAVED;
        }
        if (!submissions.of(signature.petitionId(), signature.id()).isEmpty()) {
            return Result.FROZEN;
        }
        if (!handoverConsent) {
            return Result.HANDOVER_MISSING;
        }
        Optional<Integer> wording = consents.version(signature.petitionId(), Consent.HANDOVER, language);
        signature.widen(visibility, wording, language, clock.instant());
        return Result.SAVED;
    }
}
