package org.demarche.signing.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class MailTallyTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");
    private static final byte[] ADDRESS = new byte[32];

    private final TestDatabase database;

    MailTallyTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() throws SQLException {
        database.update("insert into petition (id, slug, vault_public_key) values (1, 'appeal', ?)", new byte[32]);
    }

    private static boolean spend(EntityManager entities) {
        return new MailTally(entities).allowance(1, List.of(ADDRESS), TODAY).spend(ADDRESS);
    }

    @Test
    void countsTheMailsOfTwoNodesThatCountAtOnce() throws Exception {
        database.inTransaction(MailTallyTest::spend);
        CompletableFuture<Boolean> other = new CompletableFuture<>();
        database.inTransactionDo(one -> {
            assertThat(spend(one)).isTrue();
            other.completeAsync(() -> database.inTransaction(MailTallyTest::spend));
            pause();
        });

        assertThat(other.join()).isTrue();
        assertThat(database.query("select mails from mail_tally")).containsExactly(List.of(3));
        assertThat(database.<Boolean>inTransaction(MailTallyTest::spend))
                .as("three a day")
                .isFalse();
    }

    /** Long enough for the other to have looked, where it does not wait. */
    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
