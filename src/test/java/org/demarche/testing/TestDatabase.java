package org.demarche.testing;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database of its own with the portal's model in it, made by the same migrations as the portal's. Test classes get
 * one through {@link OnEveryDatabase}; it may be used by several threads.
 */
public final class TestDatabase implements AutoCloseable {
    private final DataSource source;
    private final String schema;
    private final Runnable drop;
    private EntityManagerFactory entities;

    private TestDatabase(DataSource source, String schema, Runnable drop) {
        this.source = source;
        this.schema = schema;
        this.drop = drop;
        Flyway.configure()
                .dataSource(source)
                .defaultSchema(schema)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    /** A new database in memory. */
    public static TestDatabase h2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return new TestDatabase(source, "PUBLIC", () -> run(source, "shutdown"));
    }

    /** A new schema on this server. */
    public static TestDatabase postgres(Postgres server) {
        String schema = server.newSchema();
        PGSimpleDataSource source = server.source();
        source.setCurrentSchema(schema);
        return new TestDatabase(source, schema, () -> run(source, "drop schema " + schema + " cascade"));
    }

    public DataSource dataSource() {
        return source;
    }

    public boolean isPostgres() {
        return source instanceof PGSimpleDataSource;
    }

    /** The portal's persistence unit on this database, with transactions of its own instead of a container's. */
    public synchronized EntityManagerFactory entities() {
        if (entities == null) {
            entities = Persistence.createEntityManagerFactory(
                    "demarche",
                    Map.of(
                            "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                            "jakarta.persistence.jtaDataSource", "",
                            "jakarta.persistence.nonJtaDataSource", source,
                            "eclipselink.session-name", schema + UUID.randomUUID(),
                            "eclipselink.logging.level", "WARNING"));
        }
        return entities;
    }

    /** Commits what the work did, or rolls it back if it throws. */
    public <T> T inTransaction(Function<EntityManager, T> work) {
        try (EntityManager entityManager = entities().createEntityManager()) {
            entityManager.getTransaction().begin();
            try {
                T result = work.apply(entityManager);
                entityManager.getTransaction().commit();
                return result;
            } finally {
                if (entityManager.getTransaction().isActive()) {
                    entityManager.getTransaction().rollback();
                }
            }
        }
    }

    /** As {@link #inTransaction}, for work without a result. */
    public void inTransactionDo(Consumer<EntityManager> work) {
        inTransaction(entityManager -> {
            work.accept(entityManager);
            return null;
        });
    }

    /** Runs one statement in a transaction of its own and returns how many rows it changed. */
    public int update(String sql, Object... parameters) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /** The rows of a query, each as its columns' values in order. */
    public List<List<Object>> query(String sql, Object... parameters) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet result = statement.executeQuery()) {
            int width = result.getMetaData().getColumnCount();
            List<List<Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<Object> row = new ArrayList<>(width);
                for (int column = 1; column <= width; column++) {
                    row.add(result.getObject(column));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** Deletes every row but those that the migrations made; the model stays. */
    public void empty() {
        List<String> tables = tables();
        if (isPostgres()) {
            run(source, "truncate " + String.join(", ", tables) + " cascade");
        } else {
            run(source, "set referential_integrity false");
            tables.forEach(table -> run(source, "truncate table " + table));
            run(source, "set referential_integrity true");
        }
    }

    private List<String> tables() {
        try {
            return query(
                            "select table_name from information_schema.tables where table_schema = ?"
                                    + " and table_type = 'BASE TABLE' and lower(table_name) not in ('flyway_schema_history',"
                                    + " 'audit_turn', 'decision_reason', 'decision_reason_text')",
                            schema)
                    .stream()
                    .map(row -> '"' + (String) row.get(0) + '"')
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (entities != null) {
            entities.close();
        }
        drop.run();
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private static void run(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
