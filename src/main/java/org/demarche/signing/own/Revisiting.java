package org.demarche.signing.own;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import org.demarche.signature.Choices;
import org.demarche.signature.PageLink;
import org.demarche.signature.Signature;
import org.demarche.signature.SignatureState;
import org.demarche.signature.Signatures;
import org.demarche.signature.Signed;
import org.demarche.signing.ledger.OwnCopy;
import org.demarche.vault.Token;

/** What signers see on their own page. It needs the page's token, and no key of the vault. */
@ApplicationScoped
public class Revisiting {
    private Signatures signatures;

    protected Revisiting() {}

    @Inject
    public Revisiting(Signatures signatures) {
        this.signatures = signatures;
    }

    /**
     * A signature as its signer sees it.
     *
     * @param ownCopy name and address, if this link opens them
     */
    public record View(
            long petitionId,
            SignatureState state,
            Signed signed,
            Choices choices,
            Instant signedAt,
            Instant confirmedAt,
            Optional<OwnCopy> ownCopy) {}

    @Transactional
    public Optional<View> look(Token page) {
        return signatures.link(page).flatMap(link -> signatures
                .find(link.petitionId(), link.signatureId())
                .map(signature -> view(signature, link, page)));
    }

    private static View view(Signature signature, PageLink link, Token page) {
        return new View(
                signature.petitionId(),
                signature.state(),
                signature.signed(),
                signature.choices(),
                signature.consentedAt(),
                signature.confirmedAt(),
                link.ownCopy().flatMap(copy -> OwnCopy.open(copy, page)));
    }
}
