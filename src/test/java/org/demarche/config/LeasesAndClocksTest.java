package org.demarche.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class LeasesAndClocksTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final HandClock clock = new HandClock("2026-11-23T18:00:00Z");
    private EntityManager entities;
    private JobLeases one;
    private JobLeases other;

    @BeforeEach
    void start(TestDatabase database) {
        entities = database.entities().createEntityManager();
        one = new JobLeases(entities, clock);
        other = new JobLeases(entities, clock);
    }

    @AfterEach
    void stop() {
        entities.close();
    }

    private boolean holds(JobLeases node) {
        entities.getTransaction().begin();
        try {
            return node.hold("job", MINUTE);
        } finally {
            entities.getTransaction().commit();
        }
    }

    @Test
    void areHeldByOneNodeUntilTheyEnd() {
        assertThat(holds(one)).isTrue();
        assertThat(holds(other)).isFalse();
        clock.pass(MINUTE.minusSeconds(1));
        assertThat(holds(one)).isTrue();
        clock.pass(MINUTE.minusSeconds(1));
        assertThat(holds(other)).as("prolonged").isFalse();
        clock.pass(Duration.ofSeconds(1));
        assertThat(holds(other)).isTrue();
        assertThat(holds(one)).isFalse();
    }

    @Test
    void doNotOutlastAClockThatRanAhead() {
        clock.pass(Duration.ofDays(1));
        assertThat(holds(one)).isTrue();
        clock.pass(Duration.ofDays(-1));

        assertThat(holds(other)).as("nobody can have taken it for so long").isTrue();
        assertThat(holds(one)).isFalse();
    }

    @Test
    void areNotTakenFromANodeWhoseClockIsAMinuteAhead() {
        clock.pass(MINUTE);
        assertThat(holds(one)).isTrue();
        clock.pass(MINUTE.negated());

        assertThat(holds(other)).isFalse();
    }

    @Test
    void endAtOnceWhenTheClockJumpsForward() {
        assertThat(holds(one)).isTrue();
        clock.pass(Duration.ofDays(1));

        assertThat(holds(other)).isTrue();
        assertThat(holds(one)).as("who held it notices when it asks again").isFalse();
    }

    @Test
    void areNotForLong() {
        entities.getTransaction().begin();
        assertThatThrownBy(() -> one.hold("job", Duration.ofDays(1))).isInstanceOf(IllegalArgumentException.class);
        entities.getTransaction().rollback();
    }
}
