package org.demarche.security.patience;

import java.time.Clock;
import java.time.Duration;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.KeyedHash;

/** Patience on a test's database, each count in a transaction of its own as in the container. */
public final class TestPatience {
    private TestPatience() {}

    public static Patience on(TestDatabase database, KeyedHash hash, Clock clock) {
        return new Patience(new Counting() {
            @Override
            Duration take(Door door) {
                return database.inTransaction(entities -> new Counting(new Tries(entities), hash, clock).take(door));
            }

            @Override
            void forget(Door door) {
                database.inTransactionDo(entities -> new Counting(new Tries(entities), hash, clock).forget(door));
            }

            @Override
            void tidy() {
                database.inTransactionDo(entities -> new Counting(new Tries(entities), hash, clock).tidy());
            }
        });
    }
}
