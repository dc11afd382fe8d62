package org.demarche.signing.own;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.text.Normalizer;
import java.util.Optional;
import org.demarche.signature.PageLink;
import org.demarche.signature.Receipts;
import org.demarche.signature.Signatures;
import org.demarche.signing.ledger.OwnCopy;
import org.demarche.vault.Token;

/** A signer takes a receipt. It is evidence against them, too, so nothing is kept of it and nobody is told. */
@ApplicationScoped
public class TakingReceipt {
    private Signatures signatures;
    private Receipts receipts;

    protected TakingReceipt() {}

    @Inject
    public TakingReceipt(Signatures signatures, Receipts receipts) {
        this.signatures = signatures;
        this.receipts = receipts;
    }

    /**
     * Makes a receipt.
     *
     * @param named whether it is to prove the signer's name, too; where the link does not open the name, it cannot
     * @return empty if the link leads nowhere, or there is nothing yet to prove
     */
    @Transactional
    public Optional<String> take(Token page, boolean named) {
        return signatures.link(page).flatMap(link -> {
            Optional<Receipts.Opening> opening = named ? opening(link, page) : Optional.empty();
            return receipts.receipt(link.petitionId(), link.signatureId(), opening);
        });
    }

    private static Optional<Receipts.Opening> opening(PageLink link, Token page) {
        return link.ownCopy().flatMap(copy -> OwnCopy.open(copy, page)).flatMap(copy -> copy.nameSalt()
                .map(salt -> new Receipts.Opening(Normalizer.normalize(copy.name(), Normalizer.Form.NFC), salt)));
    }
}
