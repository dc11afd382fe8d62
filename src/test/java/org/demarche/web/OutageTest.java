package org.demarche.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.RejectedExecutionException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;

class OutageTest {
    @Test
    void seesADatabaseThatIsAwayBehindWhateverItIsWrappedIn() {
        Throwable refused = new RuntimeException(new IllegalStateException(new SQLException("refused", "08001")));

        assertThat(Outage.isBehind(refused)).isTrue();
        assertThat(Outage.isBehind(new SQLException("no pool"))).isTrue();
        assertThat(Outage.isBehind(new RejectedExecutionException("too many wait")))
                .isTrue();
        assertThat(Outage.isBehind(new RuntimeException(new XAException("connection closed"))))
                .isTrue();
    }

    @Test
    void doesNotTakeAnAnswerForAnOutage() {
        assertThat(Outage.isBehind(new RuntimeException(new SQLException("duplicate", "23505"))))
                .isFalse();
        assertThat(Outage.isBehind(new IllegalStateException("a fault of our own")))
                .isFalse();
    }

    @Test
    void tellsKindsAndNeverValues() {
        String kinds =
                Outage.kinds(new RuntimeException("jane@example.org", new SQLException("jane@example.org", "08006")));

        assertThat(kinds).isEqualTo("java.lang.RuntimeException, by java.sql.SQLException 08006");
    }
}
