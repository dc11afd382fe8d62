package org.demarche.signing.confirming;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.demarche.mail.Address;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.signature.Signature;
import org.demarche.signature.SignatureConfirmed;
import org.demarche.signature.Signatures;
import org.demarche.signing.ledger.Attempt;
import org.demarche.signing.ledger.Attempts;
import org.demarche.signing.ledger.Code;
import org.demarche.signing.ledger.Links;
import org.demarche.signing.ledger.Outcome;
import org.demarche.signing.ledger.Sealing;
import org.demarche.vault.Token;

/** One try of a confirmation, in one transaction. */
@ApplicationScoped
public class ConfirmingOnce {
    /** Who signed in time may confirm for a day after the end. */
    private static final Duration GRACE = Duration.ofDays(1);

    private Attempts attempts;
    private Signatures signatures;
    private Petitions petitions;
    private Sealing sealing;
    private Event<SignatureConfirmed> confirmed;
    private Clock clock;

    protected ConfirmingOnce() {}

    @Inject
    public ConfirmingOnce(
            Attempts attempts,
            Signatures signatures,
            Petitions petitions,
            Sealing sealing,
            Event<SignatureConfirmed> confirmed,
            Clock clock) {
        this.attempts = attempts;
        this.signatures = signatures;
        this.petitions = petitions;
        this.sealing = sealing;
        this.confirmed = confirmed;
        this.clock = clock;
    }

    @Transactional
    public Confirmation look(Token token) {
        Token page = Links.pageAfter(token);
        if (signatures.link(page).isPresent()) {
            return new Confirmation.Done(page);
        }
        return attempts.byToken(token)
                .map(attempt -> refusal(attempt)
                        .orElseGet(() -> new Confirmation.Waiting(
                                attempt.petitionId(), attempt.language(), attempt.choices(), attempt.expiresAt())))
                .orElseGet(Confirmation.Unknown::new);
    }

    @Transactional
    public Confirmation confirm(Token token) {
        Token page = Links.pageAfter(token);
        Optional<Attempt> attempt = attempts.lockByToken(token);
        if (signatures.link(page).isPresent()) {
            return new Confirmation.Done(page);
        }
        return attempt.map(found -> confirm(found, page, found.isTokenOf(token)))
                .orElseGet(Confirmation.Unknown::new);
    }

    @Transactional
    public Confirmation confirm(Address address, Code code) {
        for (Petition petition : petitions.all()) {
            byte[] addressHash = sealing.hash(petition.id(), address);
            byte[] codeHash = sealing.codeHash(petition.id(), addressHash, code);
            for (Attempt attempt : attempts.lockOpenByAddress(petition.id(), addressHash)) {
                if (attempt.matches(codeHash)) {
                    return confirm(attempt, sealing.newToken(), false);
                }
            }
        }
        return new Confirmation.Unknown();
    }

    private Confirmation confirm(Attempt attempt, Token page, boolean opensOwnCopy) {
        return refusal(attempt).orElseGet(() -> {
            Instant now = clock.instant();
            Optional<Signature> before = signatures.byAddress(attempt.petitionId(), attempt.addressHash());
            if (before.isPresent()) {
                signatures.addLink(before.get(), page, now);
                close(attempt, Outcome.DUPLICATE, now);
            } else {
                byte[] ownCopy = opensOwnCopy ? attempt.ownCopy() : null;
                Signature signature = signatureOf(attempt, now);
                if (!attempt.flags().isEmpty()) {
                    signature.holdFor(attempt.flags());
                }
                close(attempt, Outcome.CONFIRMED, now);
                signatures.add(signature, page, ownCopy, now);
                confirmed.fire(new SignatureConfirmed(signature.petitionId(), signature.id(), now));
            }
            return new Confirmation.Done(page);
        });
    }

    private Signature signatureOf(Attempt attempt, Instant now) {
        String address = sealing.address(attempt)
                .orElseThrow(() -> new IllegalStateException("The address key of an open attempt is gone."));
        return new Signature(
                attempt.petitionId(),
                attempt.signed(),
                attempt.createdAt(),
                now,
                attempt.choices(),
                attempt.identity(),
                sealing.sealForGood(attempt, address));
    }

    private void close(Attempt attempt, Outcome outcome, Instant now) {
        attempts.removeLinks(attempt);
        attempt.close(outcome, now);
    }

    private Optional<Confirmation> refusal(Attempt attempt) {
        Instant now = clock.instant();
        if (attempt.isExpired(now)) {
            return Optional.of(new Confirmation.Expired(attempt.petitionId()));
        }
        if (attempt.outcome() != Outcome.OPEN) {
            return Optional.of(new Confirmation.Unknown());
        }
        if (petitions.byId(attempt.petitionId()).isClosed(now.minus(GRACE))) {
            return Optional.of(new Confirmation.Closed(attempt.petitionId()));
        }
        return Optional.empty();
    }
}
