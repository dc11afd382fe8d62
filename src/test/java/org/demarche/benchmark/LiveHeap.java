package org.demarche.benchmark;

import java.lang.management.ManagementFactory;
import java.util.function.LongConsumer;

/** How much of the heap is alive at most while something goes on, looked at twenty times on its way. */
final class LiveHeap {
    private static final int LOOKS = 20;

    private final long every;
    private long next;
    private long most;
    private long spent;

    /** @param rows how far the work goes */
    LiveHeap(long rows) {
        every = Math.max(1, rows / LOOKS);
    }

    /** Follows work that tells how many rows it has done. */
    LongConsumer watch() {
        next = 0;
        return rows -> {
            if (rows >= next) {
                next = rows + every;
                look();
            }
        };
    }

    void look() {
        long start = System.nanoTime();
        // Only what a full collection leaves is alive.
        System.gc();
        spent += System.nanoTime() - start;
        most = Math.max(
                most, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    /** {@return how much time looking has taken so far, which is none of the work's} */
    double seconds() {
        return spent / 1e9;
    }

    long mebibytes() {
        return most >> 20;
    }
}
