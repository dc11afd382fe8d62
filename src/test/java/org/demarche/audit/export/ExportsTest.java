package org.demarche.audit.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.demarche.audit.Actor;
import org.demarche.audit.Role;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** Nobody takes many copies, and none that the log does not know of. */
@OnEveryDatabase
class ExportsTest {
    private static final Actor ANN = new Actor(9, "Ann", Set.of(Role.AUDITOR), true);
    private static final Actor BOB = new Actor(10, "Bob", Set.of(Role.AUDITOR), true);

    private final HandClock clock = new HandClock("2026-11-24T18:00:00Z");
    private final TestDatabase database;
    private final Exports exports;

    ExportsTest(TestDatabase database) {
        this.database = database;
        this.exports = new TestExports(database, clock);
    }

    private void take(Actor actor) {
        exports.begin(new Copy(actor, "figures exported", "petition/1", Map.of("format", "csv")));
    }

    private List<List<Object>> entries() throws SQLException {
        return database.query("select actor, action, subject, detail from audit_entry");
    }

    @Test
    void notesWhoTookWhat() throws SQLException {
        take(ANN);

        assertThat(entries())
                .containsExactly(List.of("staff:9", "figures exported", "petition/1", "{\"format\":\"csv\"}"));
    }

    @Test
    void anAccountTakesItsShareOfAnHourAndNoMoreUntilTheFirstIsAnHourAgo() throws SQLException {
        for (int i = 0; i < Exports.AN_HOUR; i++) {
            take(ANN);
            clock.pass(Duration.ofMinutes(1));
        }

        assertThatExceptionOfType(TooManyExports.class)
                .isThrownBy(() -> take(ANN))
                .satisfies(many -> assertThat(many.pause()).isEqualTo(Duration.ofMinutes(50)));
        assertThat(entries()).as("a refused one is none").hasSize(Exports.AN_HOUR);

        take(BOB);
        clock.pass(Duration.ofMinutes(50));
        take(ANN);
        assertThatExceptionOfType(TooManyExports.class).isThrownBy(() -> take(ANN));
    }
}
