package org.demarche.signing.partner;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How much each partner has sent to this node of late: in the minute and in the hour since it began to. */
@ApplicationScoped
public class Quotas {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Map<Long, Usage> usages = new ConcurrentHashMap<>();
    private Clock clock;

    protected Quotas() {}

    @Inject
    public Quotas(Clock clock) {
        this.clock = clock;
    }

    /**
     * How a partner stands in one of its windows.
     *
     * @param name of the window
     * @param quota the most in a window
     * @param window its length
     * @param remaining how many more until it ends
     * @param reset until it ends
     */
    public record Standing(String name, int quota, Duration window, int remaining, Duration reset) {}

    /**
     * Whether one more may come, and how the partner stands then.
     *
     * @param pause until it may, if not; else zero
     */
    public record Verdict(boolean admitted, Duration pause, List<Standing> standings) {
        public Verdict {
            standings = List.copyOf(standings);
        }
    }

    /** Counts one more, unless a window is full: what is refused counts for nothing. */
    public Verdict admit(Partner partner) {
        return usages.computeIfAbsent(partner.id(), id -> new Usage()).admit(partner, clock.instant());
    }

    private static final class Usage {
        private final Window minute = new Window("minute", MINUTE);
        private final Window hour = new Window("hour", HOUR);

        synchronized Verdict admit(Partner partner, Instant now) {
            minute.turn(now);
            hour.turn(now);
            Duration wait = max(minute.wait(partner.perMinute(), now), hour.wait(partner.perHour(), now));
            boolean admitted = wait.isZero();
            if (admitted) {
                minute.used++;
                hour.used++;
            }
            return new Verdict(
                    admitted,
                    wait,
                    List.of(minute.standing(partner.perMinute(), now), hour.standing(partner.perHour(), now)));
        }

        private static Duration max(Duration one, Duration other) {
            return one.compareTo(other) > 0 ? one : other;
        }
    }

    /** Begins with the first that comes, and again with the first after its end. */
    private static final class Window {
        private final String name;
        private final Duration length;
        private Instant end = Instant.MIN;
        private int used;

        Window(String name, Duration length) {
            this.name = name;
            this.length = length;
        }

        void turn(Instant now) {
            if (!now.isBefore(end)) {
                end = now.plus(length);
                used = 0;
            }
        }

        Duration wait(int quota, Instant now) {
            return used < quota ? Duration.ZERO : Duration.between(now, end);
        }

        Standing standing(int quota, Instant now) {
            return new Standing(name, quota, length, Math.max(0, quota - used), Duration.between(now, end));
        }
    }
}
