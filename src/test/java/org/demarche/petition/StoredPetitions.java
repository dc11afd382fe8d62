package org.demarche.petition;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.Vault;

/** The shipped appeal, stored in a test's database as the portal stores it at its start. */
public final class StoredPetitions extends Petitions {
    private final List<Petition> all;

    private StoredPetitions(Petition petition) {
        this.all = List.of(petition);
    }

    public static StoredPetitions in(TestDatabase database, Vault vault, Clock clock) {
        return in(database, vault, clock, petition -> petition);
    }

    /** The same, changed before it is stored. */
    public static StoredPetitions in(TestDatabase database, Vault vault, Clock clock, UnaryOperator<Petition> change) {
        Petition defined = change.apply(TestPetitions.shipped());
        return new StoredPetitions(
                database.inTransaction(entities -> new PetitionStore(entities, clock).store(defined, vault::found)));
    }

    /** One that is stored already, as it is or changed. */
    public static StoredPetitions of(Petition stored) {
        return new StoredPetitions(stored);
    }

    /** A petition that is as another, but for its end and for who may share a mailbox. */
    public static Petition with(Petition petition, Instant end, boolean sharedMailboxes) {
        return new Petition(
                petition.id(),
                petition.slug(),
                petition.languages(),
                petition.opensAt(),
                Optional.ofNullable(end),
                sharedMailboxes,
                petition.organisation(),
                petition.subject(),
                petition.addressee(),
                petition.demands(),
                petition.letters(),
                petition.picture());
    }

    public Petition petition() {
        return all.get(0);
    }

    @Override
    public List<Petition> all() {
        return all;
    }

    @Override
    public Optional<Petition> bySlug(String slug) {
        return Optional.of(petition()).filter(petition -> petition.slug().equals(slug));
    }

    @Override
    public Petition byId(long id) {
        if (id != petition().id()) {
            throw new IllegalArgumentException("There is no petition " + id + ".");
        }
        return petition();
    }
}
