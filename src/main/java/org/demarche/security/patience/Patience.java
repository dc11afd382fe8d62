package org.demarche.security.patience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.List;

/**
 * How long somebody waits after wrong passwords or codes: a few tries are free, then each one doubles the wait, up to a
 * few minutes; a quiet hour forgets. Accounts that do not exist are treated alike. All nodes count together.
 *
 * <p>A stranger must not be able to keep somebody out by guessing badly on purpose. So a try belongs to a {@link Door}:
 * all browsers that were never let in to the account share one, and each browser that was has its own.
 */
@ApplicationScoped
public class Patience {
    static final Duration LONGEST = Duration.ofMinutes(5);
    static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private Counting counting;

    protected Patience() {}

    @Inject
    public Patience(Counting counting) {
        this.counting = counting;
    }

    /**
     * Takes one try at each of these doors, before what was typed is looked at: parallel guesses gain nothing.
     *
     * @return zero if the try may go on, else how long to wait
     */
    public Duration take(List<Door> doors) {
        for (Door door : doors) {
            Duration wait = take(door);
            if (!wait.isZero()) {
                return wait;
            }
        }
        return Duration.ZERO;
    }

    private Duration take(Door door) {
        try {
            return counting.take(door);
        } catch (PersistenceException e) {
            // Somebody else made the first try there at the same moment; now there is something to count on.
            return counting.take(door);
        }
    }

    /** What was typed was right. A network is forgiven this one try alone: its owner may have guessed at others. */
    public void forget(List<Door> doors) {
        doors.forEach(counting::forget);
    }

    /** Forgets what is long past. */
    public void tidy() {
        counting.tidy();
    }

    /** How long a try waits after this many that were not free. */
    static Duration wait(int beyondFree) {
        Duration wait = Duration.ofSeconds(1L << Math.min(beyondFree, 20));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
