package org.demarche.signing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Writes what arrives together in one transaction. Of the threads that have something to write one leads: it writes what
 * lies there, answers those it belongs to, and hands on. While it commits, others lay theirs down, so that the busier it
 * is, the more share a commit. Who comes alone leads at once and waits for nobody.
 *
 * <p>Nobody is answered before what they brought is durable. There is no thread of its own, hence nothing to be started,
 * stopped or lost.
 *
 * @param <T> what is written
 */
final class GroupCommit<T> {
    /** How many may share a transaction: beyond that a commit costs little, and the last waits for the first. */
    static final int LARGEST_GROUP = 64;

    /** How many may wait: the thousands after them are better told at once to come back. */
    static final int MOST_WAITING = 2048;

    private final Consumer<List<T>> writing;
    private final Predicate<RuntimeException> isOneRowsFault;
    private final Duration patience;
    private final int mostWaiting;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Turn<T>> waiting = new ArrayDeque<>();
    private boolean led;

    /** One thread's wait. All but what it brought is guarded by the lock. */
    private static final class Turn<T> {
        private final T brought;
        private final Condition changed;
        private boolean taken;
        private boolean answered;
        private boolean written;
        private RuntimeException failure;

        Turn(T brought, Condition changed) {
            this.brought = brought;
            this.changed = changed;
        }
    }

    /**
     * @param writing writes all it is given in one transaction of its own, or throws and has written nothing
     * @param isOneRowsFault whether a failure says that one row was wrong: then each is tried alone. After any other
     *     failure, such as a commit that did not come back, none is tried again
     * @param patience how long somebody waits for their turn to begin
     */
    GroupCommit(
            Consumer<List<T>> writing, Predicate<RuntimeException> isOneRowsFault, Duration patience, int mostWaiting) {
        this.writing = writing;
        this.isOneRowsFault = isOneRowsFault;
        this.patience = patience;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Returns when this is durable.
     *
     * @throws RejectedExecutionException if too many wait, or the turn did not come in time; nothing is written
     * @throws RuntimeException whatever writing threw; nothing is written, as far as the database said
     */
    void write(T item) {
        Turn<T> turn = join(item);
        while (true) {
            List<Turn<T>> group = awaitOrLead(turn);
            if (group.isEmpty()) {
                break;
            }
            lead(group);
        }
        if (turn.failure != null) {
            throw turn.failure;
        }
        if (!turn.written) {
            // Whoever led died of an error, which is theirs to tell.
            throw new IllegalStateException("Nobody knows what became of it");
        }
    }

    /** How many wait for their turn at this moment. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private Turn<T> join(T item) {
        lock.lock();
        try {
            if (waiting.size() >= mostWaiting) {
                throw new RejectedExecutionException("Too many wait to be written");
            }
            Turn<T> turn = new Turn<>(item, lock.newCondition());
            waiting.add(turn);
            return turn;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the turn is answered (then the group is empty), or there is nobody who leads. */
    private List<Turn<T>> awaitOrLead(Turn<T> turn) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!turn.answered && led) {
                if (turn.taken) {
                    // It is being written: what becomes of it has to be known.
                    turn.changed.awaitUninterruptibly();
                } else {
                    try {
                        left = turn.changed.awaitNanos(left);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        left = 0;
                    }
                    leaveAfter(left, turn);
                }
            }
            if (turn.answered) {
                return List.of();
            }
            led = true;
            return take();
        } finally {
            lock.unlock();
        }
    }

    private void leaveAfter(long nanosLeft, Turn<T> turn) {
        if (nanosLeft <= 0 && led && !turn.taken && !turn.answered) {
            waiting.remove(turn);
            throw new RejectedExecutionException("The turn to be written did not come in time");
        }
    }

    private List<Turn<T>> take() {
        List<Turn<T>> group = new ArrayList<>();
        while (group.size() < LARGEST_GROUP && !waiting.isEmpty()) {
            Turn<T> next = waiting.remove();
            next.taken = true;
            group.add(next);
        }
        return group;
    }

    private void lead(List<Turn<T>> group) {
        // Others' work is in these hands: an interruption has to wait.
        boolean interrupted = Thread.interrupted();
        try {
            writeTogether(group);
        } finally {
            answer(group);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void writeTogether(List<Turn<T>> group) {
        RuntimeException failure = attempt(group);
        if (failure != null && group.size() > 1 && isOneRowsFault.test(failure)) {
            group.forEach(turn -> attempt(List.of(turn)));
        }
    }

    /** {@return why it was not written; null if it was} */
    private RuntimeException attempt(List<Turn<T>> group) {
        RuntimeException failure = null;
        try {
            writing.accept(group.stream().map(turn -> turn.brought).toList());
        } catch (RuntimeException e) {
            failure = e;
        }
        for (Turn<T> turn : group) {
            turn.failure = failure;
            turn.written = failure == null;
        }
        return failure;
    }

    private void answer(List<Turn<T>> group) {
        lock.lock();
        try {
            led = false;
            for (Turn<T> turn : group) {
                turn.answered = true;
                turn.changed.signal();
            }
            if (!waiting.isEmpty()) {
                waiting.peek().changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }
}
