package org.demarche.config;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Before anything else of the portal runs: the settings are complete, and the database has the model. */
@ApplicationScoped
class Migration {
    @Resource(lookup = "java:global/jdbc/demarche")
    private DataSource database;

    @Inject
    private Settings settings;

    @Inject
    private StartTurn turn;

    void migrate(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) @Initialized(ApplicationScoped.class)
                    Object started) {
        List<String> missing = settings.missing();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("A portal that others can reach needs these settings: "
                    + String.join(", ", missing) + ". See the README, section 'Deploy'.");
        }
        try {
            turn.take();
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not answer", e);
        }
        if (settings.databaseOwner().isPresent()) {
            migrateAsOwner(settings.databaseOwner().get());
        } else if (settings.isOnPostgres()) {
            flyway().dataSource(
                            StartTurn.patient(settings.databaseUrl().orElseThrow()),
                            settings.databaseUser().orElse(null),
                            settings.databasePassword().orElse(null))
                    .load()
                    .migrate();
        } else {
            flyway().dataSource(database).load().migrate();
        }
    }

    /** One role owns the model; the portal's own may only use it. */
    private void migrateAsOwner(String owner) {
        String url = StartTurn.patient(settings.databaseUrl().orElseThrow(() -> lacks("demarche.db.url")));
        String password = settings.databaseOwnerPassword().orElseThrow(() -> lacks("demarche.db.owner.password"));
        String portal = settings.databaseUser().orElseThrow(() -> lacks("demarche.db.user"));
        flyway().dataSource(url, owner, password).load().migrate();
        try (Connection connection = DriverManager.getConnection(url, owner, password)) {
            DatabaseRoles.grant(connection, portal);
        } catch (SQLException e) {
            throw new IllegalStateException("The owner of the database could not let " + portal + " use it", e);
        }
    }

    private static IllegalStateException lacks(String setting) {
        return new IllegalStateException("With demarche.db.owner.user set, " + setting + " is needed as well.");
    }

    private FluentConfiguration flyway() {
        FluentConfiguration flyway = Flyway.configure(getClass().getClassLoader());
        // What one database alone needs is in the same numbering.
        return settings.isOnPostgres()
                ? flyway.locations("classpath:db/migration", "classpath:db/postgresql")
                : flyway.locations("classpath:db/migration");
    }
}
