package org.demarche.signing.trial;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** How far a petition is filled with generated signatures. */
@Entity
@Table(name = "trial_filling")
public class Filling {
    @Id
    @Column(name = "petition_id")
    private long petitionId;

    private long wanted;

    private long made;

    @Column(name = "asked_by")
    private String askedBy;

    protected Filling() {}

    Filling(long petitionId, String askedBy) {
        this.petitionId = petitionId;
        this.askedBy = askedBy;
    }

    public long petitionId() {
        return petitionId;
    }

    /** How many there are to be. */
    public long wanted() {
        return wanted;
    }

    /** How many there are. */
    public long made() {
        return made;
    }

    /** Whether there are more to be made, or some to be removed. */
    public boolean isMoving() {
        return wanted != made;
    }

    /** Hundredths of the way; 100 where it is at its end. */
    public long percent() {
        return wanted == 0 || wanted == made ? 100 : 100 * Math.min(made, wanted) / wanted;
    }

    void want(long number, String by) {
        wanted = number;
        askedBy = by;
    }

    void made(long more) {
        made += more;
    }
}
