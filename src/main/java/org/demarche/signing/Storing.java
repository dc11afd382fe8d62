package org.demarche.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.demarche.config.Nodes;
import org.demarche.signing.ledger.Attempt;
import org.demarche.signing.ledger.AttemptMade;
import org.demarche.signing.ledger.Attempts;

/** Stores attempts that came in together, all or none, in a transaction that waits for no other. */
@ApplicationScoped
public class Storing {
    private Attempts attempts;
    private Nodes nodes;
    private Event<AttemptMade> made;

    protected Storing() {}

    @Inject
    public Storing(Attempts attempts, Nodes nodes, Event<AttemptMade> made) {
        this.attempts = attempts;
        this.nodes = nodes;
        this.made = made;
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void store(List<Attempt> together) {
        attempts.addAll(together, nodes.own());
        made.fire(new AttemptMade(together.size()));
    }

    /**
     * Whether the database found one of the rows wrong (SQLSTATE classes 22, data, and 23, integrity). Then nothing is
     * stored for certain, and the others may be tried again.
     */
    static boolean isOneRowsFault(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(30)
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .anyMatch(state -> state != null && (state.startsWith("22") || state.startsWith("23")));
    }
}
