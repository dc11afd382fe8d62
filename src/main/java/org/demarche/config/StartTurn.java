package org.demarche.config;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Lets nodes that start at the same moment bring database and keys up to date one after the other: the first on an empty
 * database makes what the others are to find. The turn is a lock of PostgreSQL that lasts as long as its connection, so
 * a node that dies while it starts holds up nobody.
 */
@ApplicationScoped
class StartTurn {
    private static final Logger LOG = Logger.getLogger(StartTurn.class.getName());

    /** Any number, as long as it is always this one; a migration's own lock is another. */
    private static final long LOCK = 0x64656d6172636865L;

    private static final int AFTER_ALL_OTHERS = Interceptor.Priority.PLATFORM_AFTER + 500;

    @Inject
    private Settings settings;

    private Connection connection;

    /** Waits until no other node is starting. The embedded database has but one node. */
    void take() throws SQLException {
        if (!settings.isOnPostgres()) {
            return;
        }
        connection = DriverManager.getConnection(
                patient(settings.databaseUrl().orElseThrow()),
                settings.databaseUser().orElse(null),
                settings.databasePassword().orElse(null));
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
        }
    }

    /** The same database, however long it works in silence: another node, or a migration, may take its time. */
    static String patient(String url) {
        return url + (url.contains("?") ? "&" : "?") + "socketTimeout=0";
    }

    void pass(@Observes @Priority(AFTER_ALL_OTHERS) @Initialized(ApplicationScoped.class) Object started) {
        release();
    }

    /** Also where starting failed. */
    @PreDestroy
    void release() {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "The turn of starting is given back when this process ends.", e);
        }
        connection = null;
    }
}
