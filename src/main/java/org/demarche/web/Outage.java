package org.demarche.web;

import java.sql.SQLException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells a database that is away, or cannot write, from everything else that may go wrong. */
public final class Outage {
    private static final Logger LOG = Logger.getLogger(Outage.class.getName());

    /** SQLSTATE classes of a database that answers, and finds the statement or its data wrong. */
    private static final List<String> ANSWERED = List.of("22", "23", "42", "21");

    private Outage() {}

    public static boolean isBehind(Throwable failure) {
        return causes(failure).anyMatch(Outage::isOutage);
    }

    /** Logs what happened by kinds alone: messages of databases quote values. */
    public static void note(Throwable failure) {
        LOG.log(
                Level.WARNING,
                () -> causes(failure).map(Outage::kind).collect(Collectors.joining(", by ", "Nothing stored: ", "")));
    }

    private static boolean isOutage(Throwable cause) {
        if (cause instanceof SQLException sql) {
            String state = sql.getSQLState();
            return state == null || ANSWERED.stream().noneMatch(state::startsWith);
        }
        return cause.getClass().getSimpleName().equals("PoolingException");
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
