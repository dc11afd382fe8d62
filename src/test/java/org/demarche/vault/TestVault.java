package org.demarche.vault;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.guard.Openness;
import org.demarche.vault.guard.VaultsShut;

/** The vault of a trial on a test's database, with its secrets in a folder of the test. */
public record TestVault(
        Vault vault, AddressKeys addressKeys, NetworkKeys networkKeys, KeyedHash hash, Openness openness) {
    public static TestVault on(TestDatabase database, Path folder, Clock clock) {
        KeyFolder keys = new KeyFolder(folder);
        keys.makeSecret(AddressKeys.MASTER_KEY);
        Openness openness = new Openness();
        return new TestVault(
                new Vault(new PetitionKeys(keys, true), new DataKeys(database), openness, clock),
                new AddressKeys(keys, new DayKeys(database), clock),
                new NetworkKeys(keys, new NetworkDays(database), clock),
                new KeyedHash(keys),
                openness);
    }

    /** As the container does when a watch says so. */
    public void shut(VaultsShut event) {
        vault.shut(event);
    }

    /** The tables, each statement in a transaction of its own as in the container. */
    private record DataKeys(TestDatabase database) implements DataKeyStore {
        @Override
        public List<Founded> petitions() {
            return database.inTransaction(entities -> new DataKeyTable(entities).petitions());
        }

        @Override
        public Optional<Founded> petition(long id) {
            return database.inTransaction(entities -> new DataKeyTable(entities).petition(id));
        }

        @Override
        public long nextId() {
            return database.inTransaction(entities -> new DataKeyTable(entities).nextId());
        }

        @Override
        public void add(long petitionId, long id, byte[] wrapped, Instant createdAt) {
            database.inTransactionDo(entities -> new DataKeyTable(entities).add(petitionId, id, wrapped, createdAt));
        }

        @Override
        public Optional<byte[]> wrapped(long petitionId, long id) {
            return database.inTransaction(entities -> new DataKeyTable(entities).wrapped(petitionId, id));
        }
    }

    private static final class NetworkDays extends NetworkKeyTable {
        private final TestDatabase database;

        NetworkDays(TestDatabase database) {
            this.database = database;
        }

        @Override
        Optional<byte[]> wrapped(LocalDate day) {
            return database.inTransaction(entities -> new NetworkKeyTable(entities).wrapped(day));
        }

        @Override
        void add(LocalDate day, byte[] wrapped) {
            database.inTransactionDo(entities -> new NetworkKeyTable(entities).add(day, wrapped));
        }

        @Override
        int deleteBefore(LocalDate day) {
            return database.inTransaction(entities -> new NetworkKeyTable(entities).deleteBefore(day));
        }
    }

    private record DayKeys(TestDatabase database) implements AddressKeyStore {
        @Override
        public Optional<byte[]> wrapped(LocalDate day) {
            return database.inTransaction(entities -> new AddressKeyTable(entities).wrapped(day));
        }

        @Override
        public void add(LocalDate day, byte[] wrapped) {
            database.inTransactionDo(entities -> new AddressKeyTable(entities).add(day, wrapped));
        }

        @Override
        public int deleteBefore(LocalDate day) {
            return database.inTransaction(entities -> new AddressKeyTable(entities).deleteBefore(day));
        }
    }
}
