package org.demarche.signing.confirming;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.TransactionalException;
import java.util.function.Supplier;
import org.demarche.mail.Address;
import org.demarche.petition.Petitions;
import org.demarche.signing.ledger.Code;
import org.demarche.signing.ledger.Sealing;
import org.demarche.vault.Token;

/**
 * A signer confirms. Looking changes nothing; pressing the button makes exactly one signature, and pressing it again
 * leads to the same page.
 *
 * <p>Two confirmations of one address at the same moment: the database refuses the second signature, and its
 * transaction is tried once more, which then finds the first.
 */
@ApplicationScoped
public class Confirming {
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

    public Confirmation confirm(Token token) {
        return twice(() -> once.confirm(token));
    }

    /** The same by the code of the mail together with the address that it was sent to. */
    public Confirmation confirm(Address address, Code code) {
        return twice(() -> once.confirm(address, code));
    }

    private Confirmation twice(Supplier<Confirmation> attempt) {
        petitions.all().forEach(petition -> sealing.prepare(petition.id()));
        try {
            return attempt.get();
        } catch (PersistenceException | TransactionalException e) {
            return attempt.get();
        }
    }
}
