package org.demarche.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What a portal holds outlives the upgrade that rebuilds the table it lies in. */
class UpgradeTest {
    private static final String DATABASE = "jdbc:h2:mem:upgrade;DB_CLOSE_DELAY=-1";

    @Test
    void keepsWhatEditionsFroze() throws SQLException {
        migrateTo("24");
        try (Connection connection = DriverManager.getConnection(DATABASE);
                Statement statement = connection.createStatement()) {
            // Entries alone: whom they are of plays no part.
            statement.execute("set referential_integrity false");
            statement.execute(
                    "insert into edition_entry (petition_id, edition_id, signature_id, country, language, period,"
                            + " letter_version, demands, visibility, name_commitment, initials_commitment, channel)"
                            + " select 1, 2, x, 'CH', 'fr', '2026-11', 3, 5, 'FULL', x'0a', x'0b', 'API'"
                            + " from system_range(1, 1000)");
            statement.execute("set referential_integrity true");

            migrateTo("latest");

            try (ResultSet kept = statement.executeQuery("select count(*), min(signature_id), max(signature_id)"
                    + " from edition_entry where petition_id = 1 and edition_id = 2 and country = 'CH'"
                    + " and language = 'fr' and period = '2026-11' and letter_version = 3 and demands = 5"
                    + " and visibility = 'FULL' and name_commitment = x'0a' and initials_commitment = x'0b'"
                    + " and channel = 'API'")) {
                kept.next();
                assertThat(kept.getInt(1)).isEqualTo(1000);
                assertThat(kept.getInt(2)).isEqualTo(1);
                assertThat(kept.getInt(3)).isEqualTo(1000);
            }
            statement.execute("shutdown");
        }
    }

    private static void migrateTo(String version) {
        Flyway.configure()
                .dataSource(DATABASE, "", "")
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }
}
