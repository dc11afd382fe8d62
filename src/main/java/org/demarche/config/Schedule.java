package org.demarche.config;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Work that is done again and again in the background of this node. A task never runs beside itself; one that fails
 * runs again, and is logged once for each kind of failure.
 */
@ApplicationScoped
public class Schedule {
    private static final Logger LOG = Logger.getLogger(Schedule.class.getName());

    private static final int THREADS = 6;
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final Map<String, Task> tasks = new ConcurrentHashMap<>();
    private final List<Future<?>> turns = new CopyOnWriteArrayList<>();

    @Resource
    private ManagedThreadFactory threads;

    /** Threads enough that a slow mail server holds up nothing else; the container's own scheduler has but one. */
    private ScheduledExecutorService executor;

    @PostConstruct
    void open() {
        open(threads);
    }

    void open(ThreadFactory factory) {
        executor = Executors.newScheduledThreadPool(THREADS, factory);
    }

    /** Runs a task now and then every so often. */
    public void every(Duration pause, String name, Runnable work) {
        Task task = new Task(name, work);
        tasks.put(name, task);
        turns.add(executor.scheduleWithFixedDelay(task, 0, pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    @PreDestroy
    void stop() {
        turns.forEach(turn -> turn.cancel(false));
        executor.shutdown();
    }

    /** Runs a task in a moment, without waiting for its turn: what comes in that moment is done along with it. */
    public void wake(String name) {
        Task task = tasks.get(name);
        if (task != null && task.due.compareAndSet(false, true)) {
            try {
                // Its failures are told by the task itself.
                Future<?> unused = executor.schedule(task::woken, MOMENT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // The portal is stopping, or busy: the task's own turn comes.
                task.due.set(false);
            }
        }
    }

    private static final class Task implements Runnable {
        /** Whether it has been woken and does not run yet. */
        private final AtomicBoolean due = new AtomicBoolean();

        private final String name;
        private final Runnable work;

        /** What was said in the log last; null if it does its work. */
        private Class<?> failing;

        Task(String name, Runnable work) {
            this.name = name;
            this.work = work;
        }

        private void woken() {
            due.set(false);
            run();
        }

        @Override
        public synchronized void run() {
            try {
                work.run();
                if (failing != null) {
                    LOG.info("The task '" + name + "' does its work again.");
                    failing = null;
                }
            } catch (RuntimeException e) {
                Class<?> kind = root(e).getClass();
                if (kind != failing) {
                    LOG.log(
                            Level.WARNING,
                            "The task '" + name + "' failed; it runs again. If so again, no word of it.",
                            e);
                    failing = kind;
                }
            }
        }

        private static Throwable root(Throwable failure) {
            return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                    .limit(30)
                    .reduce((before, cause) -> cause)
                    .orElseThrow();
        }
    }
}
