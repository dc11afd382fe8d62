package org.demarche.submission.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.demarche.signature.SignatureErased;
import org.demarche.signature.SignatureNarrowed;
import org.demarche.signature.SignatureWithdrawn;
import org.demarche.signature.SignaturesDecided;

/** Notes since when signatures are no longer as an edition has them, in the transaction that changes them. */
@ApplicationScoped
class NotingChanges {
    private Changes changes;

    protected NotingChanges() {}

    @Inject
    NotingChanges(Changes changes) {
        this.changes = changes;
    }

    void withdrawn(@Observes SignatureWithdrawn event) {
        changes.note(event.petitionId(), event.signatureId(), event.at());
    }

    void erased(@Observes SignatureErased event) {
        changes.note(event.petitionId(), event.signatureId(), event.at());
    }

    void narrowed(@Observes SignatureNarrowed event) {
        changes.note(event.petitionId(), event.signatureId(), event.at());
    }

    void decided(@Observes SignaturesDecided event) {
        event.signatureIds().forEach(signature -> changes.note(event.petitionId(), signature, event.at()));
    }
}
