package org.demarche.submission.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.demarche.submission.Edition;

/** Destroys who carried an edition, who was there, and what was noted and photographed; the time line stays. */
@ApplicationScoped
public class Forgetting {
    private Deliveries deliveries;
    private Attachments attachments;
    private Clock clock;

    protected Forgetting() {}

    @Inject
    public Forgetting(Deliveries deliveries, Attachments attachments, Clock clock) {
        this.deliveries = deliveries;
        this.attachments = attachments;
        this.clock = clock;
    }

    /** {@return of how many attempts to hand an edition over it has destroyed something}. What is gone is passed over. */
    @Transactional
    public long forget(Edition edition) {
        List<Delivery> remembered = deliveries.of(edition).stream()
                .filter(delivery -> delivery.erasedAt().isEmpty())
                .toList();
        for (Delivery delivery : remembered) {
            delivery.attachment().ifPresent(attachments::discard);
            delivery.erase(clock.instant());
        }
        return remembered.size();
    }
}
