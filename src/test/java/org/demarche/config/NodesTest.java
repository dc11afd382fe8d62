package org.demarche.config;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class NodesTest {
    private final HandClock clock = new HandClock("2026-11-30T06:00:00Z");
    private TestDatabase database;
    private EntityManager entities;
    private Nodes one;
    private Nodes two;

    @BeforeEach
    void start(TestDatabase given) {
        database = given;
        entities = database.entities().createEntityManager();
        one = new Nodes(new JobLeases(entities, clock), new Schedule());
        two = new Nodes(new JobLeases(entities, clock), new Schedule());
        committed(one::beat);
        committed(two::beat);
    }

    @AfterEach
    void stop() {
        entities.close();
    }

    private void committed(Runnable work) {
        entities.getTransaction().begin();
        work.run();
        entities.getTransaction().commit();
    }

    @Test
    void seesTheOthersAndNotItself() {
        assertThat(one.others()).containsExactly(two.own());
        assertThat(two.others()).containsExactly(one.own());
        assertThat(one.own()).isPositive().isNotEqualTo(two.own());
    }

    @Test
    void oneThatLeavesIsGoneAtOnceAndOneThatFallsSilentSoon() {
        committed(() -> two.leave(this));
        assertThat(one.others()).isEmpty();

        clock.pass(Nodes.LIFE.minusMillis(1));
        assertThat(two.others()).containsExactly(one.own());
        clock.pass(Duration.ofMillis(1));
        assertThat(two.others()).isEmpty();
    }

    @Test
    void oneThatLeavesDoesNotComeBackByABeatThatIsLate() {
        committed(() -> two.leave(this));
        committed(two::beat);

        assertThat(one.others()).isEmpty();
    }

    @Test
    void oneThatWasKilledIsForgottenInADay() throws Exception {
        clock.pass(Duration.ofDays(1).plus(Nodes.LIFE).plusMillis(1));
        committed(two::beat);

        committed(one::clear);
        assertThat(database.query("select name from job_lease"))
                .singleElement()
                .asString()
                .contains("node " + two.own());
    }
}
