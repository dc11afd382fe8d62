package org.demarche.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demarche.testing.InstalledPostgres;
import org.demarche.testing.TestDatabase;

/**
 * The yardstick for what is written: the same statements, one transaction each, sent by {@code pgbench}, or over JDBC
 * where that is missing.
 *
 * @param statements SQL in which {@code :id} stands for a number that is new in each transaction
 */
record Transactions(TestDatabase database, InstalledPostgres server, List<String> statements) {
    static final int CLIENTS = 16;
    private static final Pattern PROCESSED = Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) ");

    /** {@return what carries them out} */
    String tool() {
        return server.program("pgbench").isPresent() ? "pgbench" : "JDBC";
    }

    /**
     * Runs them for a while.
     *
     * @param first identifiers begin here: client {@code c} takes those from {@code first + c * 1,000,000}
     */
    Contestant.Done run(Duration time, long first) throws Exception {
        return server.program("pgbench").isPresent() ? withPgbench(time, first) : overJdbc(time, first);
    }

    private Contestant.Done withPgbench(Duration time, long first) throws IOException, InterruptedException {
        Path script = Files.createTempFile("transactions", ".sql");
        try {
            Files.writeString(
                    script,
                    "\\set n :n + 1\n\\set id " + first + " + :client_id * 1000000 + :n\nbegin;\n"
                            + String.join(";\n", statements) + ";\ncommit;\n");
            URI address = URI.create(server.url().substring("jdbc:".length()));
            ProcessBuilder builder = new ProcessBuilder(
                            server.program("pgbench").orElseThrow().toString(),
                            "-n",
                            "-Mprepared",
                            "-c" + CLIENTS,
                            "-j2",
                            "-T" + time.toSeconds(),
                            "-f" + script,
                            "-Dn=0",
                            "-h" + address.getHost(),
                            "-p" + address.getPort(),
                            "-U" + parameter(address, "user"),
                            address.getPath().substring(1))
                    .redirectErrorStream(true);
            builder.environment().put("PGPASSWORD", parameter(address, "password"));
            builder.environment().put("PGOPTIONS", "-c search_path=" + database.schema());
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(output);
            }
            long done = (long) number(PROCESSED, output);
            return new Contestant.Done(done, done / number(RATE, output));
        } finally {
            Files.delete(script);
        }
    }

    private static double number(Pattern pattern, String output) throws IOException {
        Matcher found = pattern.matcher(output);
        if (!found.find()) {
            throw new IOException(output);
        }
        return Double.parseDouble(found.group(1));
    }

    private static String parameter(URI address, String name) {
        Matcher found = Pattern.compile("(?:^|&)" + name + "=([^&]*)").matcher(address.getQuery());
        return found.find() ? found.group(1) : "";
    }

    private Contestant.Done overJdbc(Duration time, long first) throws Exception {
        AtomicLong clients = new AtomicLong();
        return Load.during(CLIENTS, time, () -> client(first + clients.getAndIncrement() * 1_000_000));
    }

    private Load.Worker client(long first) throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        List<PreparedStatement> prepared = new ArrayList<>();
        for (String statement : statements) {
            prepared.add(connection.prepareStatement(statement.replace(":id", "?")));
        }
        return new Load.Worker() {
            private long id = first;

            @Override
            public void step() throws SQLException {
                id++;
                for (PreparedStatement statement : prepared) {
                    for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
                        statement.setLong(i, id);
                    }
                    statement.execute();
                }
                connection.commit();
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }
}
