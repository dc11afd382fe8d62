package org.demarche.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class TestDatabaseTest {
    private static final String INSERT = "insert into job_lease (name, holder, until) values"
            + " ('%s', 'a', timestamp with time zone '2026-11-23 12:00:00+00:00')";

    private final TestDatabase database;

    TestDatabaseTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void keepsWhatATransactionDid() throws SQLException {
        int rows = database.inTransaction(entityManager -> insert(entityManager, "kept"));

        assertThat(rows).isEqualTo(1);
        assertThat(database.query("select holder from job_lease where name = ?", "kept"))
                .hasSize(1);
    }

    @Test
    void dropsWhatAFailedTransactionDid() throws SQLException {
        assertThatThrownBy(() -> database.inTransactionDo(entityManager -> {
                    insert(entityManager, "lost");
                    throw new IllegalStateException("too late");
                }))
                .hasMessage("too late");

        assertThat(database.query("select name from job_lease")).isEmpty();
    }

    @RepeatedTest(2)
    void isEmptyBeforeEachTest() throws SQLException {
        assertThat(database.query("select name from job_lease")).isEmpty();
        database.update(INSERT.formatted("left over"));
    }

    private static int insert(EntityManager entityManager, String name) {
        return entityManager.createNativeQuery(INSERT.formatted(name)).executeUpdate();
    }
}
