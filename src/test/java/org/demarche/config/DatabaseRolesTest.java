package org.demarche.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two roles on a real PostgreSQL: whoever owns the model, and the portal. */
@OnEveryDatabase
class DatabaseRolesTest {
    private final String portal = "portal_" + UUID.randomUUID().toString().replace("-", "");
    private final TestDatabase database;
    private Connection connection;

    DatabaseRolesTest(TestDatabase database) {
        this.database = database;
    }

    private void becomeThePortal() throws SQLException {
        assumeTrue(database.isPostgres(), "The embedded database belongs to the portal.");
        connection = database.dataSource().getConnection();
        execute("create role " + portal);
        DatabaseRoles.grant(connection, portal);
        execute("set role " + portal);
    }

    @AfterEach
    void dropTheRole() throws SQLException {
        if (connection != null) {
            execute("reset role");
            execute("drop owned by " + portal);
            execute("drop role " + portal);
            connection.close();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void thePortalAddsToTheLogAndWorksWithEverythingElse() throws SQLException {
        becomeThePortal();

        execute("select id from audit_turn where id = 1 for update");
        execute("insert into audit_entry (sequence, at, actor, action, subject, detail, previous, hash)"
                + " values (1, now(), 'staff:1', 'log-in', 'staff:1', '{}', '', '')");
        execute("select nextval('staff_seq')");
        execute("update staff set name = 'x'");
        execute("delete from setup_link");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set actor = 'nobody'",
                "delete from audit_entry",
                "truncate audit_entry",
                "drop table audit_entry",
                "alter table audit_entry add x integer",
                "update published_head set sequence = 9",
                "delete from published_head",
                "delete from flyway_schema_history"
            })
    void thePortalChangesNothingThatIsInIt(String statement) throws SQLException {
        becomeThePortal();

        assertThatThrownBy(() -> execute(statement))
                .isInstanceOf(SQLException.class)
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    @Test
    void ofItsOwnerTheDatabaseSaysThatItCould() {
        assertThat(new DatabaseRoles(database.dataSource()).isLogGuarded()).isFalse();
    }
}
