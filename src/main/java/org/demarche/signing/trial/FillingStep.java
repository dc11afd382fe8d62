package org.demarche.signing.trial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.signature.SignaturesGenerated;

/** One portion of generated signatures, made or removed, as a transaction of its own. */
@ApplicationScoped
class FillingStep {
    static final int PORTION = 2000;

    /** Ids that one value of a sequence stands for; it is the last of them. */
    private static final int BLOCK = 50;

    /** What refers to a signature, the forms that belong to none but were generated, and the signatures last. */
    private static final List<String> REFERRING =
            List.of("edition_entry", "page_link", "used_code", "review_request", "decision", "bulk_item", "rule_flag");

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    private Fillings fillings;
    private Petitions petitions;
    private Generator generator;
    private Event<SignaturesGenerated> generated;
    private Clock clock;

    protected FillingStep() {}

    @Inject
    FillingStep(
            Fillings fillings,
            Petitions petitions,
            Generator generator,
            Event<SignaturesGenerated> generated,
            Clock clock) {
        this.fillings = fillings;
        this.petitions = petitions;
        this.generator = generator;
        this.generated = generated;
        this.clock = clock;
    }

    FillingStep(
            EntityManager database,
            Petitions petitions,
            Generator generator,
            Event<SignaturesGenerated> generated,
            Clock clock) {
        this(new Fillings(database), petitions, generator, generated, clock);
        this.database = database;
    }

    @Transactional(TxType.REQUIRES_NEW)
    List<Long> moving() {
        return fillings.moving();
    }

    @Transactional(TxType.REQUIRES_NEW)
    List<Long> filled() {
        return fillings.filled();
    }

    /** Goes on with a petition; returns whether there is more to do. */
    @Transactional(TxType.REQUIRES_NEW)
    boolean step(long petitionId) {
        Filling filling = fillings.lock(petitionId).orElseThrow();
        if (!filling.isMoving()) {
            return false;
        }
        int changed = filling.wanted() > filling.made()
                ? make(petitions.byId(petitionId), (int) Math.min(PORTION, filling.wanted() - filling.made()))
                : -remove(petitionId);
        filling.made(changed);
        generated.fire(new SignaturesGenerated(petitionId));
        return filling.isMoving();
    }

    private int make(Petition petition, int number) {
        Connection connection = database.unwrap(Connection.class);
        try (PreparedStatement attempts = connection.prepareStatement(Generator.ATTEMPT);
                PreparedStatement signatures = connection.prepareStatement(Generator.SIGNATURE)) {
            List<Long> attemptIds = ids(connection, "attempt_seq", number + Generator.unconfirmed(number));
            List<Long> signatureIds = ids(connection, "signature_seq", number);
            generator.fill(petition, signatureIds, attemptIds, attempts, signatures, clock.instant());
            attempts.executeBatch();
            signatures.executeBatch();
            return number;
        } catch (SQLException e) {
            throw new IllegalStateException("Generated signatures could not be written.", e);
        }
    }

    private static List<Long> ids(Connection connection, String sequence, int number) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (PreparedStatement next = connection.prepareStatement("select nextval('" + sequence + "')")) {
            while (ids.size() < number) {
                try (ResultSet value = next.executeQuery()) {
                    value.next();
                    long last = value.getLong(1);
                    for (long id = last - BLOCK + 1; id <= last && ids.size() < number; id++) {
                        ids.add(id);
                    }
                }
            }
        }
        return ids;
    }

    /** Removes a portion, and with the last one the attempts; returns how many fewer there are now. */
    private int remove(long petitionId) {
        List<?> ids = database.createNativeQuery(
                        "select id from signature where petition_id = ?1 and generated order by id")
                .setParameter(1, petitionId)
                .setMaxResults(PORTION + 1)
                .getResultList();
        int removed = ids.isEmpty() ? 0 : remove(petitionId, ids.subList(0, Math.min(PORTION, ids.size())));
        if (ids.size() > PORTION) {
            return removed;
        }
        database.createNativeQuery("delete from attempt where petition_id = ?1 and generated")
                .setParameter(1, petitionId)
                .executeUpdate();
        return (int) fillings.find(petitionId).orElseThrow().made();
    }

    private int remove(long petitionId, List<?> ids) {
        long first = ((Number) ids.get(0)).longValue();
        long last = ((Number) ids.get(ids.size() - 1)).longValue();
        String these = "select id from signature where petition_id = ?1 and id between ?2 and ?3 and generated";
        for (String table : REFERRING) {
            delete(
                    "delete from " + table + " where petition_id = ?1 and signature_id in (" + these + ")",
                    petitionId,
                    first,
                    last);
        }
        return delete(
                "delete from signature where petition_id = ?1 and id between ?2 and ?3 and generated",
                petitionId,
                first,
                last);
    }

    private int delete(String statement, long petitionId, long first, long last) {
        return database.createNativeQuery(statement)
                .setParameter(1, petitionId)
                .setParameter(2, first)
                .setParameter(3, last)
                .executeUpdate();
    }
}
