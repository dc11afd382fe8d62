package org.demarche.config;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * What the portal may do in its database. On PostgreSQL one role owns the model, and the portal works as another, which
 * may add to the audit log and neither change nor delete what is in it.
 */
@ApplicationScoped
public class DatabaseRoles {
    private static final List<String> ONLY_ADDED_TO = List.of("audit_entry", "published_head");

    @Resource(lookup = "java:global/jdbc/demarche")
    private DataSource database;

    protected DatabaseRoles() {}

    DatabaseRoles(DataSource database) {
        this.database = database;
    }

    /** Whether the database itself keeps the portal from changing or deleting entries of the audit log. */
    public boolean isLogGuarded() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                return false;
            }
            try (ResultSet answer =
                    statement.executeQuery("select has_table_privilege('audit_entry', 'UPDATE, DELETE, TRUNCATE')")) {
                answer.next();
                return !answer.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not say what the portal may do", e);
        }
    }

    /**
     * Lets a role do what the portal needs, and no more.
     *
     * @param owner of the model, in whose schema it lies
     * @param role another one, which exists
     */
    static void grant(Connection owner, String role) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            String portal = statement.enquoteIdentifier(role, true);
            String schema = statement.enquoteIdentifier(owner.getSchema(), true);
            statement.execute("grant usage on schema " + schema + " to " + portal);
            statement.execute(
                    "grant select, insert, update, delete on all tables in schema " + schema + " to " + portal);
            statement.execute("grant usage, select on all sequences in schema " + schema + " to " + portal);
            for (String table : ONLY_ADDED_TO) {
                statement.execute("revoke update, delete, truncate on " + table + " from " + portal);
            }
            // The history of the model is the owner's alone to write.
            statement.execute("revoke insert, update, delete on flyway_schema_history from " + portal);
        }
    }
}
