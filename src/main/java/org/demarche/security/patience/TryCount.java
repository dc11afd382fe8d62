package org.demarche.security.patience;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/** How many tries there were at one door, and when the last was. */
@Entity
@Table(name = "staff_tries")
public class TryCount {
    @Id
    private String mark;

    private int tries;

    @Column(name = "last_at")
    private Instant lastAt;

    protected TryCount() {}

    TryCount(String mark, Instant now) {
        this.mark = mark;
        this.tries = 1;
        this.lastAt = now;
    }

    /** How long the next try has to wait at this time; zero or less if it may be made. */
    Duration left(int free, Instant now) {
        return isForgotten(now) || tries < free
                ? Duration.ZERO
                : Duration.between(now, lastAt.plus(Patience.wait(tries - free)));
    }

    void take(Instant now) {
        tries = isForgotten(now) ? 1 : tries + 1;
        lastAt = now;
    }

    private boolean isForgotten(Instant now) {
        return !now.isBefore(lastAt.plus(Patience.FORGOTTEN_AFTER));
    }

    int tries() {
        return tries;
    }

    /** One try did no harm after all. */
    void giveBack() {
        tries--;
    }
}
