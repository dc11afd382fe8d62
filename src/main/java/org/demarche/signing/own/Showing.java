package org.demarche.signing.own;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.demarche.signature.Signature;
import org.demarche.signature.Signatures;
import org.demarche.signature.Visibility;
import org.demarche.vault.Token;

/** A signer changes what the addressee sees of them, from the next edition on. */
@ApplicationScoped
public class Showing {
    private Signatures signatures;

    protected Showing() {}

    @Inject
    public Showing(Signatures signatures) {
        this.signatures = signatures;
    }

    /** What became of the wish. */
    public enum Result {
        SAVED,
        HANDOVER_MISSING,
        UNKNOWN
    }

    @Transactional
    public Result show(Token page, Visibility visibility, boolean handoverConsent) {
        Optional<Signature> signature = signatures.lockByPage(page).filter(Signature::isLiving);
        if (signature.isEmpty()) {
            return Result.UNKNOWN;
        }
        if (visibility.needsHandover() && !handoverConsent) {
            return Result.HANDOVER_MISSING;
        }
        signature.get().show(visibility, handoverConsent);
        return Result.SAVED;
    }
}
