package org.demarche.signing.own;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import org.demarche.signature.Signature;
import org.demarche.signature.SignatureWithdrawn;
import org.demarche.signature.Signatures;
import org.demarche.vault.Token;

/** A signer takes their signature back: it is no longer counted, at once. Repeating it changes nothing. */
@ApplicationScoped
public class Withdrawing {
    private Signatures signatures;
    private Event<SignatureWithdrawn> withdrawn;
    private Clock clock;

    protected Withdrawing() {}

    @Inject
    public Withdrawing(Signatures signatures, Event<SignatureWithdrawn> withdrawn, Clock clock) {
        this.signatures = signatures;
        this.withdrawn = withdrawn;
        this.clock = clock;
    }

    /** Whether the token leads to a signature; it is withdrawn afterwards, if it was not before. */
    @Transactional
    public boolean withdraw(Token page) {
        Optional<Signature> signature = signatures.lockByPage(page);
        signature.filter(Signature::isLiving).ifPresent(living -> {
            living.withdraw();
            withdrawn.fire(new SignatureWithdrawn(living.petitionId(), living.id(), clock.instant()));
        });
        return signature.isPresent();
    }
}
