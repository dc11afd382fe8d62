package org.demarche.config;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Has one thread's long work rest as long as it works while there is a {@link Rush}; otherwise it goes on at once. */
public final class Pace {
    /** What takes less is not worth a rest. */
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);

    private final Rush rush;
    private final Ticks ticks;
    private long begun;

    /** Time as a thread has it, so that a test need not wait. */
    interface Ticks {
        long nanoTime();

        void rest(Duration pause);
    }

    /** A pace that begins now. */
    public Pace(Rush rush) {
        this(rush, new Ticks() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void rest(Duration pause) {
                try {
                    Thread.sleep(pause.toMillis());
                } catch (InterruptedException e) {
                    // Whoever interrupts wants it over soon: it goes on without rests.
                    Thread.currentThread().interrupt();
                }
            }
        });
    }

    Pace(Rush rush, Ticks ticks) {
        this.rush = rush;
        this.ticks = ticks;
        this.begun = ticks.nanoTime();
    }

    /** Called between two pieces of the work, as often as one likes. */
    public void keep() {
        long worked = ticks.nanoTime() - begun;
        if (worked < SHORTEST) {
            return;
        }
        if (rush.isOn()) {
            ticks.rest(Duration.ofNanos(Math.min(worked, LONGEST)));
        }
        begun = ticks.nanoTime();
    }
}
