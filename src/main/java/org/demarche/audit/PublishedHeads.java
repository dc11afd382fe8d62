package org.demarche.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The ends of the audit log that were published, a day each. */
@ApplicationScoped
public class PublishedHeads {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected PublishedHeads() {}

    public PublishedHeads(EntityManager database) {
        this.database = database;
    }

    void add(PublishedHead head, byte[] hash, Instant now) {
        database.createNativeQuery(
                        "insert into published_head (published_on, sequence, hash, at) values (?1, ?2, ?3, ?4)")
                .setParameter(1, Date.valueOf(head.day()))
                .setParameter(2, head.sequence())
                .setParameter(3, hash)
                .setParameter(4, Timestamp.from(now))
                .executeUpdate();
    }

    /** {@return the last that was published} */
    public Optional<PublishedHead> last() {
        return newest(1).stream().findFirst();
    }

    /** {@return the last that were published, the newest first} */
    public List<PublishedHead> newest(int most) {
        List<?> rows = database.createNativeQuery(
                        "select published_on, sequence, hash from published_head order by published_on desc")
                .setMaxResults(most)
                .getResultList();
        return rows.stream().map(Object[].class::cast).map(PublishedHeads::head).toList();
    }

    private static PublishedHead head(Object[] row) {
        LocalDate day = row[0] instanceof LocalDate date ? date : ((Date) row[0]).toLocalDate();
        return PublishedHead.of(day, ((Number) row[1]).longValue(), (byte[]) row[2]);
    }
}
