package org.demarche.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for whom, without a database. */
@Timeout(60)
class GroupCommitTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ExecutorService people = Executors.newCachedThreadPool();
    private final List<List<String>> groups = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch firstIsWriting = new CountDownLatch(1);
    private final CountDownLatch firstMayGoOn = new CountDownLatch(1);

    @AfterEach
    void goHome() {
        firstMayGoOn.countDown();
        people.shutdownNow();
    }

    /** The database: the first group lies in it until the test lets it go on. */
    private void write(List<String> group) {
        groups.add(group);
        if (group.contains("first")) {
            firstIsWriting.countDown();
            await(firstMayGoOn);
        }
        if (group.contains("wrong")) {
            throw new IllegalArgumentException("a row is wrong");
        }
        if (group.contains("outage")) {
            throw new IllegalStateException("the database is away");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while writing", e);
        }
    }

    private GroupCommit<String> commits(Duration patience, int mostWaiting) {
        Consumer<List<String>> writing = this::write;
        return new GroupCommit<>(writing, IllegalArgumentException.class::isInstance, patience, mostWaiting);
    }

    private Future<?> write(GroupCommit<String> commits, String item) {
        return people.submit(() -> commits.write(item));
    }

    /** While one person's is being written, these come. */
    private List<Future<?>> behindTheFirst(GroupCommit<String> commits, String... items) throws Exception {
        List<Future<?>> answers = new ArrayList<>(List.of(write(commits, "first")));
        firstIsWriting.await();
        for (String item : items) {
            answers.add(write(commits, item));
            awaitWaiting(commits, answers.size() - 1);
        }
        return answers;
    }

    private static void awaitWaiting(GroupCommit<String> commits, int people) throws InterruptedException {
        while (commits.waiting() < people) {
            Thread.sleep(1);
        }
    }

    @Test
    void writesAloneWhoComesAlone() {
        commits(LONG, 10).write("one");
        commits(LONG, 10).write("two");

        assertThat(groups).containsExactly(List.of("one"), List.of("two"));
    }

    @Test
    void writesTogetherWhoCameWhileAnotherWasBeingWritten() throws Exception {
        List<Future<?>> answers = behindTheFirst(commits(LONG, 10), "a", "b", "c");
        assertThat(answers).noneMatch(Future::isDone);

        firstMayGoOn.countDown();
        for (Future<?> answer : answers) {
            answer.get();
        }

        assertThat(groups).containsExactly(List.of("first"), List.of("a", "b", "c"));
    }

    @Test
    void letsNobodySufferForAnothersRow() throws Exception {
        List<Future<?>> answers = behindTheFirst(commits(LONG, 10), "a", "wrong", "c");

        firstMayGoOn.countDown();

        answers.get(1).get();
        answers.get(3).get();
        assertThatThrownBy(answers.get(2)::get).hasRootCauseMessage("a row is wrong");
        assertThat(groups)
                .containsExactly(
                        List.of("first"), List.of("a", "wrong", "c"), List.of("a"), List.of("wrong"), List.of("c"));
    }

    @Test
    void triesNothingAgainWhenTheDatabaseIsAway() throws Exception {
        List<Future<?>> answers = behindTheFirst(commits(LONG, 10), "a", "outage", "c");

        firstMayGoOn.countDown();

        for (Future<?> answer : answers.subList(1, 4)) {
            assertThatThrownBy(answer::get).hasRootCauseMessage("the database is away");
        }
        assertThat(groups).hasSize(2);
    }

    @Test
    void takesNoMoreThanMayWait() throws Exception {
        GroupCommit<String> commits = commits(LONG, 2);
        List<Future<?>> answers = behindTheFirst(commits, "a", "b");

        assertThatThrownBy(() -> commits.write("c")).isInstanceOf(RejectedExecutionException.class);

        firstMayGoOn.countDown();
        answers.get(2).get();
        assertThat(groups).doesNotContain(List.of("c"));
    }

    @Test
    void sendsAwayWhoseTurnDoesNotCome() throws Exception {
        GroupCommit<String> commits = commits(Duration.ofMillis(1), 10);
        List<Future<?>> answers = behindTheFirst(commits);

        assertThatThrownBy(() -> commits.write("late")).isInstanceOf(RejectedExecutionException.class);

        firstMayGoOn.countDown();
        answers.get(0).get();
        assertThat(groups).containsExactly(List.of("first"));
    }

    @Test
    void sendsAwayWhoIsInterruptedBeforeTheirTurn() throws Exception {
        GroupCommit<String> commits = commits(LONG, 10);
        List<Future<?>> answers = behindTheFirst(commits, "impatient", "b");

        answers.get(1).cancel(true);
        while (commits.waiting() > 1) {
            Thread.sleep(1);
        }
        firstMayGoOn.countDown();
        answers.get(2).get();

        assertThat(groups).containsExactly(List.of("first"), List.of("b"));
    }

    @Test
    void finishesWritingForOthersBeforeItHeedsAnInterruption() throws Exception {
        GroupCommit<String> commits = commits(LONG, 10);
        Future<Boolean> interrupted = people.submit(() -> {
            Thread.currentThread().interrupt();
            commits.write("one");
            return Thread.interrupted();
        });

        assertThat(interrupted.get()).isTrue();
        assertThat(groups).containsExactly(List.of("one"));
    }

    @Test
    void keepsGroupsWithinBounds() throws Exception {
        GroupCommit<String> commits = commits(LONG, 1000);
        String[] many = new String[150];
        for (int i = 0; i < many.length; i++) {
            many[i] = "item " + i;
        }
        List<Future<?>> answers = behindTheFirst(commits, many);

        firstMayGoOn.countDown();
        for (Future<?> answer : answers) {
            answer.get();
        }

        assertThat(groups).extracting(List::size).containsExactly(1, 64, 64, 22);
    }
}
