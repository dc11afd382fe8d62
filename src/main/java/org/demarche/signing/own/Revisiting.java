package org.demarche.signing.own;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.demarche.signature.Choices;
import org.demarche.signature.Flag;
import org.demarche.signature.PageLink;
import org.demarche.signature.Receipts;
import org.demarche.signature.ReviewRequests;
import org.demarche.signature.ReviewRequests.ReviewRequest;
import org.demarche.signature.Rulings;
import org.demarche.signature.Signature;
import org.demarche.signature.SignatureState;
import org.demarche.signature.Signatures;
import org.demarche.signature.Signed;
import org.demarche.signature.Submissions;
import org.demarche.signing.ledger.EndedLinks;
import org.demarche.signing.ledger.OwnCopy;
import org.demarche.vault.Token;

/** What signers see on their own page. It needs the page's token, and no key of the vault. */
@ApplicationScoped
public class Revisiting {
    private Signatures signatures;
    private Submissions submissions;
    private ReviewRequests reviews;
    private Rulings rulings;
    private EndedLinks ended;
    private Receipts receipts;

    protected Revisiting() {}

    @Inject
    public Revisiting(
            Signatures signatures,
            Submissions submissions,
            ReviewRequests reviews,
            Rulings rulings,
            EndedLinks ended,
            Receipts receipts) {
        this.signatures = signatures;
        this.submissions = submissions;
        this.reviews = reviews;
        this.rulings = rulings;
        this.ended = ended;
        this.receipts = receipts;
    }

    /**
     * A signature as its signer sees it.
     *
     * @param signedAt to the hour
     * @param flags what looked unusual when it was signed
     * @param editions that it is in, the newest first
     * @param reviewAskedAt when its signer asked for a review that nobody has answered yet; to the hour
     * @param ruling what staff decided last, and why
     * @param ownCopy name and address, if this link opens them
     * @param erasedAt since when they are destroyed on schedule
     * @param receipt the number of the edition that a receipt would speak of, if there is one
     */
    public record View(
            long petitionId,
            SignatureState state,
            Signed signed,
            Choices choices,
            Instant signedAt,
            Instant confirmedAt,
            Set<Flag> flags,
            List<Submissions.Standing> editions,
            Optional<Instant> reviewAskedAt,
            Optional<Rulings.Given> ruling,
            Optional<OwnCopy> ownCopy,
            Optional<Instant> erasedAt,
            Optional<Integer> receipt) {}

    /**
     * Finds what a link leads to.
     *
     * @param language of the page
     */
    @Transactional
    public Optional<View> look(Token page, String language) {
        return signatures.link(page).flatMap(link -> signatures
                .find(link.petitionId(), link.signatureId())
                .map(signature -> view(signature, link, page, language)));
    }

    /** Why a link that led to a signature does not any more; empty if it never did, or ended long ago. */
    @Transactional
    public Optional<EndedLinks.Why> whyNot(Token page) {
        return ended.find(page).map(EndedLinks.Ended::why);
    }

    private View view(Signature signature, PageLink link, Token page, String language) {
        return new View(
                signature.petitionId(),
                signature.state(),
                signature.signed(),
                signature.choices(),
                signature.consentedAt(),
                signature.confirmedAt(),
                signature.flags(),
                submissions.of(signature.petitionId(), signature.id()),
                reviews.find(signature.petitionId(), signature.id())
                        .filter(ReviewRequest::isOpen)
                        .map(ReviewRequest::askedAt),
                rulings.of(signature.petitionId(), signature.id(), language).stream()
                        .findFirst(),
                link.ownCopy().flatMap(copy -> OwnCopy.open(copy, page)),
                signature.erasedOnScheduleAt(),
                receipts.edition(signature.petitionId(), signature.id()));
    }
}
