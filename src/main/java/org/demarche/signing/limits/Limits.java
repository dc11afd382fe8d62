package org.demarche.signing.limits;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.demarche.config.Settings;

/**
 * How much one network may send to each door: a burst and a sustained limit, each in any window of its length. What was
 * refused does not count. Kept in this node's memory and bounded: the network longest unheard of is forgotten first.
 */
@ApplicationScoped
public class Limits {
    /** The status of an answer that asks to wait: RFC 6585, 4. */
    public static final int TOO_MANY = 429;

    private static final int MOST_NETWORKS = 100_000;

    /** What is limited, each on its own. */
    public enum Door {
        SIGN,
        CODE,
        LOST_LINK,
        RECEIPT
    }

    private record Visitor(Door door, String network) {}

    private final Map<Visitor, Deque<Instant>> visits = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Visitor, Deque<Instant>> eldest) {
            return size() > MOST_NETWORKS;
        }
    };

    private List<Limit> limits;
    private Clock clock;

    protected Limits() {}

    @Inject
    Limits(Settings settings, Clock clock) {
        this(
                Stream.of(
                                Limit.parse("demarche.limits.burst", settings.limitsBurst()),
                                Limit.parse("demarche.limits.sustained", settings.limitsSustained()))
                        .flatMap(Optional::stream)
                        .toList(),
                clock);
    }

    Limits(List<Limit> limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        // Being made is enough: a limit that cannot be read stops the portal at start, not a signer.
    }

    /**
     * Takes one turn at a door.
     *
     * @return zero if it was free, else how long to wait, to the full second
     */
    public synchronized Duration take(Door door, Network network) {
        Instant now = clock.instant();
        Deque<Instant> turns = visits.computeIfAbsent(new Visitor(door, network.name()), first -> new ArrayDeque<>());
        // Of a clock that ran ahead: they would count until it is then once more.
        turns.removeIf(turn -> turn.isAfter(now));
        Duration memory =
                limits.stream().map(Limit::within).max(Duration::compareTo).orElse(Duration.ZERO);
        while (!turns.isEmpty() && !turns.getFirst().plus(memory).isAfter(now)) {
            turns.removeFirst();
        }
        Duration wait = limits.stream()
                .map(limit -> wait(limit, turns, now))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        if (wait.isZero() && !limits.isEmpty()) {
            turns.addLast(now);
        }
        return wait;
    }

    /** Until the oldest of the last so many turns is out of the window. */
    private static Duration wait(Limit limit, Deque<Instant> turns, Instant now) {
        if (turns.size() < limit.most()) {
            return Duration.ZERO;
        }
        Instant oldest =
                turns.stream().skip(turns.size() - limit.most()).findFirst().orElseThrow();
        Duration left = Duration.between(now, oldest.plus(limit.within()));
        return left.isNegative() || left.isZero() ? Duration.ZERO : Duration.ofSeconds(left.toSeconds() + 1);
    }
}
