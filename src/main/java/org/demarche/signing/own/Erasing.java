package org.demarche.signing.own;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.demarche.signature.PageLink;
import org.demarche.signature.ReviewRequests;
import org.demarche.signature.Signature;
import org.demarche.signature.SignatureErased;
import org.demarche.signature.Signatures;
import org.demarche.signing.ledger.Codes;
import org.demarche.signing.ledger.EndedLinks;
import org.demarche.vault.Token;

/**
 * A signer has everything erased that names them. What stays is what proofs of editions need, and tells nobody who it
 * was; every link to their page ends.
 */
@ApplicationScoped
public class Erasing {
    private Signatures signatures;
    private ReviewRequests reviews;
    private Codes codes;
    private EndedLinks ended;
    private Event<SignatureErased> erased;
    private Clock clock;

    protected Erasing() {}

    @Inject
    public Erasing(
            Signatures signatures,
            ReviewRequests reviews,
            Codes codes,
            EndedLinks ended,
            Event<SignatureErased> erased,
            Clock clock) {
        this.signatures = signatures;
        this.reviews = reviews;
        this.codes = codes;
        this.ended = ended;
        this.erased = erased;
        this.clock = clock;
    }

    /** Whether the token leads to a signature, which is erased afterwards, or led to one that is erased already. */
    @Transactional
    public boolean erase(Token page) {
        Optional<Signature> signature = signatures.lockByPage(page);
        signature.ifPresent(this::erase);
        return signature.isPresent()
                || ended.find(page)
                        .filter(link -> link.why() == EndedLinks.Why.ERASED)
                        .isPresent();
    }

    private void erase(Signature signature) {
        Instant now = clock.instant();
        for (PageLink link : signatures.links(signature)) {
            ended.add(
                    link.petitionId(),
                    link.tokenHash(),
                    EndedLinks.Why.ERASED,
                    LocalDate.ofInstant(now, ZoneOffset.UTC));
            signatures.removeLink(link);
        }
        reviews.remove(signature);
        codes.forget(signature);
        signature.erase();
        erased.fire(new SignatureErased(signature.petitionId(), signature.id(), now));
    }
}
