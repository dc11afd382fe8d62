package org.demarche.vault.drill;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All test records. */
@ApplicationScoped
public class Drills {
    /** How many holders, besides the recovery recipient, have to have opened one. */
    public static final int FEWEST_HOLDERS = 2;

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected Drills() {}

    public Drills(EntityManager database) {
        this.database = database;
    }

    void add(KeyDrill drill) {
        database.persist(drill);
        database.flush();
    }

    /** Nobody else has it until the transaction ends. */
    Optional<KeyDrill> lock(long id) {
        return Optional.ofNullable(database.find(KeyDrill.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Those of a petition, the newest first. */
    List<KeyDrill> of(long petitionId) {
        return database.createQuery(
                        "select d from KeyDrill d where d.petitionId = :petition order by d.id desc", KeyDrill.class)
                .setParameter("petition", petitionId)
                .getResultList();
    }

    /** Whether two holders by different names and a recovery recipient have opened one each. */
    boolean areEnough(long petitionId) {
        List<KeyDrill> passed = of(petitionId).stream()
                .filter(drill -> drill.passedAt().isPresent())
                .toList();
        long holders = passed.stream()
                .filter(drill -> !drill.isRecovery())
                .map(drill -> drill.holder().toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        return holders >= FEWEST_HOLDERS && passed.stream().anyMatch(KeyDrill::isRecovery);
    }
}
