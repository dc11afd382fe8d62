package org.demarche.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;

/** A second person looks at a sealed package and says that it may go out. */
@ApplicationScoped
public class Approving {
    private Editions editions;
    private Noting noting;
    private Clock clock;

    protected Approving() {}

    @Inject
    Approving(Editions editions, Noting noting, Clock clock) {
        this.editions = editions;
        this.noting = noting;
        this.clock = clock;
    }

    /**
     * Approves an edition's package, once.
     *
     * @throws org.demarche.audit.NotAllowed if the actor approves nothing at all
     */
    @Transactional
    public ApprovingOutcome approve(long petitionId, long editionId, Actor actor) {
        actor.must(Act.APPROVE);
        Optional<Edition> waiting = editions.lock(petitionId, editionId).filter(Edition::isApprovable);
        if (waiting.isEmpty()) {
            return ApprovingOutcome.NOTHING_TO_APPROVE;
        }
        Edition edition = waiting.get();
        if (edition.requestedBy().equals(actor.reference())) {
            return ApprovingOutcome.OWN;
        }
        edition.approve(actor.reference(), clock.instant());
        noting.approved(actor.reference(), edition);
        return ApprovingOutcome.APPROVED;
    }
}
