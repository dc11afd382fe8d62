package org.demarche.signing.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.demarche.petition.RowId;

/** An attempt for which it is still to be decided what mail goes out: at once, or later if none may go now. */
@Entity
@Table(name = "undecided_attempt")
@IdClass(RowId.class)
public class Undecided {
    @Id
    @Column(name = "petition_id")
    private long petitionId;

    @Id
    @Column(name = "attempt_id")
    private long id;

    private Instant since;

    private Long home;

    protected Undecided() {}

    Undecided(Attempt attempt, long home) {
        this.petitionId = attempt.petitionId();
        this.id = attempt.id();
        this.since = attempt.createdAt();
        this.home = home;
    }

    /** It is decided anew at this time. */
    public void putOff(Instant time) {
        since = time;
    }

    public boolean isPutOff(Attempt attempt) {
        return since.isAfter(attempt.createdAt());
    }

    public long petitionId() {
        return petitionId;
    }

    /** The attempt's. */
    public long id() {
        return id;
    }

    /** The number of the node that the form was sent to, which alone can read its first link; empty if not known. */
    public Optional<Long> home() {
        return Optional.ofNullable(home);
    }
}
