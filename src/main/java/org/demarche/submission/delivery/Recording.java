package org.demarche.submission.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.submission.Edition;
import org.demarche.submission.Editions;
import org.demarche.submission.documents.Copy;

/** The part of {@link Delivering} that the database takes as a whole or not at all. */
@ApplicationScoped
class Recording {
    private Editions editions;
    private Deliveries deliveries;
    private Changes changes;
    private AuditLog log;
    private Clock clock;

    protected Recording() {}

    @Inject
    Recording(Editions editions, Deliveries deliveries, Changes changes, AuditLog log, Clock clock) {
        this.editions = editions;
        this.deliveries = deliveries;
        this.changes = changes;
        this.log = log;
        this.clock = clock;
    }

    /** What is wrong with the form; nothing where there is no edition that it could be about. */
    @Transactional
    Set<DeliveryFault> faults(long petitionId, long editionId, DeliveryForm form) {
        return editions.find(petitionId, editionId)
                .filter(edition -> edition.isDeliverable() && !editions.isExpired(petitionId))
                .map(edition -> form.faults(edition, clock.instant()))
                .orElseGet(() -> EnumSet.noneOf(DeliveryFault.class));
    }

    @Transactional
    boolean isOver(long petitionId) {
        return editions.isExpired(petitionId);
    }

    @Transactional
    DeliveringOutcome record(
            long petitionId, long editionId, DeliveryForm form, Optional<Attachment> attachment, Actor actor) {
        Optional<Edition> waiting = editions.lock(petitionId, editionId).filter(Edition::isDeliverable);
        if (waiting.isEmpty()) {
            return new DeliveringOutcome.NothingToDeliver();
        }
        if (editions.isExpired(petitionId)) {
            return new DeliveringOutcome.Expired();
        }
        Edition edition = waiting.get();
        Account account = form.account(edition);
        // What was refused is told whatever has changed meanwhile: it hands nobody over.
        long changed = account.outcome().handsOver() ? changes.countUntil(edition, account.at()) : 0;
        if (changed > 0) {
            return new DeliveringOutcome.Changed(changed);
        }
        Delivery delivery = new Delivery(edition, account, attachment.orElse(null), actor.reference(), clock.instant());
        deliveries.add(delivery);
        if (delivery.isHandedOver()) {
            edition.deliver(account.at());
            editions.flush();
            changes.forget(petitionId);
        }
        note(actor, edition, delivery);
        return new DeliveringOutcome.Recorded(delivery);
    }

    /** Names of people stay out of the log, which keeps everything for good. */
    private void note(Actor actor, Edition edition, Delivery delivery) {
        Map<String, String> detail = new TreeMap<>(Map.of(
                "number", Integer.toString(edition.number()),
                "channel", delivery.channel().name(),
                "outcome", delivery.outcome().name(),
                "at", delivery.deliveredAt().toString(),
                "package",
                        edition.sealed().map(made -> made.file(Copy.FULL).hex()).orElse("")));
        delivery.attachment().ifPresent(attachment -> detail.put("attachment", attachment.sha256()));
        log.append(actor.reference(), "deliver", "edition/" + edition.petitionId() + "/" + edition.id(), detail);
    }
}
