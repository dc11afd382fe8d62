package org.demarche.signing.own;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.demarche.signature.PageLink;
import org.demarche.signature.Signature;
import org.demarche.signature.Signatures;
import org.demarche.signing.ledger.Codes;
import org.demarche.signing.ledger.EndedLinks;
import org.demarche.signing.ledger.OwnCopy;
import org.demarche.signing.ledger.Sealing;
import org.demarche.vault.Token;

/**
 * A signer takes a new link to their page, for somebody else may have seen this one. The old one ends, and with it the
 * code of the mail that it may have come with.
 */
@ApplicationScoped
public class Renewing {
    private Signatures signatures;
    private Codes codes;
    private EndedLinks ended;
    private Sealing sealing;
    private Clock clock;

    protected Renewing() {}

    @Inject
    public Renewing(Signatures signatures, Codes codes, EndedLinks ended, Sealing sealing, Clock clock) {
        this.signatures = signatures;
        this.codes = codes;
        this.ended = ended;
        this.sealing = sealing;
        this.clock = clock;
    }

    /** {@return the token of the new link; empty if the old one leads nowhere} */
    @Transactional
    public Optional<Token> renew(Token page) {
        return signatures
                .lockByPage(page)
                .flatMap(signature -> signatures.link(page).map(link -> replace(signature, link, page)));
    }

    private Token replace(Signature signature, PageLink old, Token page) {
        Instant now = clock.instant();
        Token fresh = sealing.newToken();
        byte[] copy = old.ownCopy()
                .flatMap(kept -> OwnCopy.open(kept, page))
                .map(own -> own.sealFor(fresh))
                .orElse(null);
        signatures.addLink(signature, fresh.hash(), copy, now);
        signatures.removeLink(old);
        ended.add(old.petitionId(), old.tokenHash(), EndedLinks.Why.REPLACED, LocalDate.ofInstant(now, ZoneOffset.UTC));
        codes.forget(signature);
        return fresh;
    }
}
