package org.demarche.config;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class JobLeasesTest {
    private static final Duration TIME = Duration.ofSeconds(10);

    private final HandClock clock = new HandClock("2026-11-23T18:00:00Z");
    private List<Node> nodes;

    @BeforeEach
    void join(TestDatabase database) {
        nodes = IntStream.range(0, 4)
                .mapToObj(i -> new Node(database.entities().createEntityManager(), clock))
                .toList();
    }

    @AfterEach
    void leave() {
        nodes.forEach(Node::close);
    }

    /** What the container does around a transactional method. */
    private static final class Node {
        private final EntityManager entities;
        private final JobLeases leases;

        Node(EntityManager entities, HandClock clock) {
            this.entities = entities;
            this.leases = new JobLeases(entities, clock);
        }

        boolean hold(Duration time) {
            entities.getTransaction().begin();
            try {
                boolean held = leases.hold("count", time);
                entities.getTransaction().commit();
                return held;
            } catch (PersistenceException e) {
                // Another was first at the very same moment: the schedule has this one try again at its next turn.
                return false;
            } finally {
                if (entities.getTransaction().isActive()) {
                    entities.getTransaction().rollback();
                }
            }
        }

        void close() {
            entities.close();
        }
    }

    private long holders() throws Exception {
        CyclicBarrier together = new CyclicBarrier(nodes.size());
        ExecutorService threads = Executors.newFixedThreadPool(nodes.size());
        try {
            List<CompletableFuture<Boolean>> answers = nodes.stream()
                    .map(node -> CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    together.await();
                                } catch (Exception e) {
                                    throw new IllegalStateException(e);
                                }
                                return node.hold(TIME);
                            },
                            threads))
                    .toList();
            return answers.stream().filter(CompletableFuture::join).count();
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void givesALeaseToOneOfThoseWhoAskTogetherAtFirstAndWhenItIsOver() throws Exception {
        for (int round = 0; round < 5; round++) {
            assertThat(holders()).as("round %d", round).isEqualTo(1);
            clock.pass(TIME);
        }
    }

    @Test
    void leavesItToWhoeverGoesOnAndPassesItOnWhenTheyStop() {
        Node first = nodes.get(0);
        Node second = nodes.get(1);
        assertThat(first.hold(TIME)).isTrue();
        for (int turn = 0; turn < 30; turn++) {
            clock.pass(Duration.ofSeconds(1));
            assertThat(first.hold(TIME)).isTrue();
            assertThat(second.hold(TIME)).isFalse();
        }

        clock.pass(TIME.minusMillis(1));
        assertThat(second.hold(TIME)).as("before its end").isFalse();
        clock.pass(Duration.ofMillis(1));
        assertThat(second.hold(TIME)).as("at its end").isTrue();
        assertThat(first.hold(TIME)).as("who comes back").isFalse();
    }

    @Test
    void takesBackWhatIsGivenBack() {
        assertThat(nodes.get(0).hold(TIME)).isTrue();
        assertThat(nodes.get(0).hold(Duration.ZERO)).isTrue();

        assertThat(nodes.get(1).hold(TIME)).isTrue();
    }
}
