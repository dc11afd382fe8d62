package org.demarche.mail;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.function.Consumer;
import org.demarche.config.OneNode;
import org.demarche.testing.Events;

/** Outboxes for tests of what is queued in them. */
public final class Outboxes {
    private Outboxes() {}

    public static Outbox on(EntityManager entities, Clock clock) {
        return new Outbox(entities, new OneNode(), clock, Events.unheard());
    }

    /** Hands over every mail that is queued, the oldest first, and drops it. */
    public static void empty(EntityManager entities, Consumer<OutboxItem> postman) {
        entities.createQuery("select i from OutboxItem i order by i.id", OutboxItem.class)
                .getResultList()
                .forEach(item -> {
                    postman.accept(item);
                    entities.remove(item);
                });
    }
}
