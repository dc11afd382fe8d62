package org.demarche.config;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Before anything else of the portal runs: the settings are complete, and the database has the model. */
@ApplicationScoped
class Migration {
    @Resource(lookup = "java:global/jdbc/demarche")
    private DataSource database;

    @Inject
    private Settings settings;

    void migrate(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) @Initialized(ApplicationScoped.class)
                    Object started) {
        List<String> missing = settings.missing();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("A portal that others can reach needs these settings: "
                    + String.join(", ", missing) + ". See the README, section 'Deploy'.");
        }
        Flyway.configure(getClass().getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }
}
