package org.demarche.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server to test on. In this order: the one that the environment variable {@code TEST_DB_URL} names
 * ({@code jdbc:postgresql://host/database?user=…&password=…}), binaries from the Maven repository, a PostgreSQL
 * installed on this machine. Started once, stopped when the tests end.
 */
public final class Postgres {
    private static final List<String> FAILURES = new ArrayList<>();
    private static final Optional<Postgres> FOUND = find();

    private final String url;

    private Postgres(String url) {
        this.url = url;
    }

    /** The server; empty where there is none, and then {@link #whyNot} tells why. */
    public static Optional<Postgres> found() {
        return FOUND;
    }

    /** One that a test has started for itself. */
    public static Postgres of(InstalledPostgres server) {
        return answering(server.url());
    }

    public static String whyNot() {
        return "NO POSTGRESQL, THESE TESTS DID NOT RUN ON IT: " + String.join("; ", FAILURES);
    }

    /** The server's database. */
    String url() {
        return url;
    }

    /** A new data source for the server's database. */
    PGSimpleDataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        return source;
    }

    /** The settings of a portal with a database of its own on this server. */
    public Map<String, String> newPortal() {
        String database = unique("portal_");
        run("create database " + database);
        PGSimpleDataSource source = source();
        return Map.of(
                "demarche.db.url",
                "jdbc:postgresql://%s:%d/%s"
                        .formatted(source.getServerNames()[0], source.getPortNumbers()[0], database),
                "demarche.db.user",
                source.getUser(),
                // A server that trusts its own machine needs none, but the portal insists on one.
                "demarche.db.password",
                Optional.ofNullable(source.getPassword()).orElse("none"));
    }

    /** Makes an empty schema and returns its name. */
    String newSchema() {
        String schema = unique("test_");
        run("create schema " + schema);
        return schema;
    }

    private static String unique(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    private void run(String sql) {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static Optional<Postgres> find() {
        Optional<Postgres> found = named().or(Postgres::embedded).or(Postgres::installed);
        if (found.isEmpty()) {
            System.err.println("\n*** " + whyNot() + " ***\n");
        }
        return found;
    }

    private static Optional<Postgres> named() {
        String url = System.getenv("TEST_DB_URL");
        if (url == null || url.isBlank()) {
            FAILURES.add("TEST_DB_URL is not set");
            return Optional.empty();
        }
        // A server that was asked for and does not answer is a failure, never a reason to test on another.
        return Optional.of(answering(url));
    }

    private static Optional<Postgres> embedded() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("log_min_messages", "fatal")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop-postgres"));
            return Optional.of(answering(server.getJdbcUrl("postgres", "postgres")));
        } catch (IOException | RuntimeException e) {
            FAILURES.add("embedded: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Postgres> installed() {
        try {
            return Optional.of(of(InstalledPostgres.start("fsync=off", "max_connections=200")));
        } catch (IOException | RuntimeException e) {
            FAILURES.add("installed: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Postgres answering(String url) {
        Postgres server = new Postgres(url);
        try (Connection connection = server.source().getConnection()) {
            if (!connection.isValid(5)) {
                throw new IllegalStateException("no answer from PostgreSQL");
            }
            return server;
        } catch (SQLException e) {
            throw new IllegalStateException("no connection to PostgreSQL", e);
        }
    }

    private static void stop(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            System.err.println("PostgreSQL did not stop: " + e);
        }
    }
}
