package org.demarche.audit.export;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import org.demarche.audit.AuditLog;
import org.demarche.testing.TestDatabase;

/** Exports with a transaction of its own for each beginning, as the container gives it; whoever takes one has an account. */
public final class TestExports extends Exports {
    private final TestDatabase database;
    private final Clock clock;

    public TestExports(TestDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void begin(Copy copy) {
        join(copy.actor().id());
        database.inTransactionDo(entities -> new Exports(entities, new AuditLog(entities, clock), clock).begin(copy));
    }

    private void join(long staff) {
        try {
            if (database.query("select id from staff where id = ?", staff).isEmpty()) {
                database.update(
                        "insert into staff (id, name, email, password_hash, created_at) values (?, 'Staff', ?, '', ?)",
                        staff,
                        staff + "@staff.example",
                        Timestamp.from(clock.instant()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
