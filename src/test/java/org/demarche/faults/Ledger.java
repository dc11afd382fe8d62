package org.demarche.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.demarche.testing.PortalProcess;

/** Compares what a portal acknowledged with what it has: over HTTP, in its mailbox, and in its database. */
final class Ledger {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final PortalProcess portal;
    private final Map<String, String> settings;
    private final HttpClient http = HttpClient.newHttpClient();

    /** @param settings with which the portal was started: they say where its database is */
    Ledger(PortalProcess portal, Map<String, String> settings) {
        this.portal = portal;
        this.settings = settings;
    }

    /** Everybody who was told to look into their mail finds one there. */
    void holdsMailForAll(Set<String> acknowledged) throws IOException, InterruptedException {
        Set<String> missing = missing(acknowledged);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!missing.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(500);
            missing = missing(acknowledged);
        }
        assertThat(missing).as("acknowledged, but without a mail").isEmpty();
    }

    private Set<String> missing(Set<String> addresses) throws IOException {
        Set<String> missing = new HashSet<>(addresses);
        missing.removeAll(portal.mailbox().recipients());
        return missing;
    }

    /** Everybody who was told that they have signed finds their own page, and is counted. */
    void countsAll(Answers confirmed) throws IOException, InterruptedException {
        for (String path : confirmed.acknowledged) {
            HttpResponse<String> page = get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body()).contains("id=\"withdraw\"");
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (count() < confirmed.acknowledged.size() && System.nanoTime() < deadline) {
            Thread.sleep(500);
        }
        assertThat(count()).isBetween((long) confirmed.acknowledged.size(), (long) confirmed.possible());
    }

    private long count() throws IOException, InterruptedException {
        String json = get("/api/petitions/azimjan-askarov/count").body();
        return Long.parseLong(json.replaceFirst("(?s).*\"count\": *([0-9]+).*", "$1"));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = portal.at(path);
        return http.send(
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    }

    /** How many forms were stored. The embedded database shows this only while the portal is stopped. */
    long stored() throws SQLException {
        return number("select count(*) from attempt");
    }

    /** How many signatures were stored. The embedded database shows this only while the portal is stopped. */
    long counted() throws SQLException {
        return number("select count(*) from signature");
    }

    /** Runs a statement in the portal's database; in the embedded one only while the portal is stopped. */
    void update(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private Connection connection() throws SQLException {
        List<String> embedded =
                List.of("jdbc:h2:file:" + portal.data().resolve("database") + ";IFEXISTS=TRUE", "demarche", "embedded");
        return DriverManager.getConnection(
                settings.getOrDefault("demarche.db.url", embedded.get(0)),
                settings.getOrDefault("demarche.db.user", embedded.get(1)),
                settings.getOrDefault("demarche.db.password", embedded.get(2)));
    }
}
