package org.demarche.config;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Has PostgreSQL analyze each table that has become five times as large since it last was. By itself it looks once a
 * minute, and what it planned for an empty table it keeps until then: in the first rush each confirmation's foreign keys
 * are checked by walking through all signatures of the petition.
 */
@ApplicationScoped
class PlannerStatistics {
    private static final Duration OFTEN = Duration.ofSeconds(3);

    @Resource(lookup = "java:global/jdbc/demarche")
    private DataSource database;

    @Inject
    private Settings settings;

    @Inject
    private Schedule schedule;

    @Inject
    private JobLeases leases;

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        if (settings.isOnPostgres()) {
            schedule.every(OFTEN, "statistics", this::look);
        }
    }

    private void look() {
        if (leases.hold("statistics", OFTEN.multipliedBy(4))) {
            analyzeWhatGrew(database);
        }
    }

    static void analyzeWhatGrew(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select analyze_what_grew()");
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not analyze its tables", e);
        }
    }
}
