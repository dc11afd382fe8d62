package org.demarche.testing;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.persistence.jpa.JpaHelper;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * A database of its own with the portal's model in it, made by the same migrations as the portal's. Test classes get
 * one through {@link OnEveryDatabase}; it may be used by several threads.
 */
public final class TestDatabase implements AutoCloseable {
    private static final int CONNECTIONS = 100;

    private final DataSource source;
    private final boolean postgres;
    private final String schema;
    private final Runnable drop;
    private final List<String> tables;
    private final Map<String, Object> sequences = new TreeMap<>();
    /** The rows that the migrations made, by table. */
    private final Map<String, Set<List<Object>>> made = new TreeMap<>();

    private EntityManagerFactory entities;

    private TestDatabase(DataSource source, boolean postgres, String schema, Runnable drop) {
        this.source = source;
        this.postgres = postgres;
        this.schema = schema;
        this.drop = drop;
        Flyway.configure()
                .dataSource(source)
                .defaultSchema(schema)
                .locations(
                        postgres
                                ? new String[] {"classpath:db/migration", "classpath:db/postgresql"}
                                : new String[] {"classpath:db/migration"})
                .load()
                .migrate();
        this.tables = rows("select table_name from information_schema.tables where table_schema = ?"
                        + " and table_type = 'BASE TABLE' and lower(table_name) <> 'flyway_schema_history'")
                .map(row -> '"' + (String) row.get(0) + '"')
                .toList();
        rows("select sequence_name, start_value from information_schema.sequences where sequence_schema = ?")
                .forEach(row -> sequences.put((String) row.get(0), row.get(1)));
        for (String table : tables) {
            Set<List<Object>> rows = content(table);
            if (!rows.isEmpty()) {
                made.put(table, rows);
            }
        }
    }

    /** A new database in memory. */
    public static TestDatabase h2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return new TestDatabase(source, false, "PUBLIC", () -> run(source, "shutdown"));
    }

    /** A new schema on this server. */
    public static TestDatabase postgres(Postgres server) {
        String schema = server.newSchema();
        PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
        source.setURL(server.url());
        source.setCurrentSchema(schema);
        // The server starts a process for each connection, and tests open one for each transaction.
        JdbcConnectionPool pool = JdbcConnectionPool.create(source);
        pool.setMaxConnections(CONNECTIONS);
        return new TestDatabase(pool, true, schema, () -> {
            run(pool, "drop schema " + schema + " cascade");
            pool.dispose();
        });
    }

    /** {@return the schema that its tables are in} */
    public String schema() {
        return schema;
    }

    public DataSource dataSource() {
        return source;
    }

    public boolean isPostgres() {
        return postgres;
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

    /** Leaves the rows that the migrations made, and has every sequence begin anew. */
    public void empty() {
        List<String> changed = new ArrayList<>();
        made.forEach((table, rows) -> {
            if (!content(table).equals(rows)) {
                changed.add(table);
            }
        });
        List<String> emptied = tables.stream()
                .filter(table -> !made.containsKey(table) || changed.contains(table))
                .toList();
        if (postgres) {
            emptyAtOnce(emptied);
        } else {
            emptyOneByOne(emptied);
        }
        // In the order of their names: what belongs to another is called after it.
        changed.forEach(this::fill);
        if (entities != null) {
            // It has taken numbers in advance.
            JpaHelper.getServerSession(entities).getSequencingControl().initializePreallocated();
        }
    }

    /** One statement, at whose end foreign keys are looked at: truncating would make new files for every table. */
    private void emptyAtOnce(List<String> emptied) {
        StringJoiner deletions = new StringJoiner(", ", "with ", " select 1");
        for (int i = 0; i < emptied.size(); i++) {
            deletions.add("t" + i + " as (delete from " + emptied.get(i) + ")");
        }
        StringJoiner restarts = new StringJoiner(", ", "select ", "");
        sequences.forEach((name, start) -> restarts.add("setval('" + name + "', " + start + ", false)"));
        run(source, deletions.toString());
        run(source, restarts.toString());
    }

    private void emptyOneByOne(List<String> emptied) {
        run(source, "set referential_integrity false");
        emptied.forEach(table -> run(source, "truncate table " + table));
        run(source, "set referential_integrity true");
        sequences.forEach((name, start) -> run(source, "alter sequence " + name + " restart with " + start));
    }

    private void fill(String table) {
        try {
            for (List<Object> row : made.get(table)) {
                update(
                        "insert into " + table + " values (" + String.join(", ", Collections.nCopies(row.size(), "?"))
                                + ")",
                        row.toArray());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(table, e);
        }
    }

    private Set<List<Object>> content(String table) {
        try {
            return new HashSet<>(query("select * from " + table));
        } catch (SQLException e) {
            throw new IllegalStateException(table, e);
        }
    }

    /** What the database says about this schema. */
    private Stream<List<Object>> rows(String sql) {
        try {
            return query(sql, schema).stream();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
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
