package org.demarche.petition;

import java.time.Clock;
import java.util.List;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.Vault;

/** The shipped appeal, stored in a test's database as the portal stores it at its start. */
public final class StoredPetitions extends Petitions {
    private final List<Petition> all;

    private StoredPetitions(Petition petition) {
        this.all = List.of(petition);
    }

    public static StoredPetitions in(TestDatabase database, Vault vault, Clock clock) {
        return new StoredPetitions(database.inTransaction(
                entities -> new PetitionStore(entities, clock).store(TestPetitions.shipped(), vault::found)));
    }

    public Petition petition() {
        return all.get(0);
    }

    @Override
    public List<Petition> all() {
        return all;
    }

    @Override
    public Petition byId(long id) {
        if (id != petition().id()) {
            throw new IllegalArgumentException("There is no petition " + id + ".");
        }
        return petition();
    }
}
