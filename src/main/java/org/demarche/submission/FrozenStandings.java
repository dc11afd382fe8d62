package org.demarche.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.demarche.signature.Submissions;
import org.demarche.signature.Visibility;

/** Says of a signature which editions it is in. */
@ApplicationScoped
class FrozenStandings implements Submissions {
    private Editions editions;

    protected FrozenStandings() {}

    @Inject
    FrozenStandings(Editions editions) {
        this.editions = editions;
    }

    @Override
    public List<Standing> of(long petitionId, long signatureId) {
        return editions.all(petitionId).stream()
                .filter(Edition::isStanding)
                .flatMap(edition -> standing(edition, signatureId))
                .toList();
    }

    private Stream<Standing> standing(Edition edition, long signatureId) {
        return editions.visibilityIn(edition, signatureId).stream()
                .map(Visibility::valueOf)
                .map(shown -> new Standing(
                        edition.number(),
                        edition.isDelivered() ? Stage.DELIVERED : Stage.FROZEN,
                        shown,
                        Optional.empty()));
    }
}
