package org.demarche.config;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Answers in time what is asked of a database that may stand still. However many ask at once, one look is made for all, on
 * a thread of its own: what waits longer than anybody listens is that thread, and one connection.
 */
@Dependent
public class Promptly {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Duration patience;

    @Resource
    private ManagedThreadFactory threads;

    private ExecutorService executor;

    /** The last look, which may go on still; null before the first. */
    private Look last;

    private record Look(Future<Boolean> answer, long deadline) {}

    protected Promptly() {
        this(PATIENCE);
    }

    Promptly(Duration patience) {
        this.patience = patience;
    }

    @PostConstruct
    void open() {
        open(threads);
    }

    void open(ThreadFactory factory) {
        executor = Executors.newCachedThreadPool(factory);
    }

    @PreDestroy
    void stop() {
        executor.shutdown();
    }

    /**
     * Whether it is so. Whatever cannot be found out, or not in time, is not; while a look goes on that took too long,
     * that is said at once.
     *
     * @param question always the same
     */
    public boolean isSo(BooleanSupplier question) {
        Look look = look(question);
        try {
            return look.answer.get(look.deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Whoever needs the database for their work meets the same, and says what it is.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized Look look(BooleanSupplier question) {
        if (last == null || last.answer.isDone()) {
            long deadline = System.nanoTime() + patience.toNanos();
            last = new Look(executor.submit(question::getAsBoolean), deadline);
        }
        return last;
    }
}
