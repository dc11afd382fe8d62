package org.demarche.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import org.demarche.mail.Address;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.signing.ledger.Sealing;

/** Signs for nobody, as far as to the row that would be written. */
@ApplicationScoped
class Rehearsing {
    private static final Address NOBODY = Address.parse("nobody@example.org").orElseThrow();

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    private Petitions petitions;
    private Sealing sealing;

    protected Rehearsing() {}

    @Inject
    Rehearsing(Petitions petitions, Sealing sealing) {
        this.petitions = petitions;
        this.sealing = sealing;
    }

    /**
     * Whether every petition could be signed.
     *
     * @throws RuntimeException if the database is away or a key cannot be used
     */
    @Transactional
    boolean succeeds() {
        // Sealing first: it may make this hour's key in a transaction of its own.
        petitions.all().forEach(this::trySealing);
        return !petitions.all().isEmpty() && hasModel();
    }

    private void trySealing(Petition petition) {
        sealing.prepare(petition.id());
        sealing.seal(petition.id(), NOBODY);
        sealing.hash(petition.id(), NOBODY);
    }

    private boolean hasModel() {
        Number stored = (Number)
                database.createNativeQuery("select count(*) from petition").getSingleResult();
        return stored.intValue() >= petitions.all().size();
    }
}
