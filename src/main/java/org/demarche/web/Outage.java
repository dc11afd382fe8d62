package org.demarche.web;

import jakarta.resource.ResourceException;
import jakarta.transaction.SystemException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import org.demarche.config.Sparingly;
import org.demarche.vault.guard.CollectionPaused;

/** Tells a database that is away, or cannot write, from everything else that may go wrong. */
public final class Outage {
    private static final Logger LOG = Logger.getLogger(Outage.class.getName());
    private static final Sparingly SAID = new Sparingly(Duration.ofSeconds(1));

    /** SQLSTATE classes of a database that answers, and finds the statement or its data wrong. */
    private static final List<String> ANSWERED = List.of("22", "23", "42", "21");

    private Outage() {}

    /**
     * Whether the failure comes from a database that could not be reached or could not go on, or from collecting being
     * paused, which visitors cannot tell from it.
     */
    public static boolean isBehind(Throwable failure) {
        if (causes(failure).anyMatch(CollectionPaused.class::isInstance)) {
            return true;
        }
        List<SQLException> spoken = causes(failure)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .toList();
        return spoken.isEmpty()
                ? causes(failure).anyMatch(Outage::isBroken)
                : spoken.stream().noneMatch(Outage::answered);
    }

    /** Logs now and then what happened; while a database is away it happens to everybody. */
    public static void note(Throwable failure) {
        SAID.turn()
                .ifPresent(others -> LOG.log(
                        Level.WARNING,
                        () -> "Nothing stored: " + kinds(failure)
                                + (others == 0
                                        ? ""
                                        : "; so it was for " + others + " others since this was said last")));
    }

    /** By kinds alone: messages of databases quote values. */
    static String kinds(Throwable failure) {
        return causes(failure).map(Outage::kind).collect(Collectors.joining(", by "));
    }

    private static boolean answered(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && ANSWERED.stream().anyMatch(state::startsWith);
    }

    /** What is thrown where the driver itself has no say: by the server, and by those who wait for their turn in vain. */
    private static boolean isBroken(Throwable cause) {
        return cause instanceof ResourceException
                || cause instanceof XAException
                || cause instanceof SystemException
                || cause instanceof RejectedExecutionException;
    }

    private static String kind(Throwable cause) {
        String name = cause.getClass().getName();
        return cause instanceof SQLException sql ? name + " " + sql.getSQLState() : name;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(30);
    }
}
