package org.demarche.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.demarche.config.Sample;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** How mails get away, for monitors: numbers alone. The names are in src/doc/operating.md, and monitors rely on them. */
@ApplicationScoped
public class OutboxFigures {
    private static final String WAITING = "demarche_mail_waiting";
    private static final String BURIED = "demarche_mail_buried";
    private static final String AGE = "demarche_mail_age_seconds";
    private static final String SENT = "demarche_mails";

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    @Inject
    private MetricRegistry registry;

    @Inject
    private Sample sample;

    @Inject
    private Clock clock;

    void begin(@Observes @Initialized(ApplicationScoped.class) Object started, OutboxFigures self) {
        for (String outcome : List.of("Done", "Postponed", "Refused", "Unreachable")) {
            registry.counter(SENT, tag(outcome));
        }
        // Through the container, for the transaction.
        sample.show(List.of(WAITING, BURIED, AGE), self::look);
    }

    void count(Delivery delivery) {
        registry.counter(SENT, tag(delivery.getClass().getSimpleName())).inc();
    }

    private static Tag tag(String outcome) {
        return new Tag("outcome", outcome.toLowerCase(java.util.Locale.ROOT));
    }

    /** Mails that wait for their turn, mails that are buried, and for how long the oldest has been due. */
    @Transactional
    public Map<String, Double> look() {
        Instant now = clock.instant();
        Object[] row = (Object[]) database.createNativeQuery("select count(next_try_at), count(*) - count(next_try_at),"
                        + " min(case when next_try_at <= ?1 then next_try_at end) from outbox")
                .setParameter(1, Timestamp.from(now))
                .getSingleResult();
        return Map.of(
                WAITING, ((Number) row[0]).doubleValue(),
                BURIED, ((Number) row[1]).doubleValue(),
                AGE, row[2] == null ? 0 : age(row[2], now));
    }

    private static double age(Object since, Instant now) {
        Instant due = since instanceof OffsetDateTime time ? time.toInstant() : ((Timestamp) since).toInstant();
        return Duration.between(due, now).toMillis() / 1000.0;
    }
}
