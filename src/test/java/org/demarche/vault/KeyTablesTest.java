package org.demarche.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class KeyTablesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");
    private static final byte[] PUBLIC_KEY = PrivateKey.make().publicKey().bytes();
    private static final LocalDate DAY = LocalDate.parse("2026-11-23");

    private TestDatabase database;

    @BeforeEach
    void aPetition(TestDatabase given) throws Exception {
        database = given;
        database.update("insert into petition (id, slug, vault_public_key) values (1, 'appeal', ?)", PUBLIC_KEY);
    }

    @Test
    void knowsThePetitions() {
        database.inTransactionDo(entities -> {
            DataKeyTable table = new DataKeyTable(entities);
            assertThat(table.petitions()).hasSize(1);
            assertThat(table.petition(1).orElseThrow().slug()).isEqualTo("appeal");
            assertThat(table.petition(1).orElseThrow().publicKey().bytes()).isEqualTo(PUBLIC_KEY);
            assertThat(table.petition(2)).isEmpty();
        });
    }

    @Test
    void keepsDataKeysByPetitionAndId() {
        byte[] wrapped = {1, 2, 3};
        long id = database.inTransaction(entities -> {
            DataKeyTable table = new DataKeyTable(entities);
            long next = table.nextId();
            table.add(1, next, wrapped, NOW);
            return next;
        });
        database.inTransactionDo(entities -> {
            DataKeyTable table = new DataKeyTable(entities);
            assertThat(table.wrapped(1, id)).contains(wrapped);
            assertThat(table.wrapped(2, id)).isEmpty();
            assertThat(table.nextId()).isGreaterThan(id);
        });
    }

    @Test
    void keepsOneAddressKeyADay() {
        database.inTransactionDo(entities -> new AddressKeyTable(entities).add(DAY, new byte[] {1}));
        assertThatThrownBy(() ->
                        database.inTransactionDo(entities -> new AddressKeyTable(entities).add(DAY, new byte[] {2})))
                .isInstanceOf(RuntimeException.class);
        database.inTransactionDo(entities -> {
            assertThat(new AddressKeyTable(entities).wrapped(DAY)).contains(new byte[] {1});
            assertThat(new AddressKeyTable(entities).wrapped(DAY.plusDays(1))).isEmpty();
        });
    }

    @Test
    void deletesTheAddressKeysOfTheDaysBefore() {
        database.inTransactionDo(entities -> {
            AddressKeyTable table = new AddressKeyTable(entities);
            table.add(DAY.minusDays(2), new byte[] {1});
            table.add(DAY.minusDays(1), new byte[] {2});
            table.add(DAY, new byte[] {3});
            assertThat(table.deleteBefore(DAY)).isEqualTo(2);
            assertThat(table.wrapped(DAY)).isPresent();
            assertThat(table.wrapped(DAY.minusDays(1))).isEmpty();
        });
    }
}
