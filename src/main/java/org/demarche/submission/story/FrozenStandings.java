package org.demarche.submission.story;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.demarche.signature.Submissions;
import org.demarche.submission.Edition;
import org.demarche.submission.Editions;
import org.demarche.submission.delivery.Deliveries;
import org.demarche.submission.delivery.Delivery;
import org.demarche.submission.rows.Entry;

/** Says of a signature which editions it is in, and what became of them. */
@ApplicationScoped
class FrozenStandings implements Submissions {
    private Editions editions;
    private Deliveries deliveries;

    protected FrozenStandings() {}

    @Inject
    FrozenStandings(Editions editions, Deliveries deliveries) {
        this.editions = editions;
        this.deliveries = deliveries;
    }

    @Override
    public List<Standing> of(long petitionId, long signatureId) {
        return editions.all(petitionId).stream()
                .filter(Edition::isStanding)
                .flatMap(edition -> standing(edition, signatureId))
                .toList();
    }

    private Stream<Standing> standing(Edition edition, long signatureId) {
        return editions.entry(edition, signatureId).stream()
                .map(Entry::visibility)
                .map(shown -> new Standing(
                        edition.number(),
                        shown,
                        edition.cutoff(),
                        edition.sealedAt(),
                        edition.approvedAt(),
                        deliveries.of(edition).stream()
                                .map(FrozenStandings::handover)
                                .toList()));
    }

    private static Handover handover(Delivery delivery) {
        return new Handover(
                delivery.day(), delivery.channel().name(), delivery.outcome().name(), delivery.isHandedOver());
    }
}
