package org.demarche.signing.confirming;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.TransactionalException;
import java.util.function.Supplier;
import org.demarche.config.Measured;
import org.demarche.mail.Address;
import org.demarche.petition.Petitions;
import org.demarche.signing.ledger.Code;
import org.demarche.signing.ledger.Sealing;
import org.demarche.vault.Token;

/**
 * A signer confirms. Looking changes nothing; pressing the button makes exactly one signature, and pressing it again
 * leads to the same page.
 *
 * <p>Several confirmations of one address at the same moment: the database gives each of its two places to one, and the
 * transactions of the others are tried again, which then find who was first.
 */
@ApplicationScoped
public class Confirming {
    /** Lost the first place, lost the second, found both taken; and once more for whoever withdrew meanwhile. */
    private static final int TRIES = 4;

    /** The timer's name, as src/doc/operating.md has it. */
    public static final String CONFIRMING = "demarche_confirming";

    private ConfirmingOnce once;
    private Petitions petitions;
    private Sealing sealing;

    protected Confirming() {}

    @Inject
    public Confirming(ConfirmingOnce once, Petitions petitions, Sealing sealing) {
        this.once = once;
        this.petitions = petitions;
        this.sealing = sealing;
    }

    /** Where the confirmation of a link stands. */
    public Confirmation look(Token token) {
        return once.look(token);
    }

    @Measured(CONFIRMING)
    public Confirmation confirm(Token token) {
        return again(() -> once.confirm(token), TRIES);
    }

    /** The same by the code of the mail together with the address that it was sent to. */
    @Measured(CONFIRMING)
    public Confirmation confirm(Address address, Code code) {
        return again(() -> once.confirm(address, code), TRIES);
    }

    private Confirmation again(Supplier<Confirmation> confirmation, int tries) {
        petitions.all().forEach(petition -> sealing.prepare(petition.id()));
        try {
            return confirmation.get();
        } catch (PersistenceException | TransactionalException e) {
            if (tries == 1) {
                throw e;
            }
            return again(confirmation, tries - 1);
        }
    }
}
