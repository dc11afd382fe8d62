package org.demarche.config;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Keeps a trouble that many run into at once from flooding the log: it is said now and then, and how often it was. */
public final class Sparingly {
    private final long pause;
    private final LongSupplier nanoTime;
    private final AtomicLong said;
    private final LongAdder unsaid = new LongAdder();

    /** @param pause from one time that it is said to the next, at least */
    public Sparingly(Duration pause) {
        this(pause, System::nanoTime);
    }

    Sparingly(Duration pause, LongSupplier nanoTime) {
        this.pause = pause.toNanos();
        this.nanoTime = nanoTime;
        this.said = new AtomicLong(nanoTime.getAsLong() - this.pause);
    }

    /** {@return if it is to be said now, how often it was not said since the last time} */
    public OptionalLong turn() {
        long now = nanoTime.getAsLong();
        long last = said.get();
        if (now - last < pause || !said.compareAndSet(last, now)) {
            unsaid.increment();
            return OptionalLong.empty();
        }
        return OptionalLong.of(unsaid.sumThenReset());
    }
}
