package org.demarche.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
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
    void logsKindsAndNeverValues() {
        Logger log = Logger.getLogger(Outage.class.getName());
        StringBuilder lines = new StringBuilder();
        Handler reader = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.append(line.getMessage());
            }

            @Override
            public void flush() {
                // Nothing is kept back.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
        log.addHandler(reader);
        log.setUseParentHandlers(false);
        try {
            Outage.note(new RuntimeException("jane@example.org", new SQLException("jane@example.org", "08006")));
        } finally {
            log.removeHandler(reader);
            log.setUseParentHandlers(true);
        }

        assertThat(lines.toString()).contains("08006").doesNotContain("jane");
    }
}
