package org.demarche.submission.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.demarche.submission.Edition;

/**
 * Signatures that are no longer as an edition froze them: withdrawn, erased, held, struck out, or shown less. That they
 * are is read off the signatures themselves; since when is noted to the hour, and only to tell what came after a hand-over
 * that staff record later.
 */
@ApplicationScoped
public class Changes {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected Changes() {}

    public Changes(EntityManager database) {
        this.database = database;
    }

    /** How many have changed until now. */
    public long count(Edition edition) {
        return countUntil(edition, Instant.parse("9999-12-31T00:00:00Z"));
    }

    /** How many had changed at a moment; one that changed in the same hour counts. */
    long countUntil(Edition edition, Instant moment) {
        return number(
                        """
                        select count(*) from signature s
                        where s.petition_id = ?1 and s.state in ('HELD', 'STRUCK_OUT', 'WITHDRAWN', 'ERASED')
                            and exists (select 1 from edition_entry e where e.petition_id = s.petition_id
                                and e.edition_id = ?2 and e.signature_id = s.id)
                            and not exists (select 1 from edition_change c where c.petition_id = s.petition_id
                                and c.edition_id = ?2 and c.signature_id = s.id and c.changed_at > ?3)""",
                        edition,
                        moment)
                + number(
                        """
                        select count(*) from edition_entry e
                            join signature s on s.petition_id = e.petition_id and s.id = e.signature_id
                        where e.petition_id = ?1 and e.edition_id = ?2 and s.state = 'CONFIRMED'
                            and ((e.visibility = 'FULL' and s.visibility <> 'FULL')
                                or (e.visibility = 'INITIALS' and s.visibility = 'COUNTED'))
                            and not exists (select 1 from edition_change c where c.petition_id = e.petition_id
                                and c.edition_id = e.edition_id and c.signature_id = e.signature_id
                                and c.changed_at > ?3)""",
                        edition,
                        moment);
    }

    private long number(String query, Edition edition, Instant moment) {
        return ((Number) database.createNativeQuery(query)
                        .setParameter(1, edition.petitionId())
                        .setParameter(2, edition.id())
                        .setParameter(3, Timestamp.from(moment))
                        .getSingleResult())
                .longValue();
    }

    /** A signature may no longer be as the editions have it that nobody has handed over; the first time is kept. */
    void note(long petitionId, long signatureId, Instant at) {
        database.createNativeQuery(
                        """
                        insert into edition_change (petition_id, edition_id, signature_id, changed_at)
                        select e.petition_id, e.edition_id, e.signature_id, cast(?3 as timestamp with time zone)
                        from edition n join edition_entry e on e.petition_id = n.petition_id and e.edition_id = n.id
                        where n.petition_id = ?1 and e.signature_id = ?2
                            and n.state in ('COMPILING', 'LOCKED', 'SEALED', 'FAILED')
                            and not exists (select 1 from edition_change c where c.petition_id = e.petition_id
                                and c.edition_id = e.edition_id and c.signature_id = e.signature_id)""")
                .setParameter(1, petitionId)
                .setParameter(2, signatureId)
                .setParameter(3, Timestamp.from(at.truncatedTo(ChronoUnit.HOURS)))
                .executeUpdate();
    }

    /** Forgets what was noted of editions that are delivered or superseded. */
    void forget(long petitionId) {
        database.createNativeQuery("delete from edition_change where petition_id = ?1 and edition_id in (select id"
                        + " from edition where petition_id = ?1 and state in ('DELIVERED', 'SUPERSEDED'))")
                .setParameter(1, petitionId)
                .executeUpdate();
    }
}
