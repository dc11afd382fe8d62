package org.demarche.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long an account waits after wrong passwords: a few tries are free, then each one doubles the wait, up to a few
 * minutes; a quiet hour forgets. Accounts that do not exist are treated alike.
 *
 * <p>A stranger must not be able to keep somebody out by guessing badly on purpose. So a try belongs to a
 * <em>door</em>: all browsers that never logged in to the account share one, and each browser that did has its own (see
 * {@link KnownBrowser}).
 *
 * <p>Kept in this node's memory and bounded: the door longest untouched is forgotten first.
 */
@ApplicationScoped
class Patience {
    static final int FREE_TRIES = 5;
    static final Duration LONGEST = Duration.ofMinutes(5);
    static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final int MOST_DOORS = 10_000;

    private final Map<String, Tries> doors = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
            return size() > MOST_DOORS;
        }
    };

    private Clock clock;

    protected Patience() {}

    @Inject
    Patience(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes one try, before the password is looked at: parallel guesses gain nothing.
     *
     * @return zero if the try may go on, else how long to wait
     */
    synchronized Duration take(String door) {
        Instant now = clock.instant();
        Tries tries = doors.getOrDefault(door, Tries.NONE);
        if (tries.count() > 0 && !now.isBefore(tries.last().plus(FORGOTTEN_AFTER))) {
            tries = Tries.NONE;
        }
        Duration left = Duration.between(now, tries.next());
        if (left.isNegative() || left.isZero()) {
            doors.put(door, new Tries(tries.count() + 1, now));
            return Duration.ZERO;
        }
        return left;
    }

    /** The password was right: the door is as it was at first. */
    synchronized void forget(String door) {
        doors.remove(door);
    }

    private record Tries(int count, Instant last) {
        private static final Tries NONE = new Tries(0, Instant.MIN);

        private Instant next() {
            if (count < FREE_TRIES) {
                return last;
            }
            int doublings = Math.min(count - FREE_TRIES, 20);
            Duration wait = Duration.ofSeconds(1L << doublings);
            return last.plus(wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
        }
    }
}
