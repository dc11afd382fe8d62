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
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether this node can take a signature at this moment: the database answers and has the model, and the keys under
 * which a form is sealed and an address compared can be read.
 */
@Readiness
@ApplicationScoped
public class ReadyToSign implements HealthCheck {
    private static final Address NOBODY = Address.parse("nobody@example.org").orElseThrow();

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    private Petitions petitions;
    private Sealing sealing;

    protected ReadyToSign() {}

    @Inject
    ReadyToSign(Petitions petitions, Sealing sealing) {
        this.petitions = petitions;
        this.sealing = sealing;
    }

    @Override
    @Transactional
    public HealthCheckResponse call() {
        boolean ready;
        try {
            // Sealing first: it may make this hour's key in a transaction of its own.
            petitions.all().forEach(this::trySealing);
            ready = !petitions.all().isEmpty() && hasModel();
        } catch (RuntimeException e) {
            // Whoever signs now is told the same; the log has it from there.
            ready = false;
        }
        return HealthCheckResponse.named("ready-to-sign").status(ready).build();
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
