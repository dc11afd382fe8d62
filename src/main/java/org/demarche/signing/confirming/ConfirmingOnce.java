package org.demarche.signing.confirming;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.demarche.mail.Address;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.signature.AddressHashes;
import org.demarche.signature.Mailbox;
import org.demarche.signature.Signature;
import org.demarche.signature.SignatureConfirmed;
import org.demarche.signature.Signatures;
import org.demarche.signing.ledger.Attempt;
import org.demarche.signing.ledger.Attempts;
import org.demarche.signing.ledger.Code;
import org.demarche.signing.ledger.Codes;
import org.demarche.signing.ledger.EndedLinks;
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
    private EndedLinks endedLinks;
    private Codes codes;
    private Signatures signatures;
    private Petitions petitions;
    private Sealing sealing;
    private Event<SignatureConfirmed> confirmed;
    private Clock clock;

    protected ConfirmingOnce() {}

    @Inject
    public ConfirmingOnce(
            Attempts attempts,
            EndedLinks endedLinks,
            Codes codes,
            Signatures signatures,
            Petitions petitions,
            Sealing sealing,
            Event<SignatureConfirmed> confirmed,
            Clock clock) {
        this.attempts = attempts;
        this.endedLinks = endedLinks;
        this.codes = codes;
        this.signatures = signatures;
        this.petitions = petitions;
        this.sealing = sealing;
        this.confirmed = confirmed;
        this.clock = clock;
    }

    @Transactional
    public Confirmation look(Token token) {
        return done(token)
                .or(() -> attempts.byToken(token).map(attempt -> refusal(attempt)
                        .orElseGet(() -> new Confirmation.Waiting(
                                attempt.petitionId(), attempt.language(), attempt.choices(), attempt.expiresAt()))))
                .orElseGet(() -> ended(token));
    }

    @Transactional
    public Confirmation confirm(Token token) {
        Optional<Attempt> attempt = attempts.lockByToken(token);
        return done(token)
                .or(() -> attempt.map(found -> confirm(found, Links.pageAfter(token))))
                .orElseGet(() -> ended(token));
    }

    @Transactional
    public Confirmation confirm(Address address, Code code) {
        Instant now = clock.instant();
        for (Petition petition : petitions.all()) {
            byte[] addressHash = sealing.hash(petition.id(), address);
            byte[] codeHash = sealing.codeHash(petition.id(), addressHash, code);
            codes.count(petition.id(), addressHash, now);
            for (Attempt attempt : attempts.lockOpenByAddress(petition.id(), addressHash)) {
                if (attempt.hasCode(codeHash) && !codes.isWornOut(petition.id(), addressHash, attempt.codeAt())) {
                    return confirm(attempt, sealing.newToken());
                }
            }
            Optional<Signature> signature = codes.used(petition.id(), codeHash, now)
                    .filter(used -> !codes.isWornOut(petition.id(), addressHash, used.codeAt()))
                    .flatMap(used -> signatures.find(petition.id(), used.signatureId()));
            if (signature.isPresent()) {
                Token page = sealing.newToken();
                signatures.addLink(signature.get(), page, now);
                return new Confirmation.Done(page);
            }
        }
        return new Confirmation.Unknown();
    }

    /** Confirmed before; whether the page still lives its own link will say. */
    private Optional<Confirmation> done(Token token) {
        Token page = Links.pageAfter(token);
        boolean known =
                signatures.link(page).isPresent() || endedLinks.find(page).isPresent();
        return known ? Optional.of(new Confirmation.Done(page)) : Optional.empty();
    }

    private Confirmation ended(Token token) {
        return endedLinks
                .find(token)
                .<Confirmation>map(ended -> new Confirmation.Expired(ended.petitionId()))
                .orElseGet(Confirmation.Unknown::new);
    }

    private Confirmation confirm(Attempt attempt, Token page) {
        return refusal(attempt).orElseGet(() -> {
            Instant now = clock.instant();
            String address = sealing.address(attempt)
                    .orElseThrow(() -> new IllegalStateException("The address key of an open attempt is gone."));
            AddressHashes hashes = sealing.hashes(attempt.petitionId(), address);
            Mailbox mailbox = signatures.mailbox(
                    attempt.petitionId(),
                    hashes,
                    petitions.byId(attempt.petitionId()).sharedMailboxes());
            Optional<Signature> before = mailbox.repeatedBy(sealing.nameHash(attempt, hashes));
            Signature signature = before.orElseGet(() -> add(attempt, hashes, address, mailbox.freeSlot(), now));
            lead(attempt, signature, page, before.isEmpty(), now);
            attempts.removeLinks(attempt);
            attempt.close(before.isPresent() ? Outcome.DUPLICATE : Outcome.CONFIRMED, now);
            return new Confirmation.Done(page);
        });
    }

    private Signature add(Attempt attempt, AddressHashes hashes, String address, int slot, Instant now) {
        Signature signature = new Signature(
                        attempt.petitionId(),
                        attempt.signed(),
                        attempt.createdAt(),
                        now,
                        attempt.choices(),
                        attempt.consents(),
                        attempt.identity(),
                        sealing.sealForGood(attempt, hashes, address),
                        slot)
                .marked(attempt.marks());
        if (!attempt.flags().isEmpty()) {
            signature.holdFor(attempt.flags());
        }
        signatures.add(signature);
        confirmed.fire(new SignatureConfirmed(signature.petitionId(), signature.id(), now));
        return signature;
    }

    /** Whichever way was taken, every link that was mailed and the code lead to the signature from now on. */
    private void lead(Attempt attempt, Signature signature, Token taken, boolean isTheirs, Instant now) {
        boolean linked = false;
        for (Attempts.Way way : attempts.ways(attempt)) {
            signatures.addLink(signature, way.pageHash(), isTheirs ? way.ownCopy() : null, now);
            linked |= MessageDigest.isEqual(way.pageHash(), taken.hash());
        }
        if (!linked) {
            signatures.addLink(signature, taken, now);
        }
        codes.keepUsed(attempt, signature);
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
