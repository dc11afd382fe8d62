package org.demarche.statistics.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.demarche.mail.Address;
import org.demarche.statistics.SampleSignatures;
import org.demarche.statistics.dashboard.Dashboard.Sent;
import org.demarche.statistics.dashboard.Dashboard.Slot;
import org.demarche.statistics.dashboard.Dashboard.Trend;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the dashboard says is what the table holds. */
@OnEveryDatabase
class DashboardCellsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:30:00Z");
    private static final String MARK = "2611240123456789";

    private final TestDatabase database;
    private final HandClock clock = new HandClock(NOW.toString());

    @TempDir
    private Path keys;

    private SampleSignatures signatures;

    DashboardCellsTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void publish() throws SQLException {
        signatures = new SampleSignatures(database, keys, clock);
    }

    private Dashboard dashboard() {
        return database.inTransaction(
                entities -> new DashboardCells(entities, signatures.domains).count(signatures.petition, NOW));
    }

    private static Instant ago(long hours) {
        return NOW.minus(Duration.ofHours(hours));
    }

    @Test
    void countsByHourAndDayInUtcUpToThePresentOne() throws SQLException {
        signatures.add(Instant.parse("2026-11-24T12:00:00Z"), "CH", "en", 1);
        signatures.add(Instant.parse("2026-11-24T12:29:59Z"), "CH", "en", 1);
        signatures.add(Instant.parse("2026-11-24T11:59:59.999Z"), "CH", "en", 1);
        signatures.become(signatures.add(Instant.parse("2026-11-23T23:59:59Z"), "CH", "en", 1), "HELD");
        signatures.add(ago(24 * 91), "CH", "en", 1);

        Dashboard dashboard = dashboard();

        assertThat(dashboard.hours())
                .hasSize(48)
                .endsWith(
                        new Slot(Instant.parse("2026-11-24T11:00:00Z"), 1),
                        new Slot(Instant.parse("2026-11-24T12:00:00Z"), 2));
        assertThat(dashboard.days())
                .hasSize(90)
                .endsWith(
                        new Slot(Instant.parse("2026-11-23T00:00:00Z"), 1),
                        new Slot(Instant.parse("2026-11-24T00:00:00Z"), 3));
        assertThat(dashboard.days().stream().mapToLong(Slot::signatures).sum()).isEqualTo(4);
    }

    @Test
    void takesWhatCountsApartByDemandCountryAndLanguage() throws SQLException {
        signatures.add(ago(1), "KG", "ky", 1, 3);
        signatures.add(ago(2), "KG", "ru", 1);
        signatures.add(ago(3), "FR", "fr", 3);
        signatures.become(signatures.add(ago(4), "FR", "fr", 1), "STRUCK_OUT");

        Dashboard dashboard = dashboard();

        assertThat(dashboard.counted()).isEqualTo(3);
        assertThat(dashboard.demands()).isEqualTo(Map.of(1, 2L, 2, 0L, 3, 2L));
        assertThat(dashboard.countries()).containsExactly(Map.entry("KG", 2L), Map.entry("FR", 1L));
        assertThat(dashboard.languages())
                .containsExactly(Map.entry("fr", 1L), Map.entry("ky", 1L), Map.entry("ru", 1L));
    }

    @Test
    void tellsHowManyFormsWereConfirmed() throws SQLException {
        signatures.send(ago(2), "CONFIRMED");
        signatures.send(ago(3), "DUPLICATE");
        signatures.send(ago(4), "REFUSED");
        signatures.send(ago(40), "EXPIRED");

        assertThat(dashboard().sent()).isEqualTo(Map.of(1, new Sent(3, 2), 7, new Sent(4, 2), 30, new Sent(4, 2)));
        assertThat(new Sent(3, 2).percent()).hasValue(67);
        assertThat(new Sent(0, 0).percent()).isEmpty();
    }

    @Test
    void putsFirstWhatGrewMostAgainstItsOwnPast() throws SQLException {
        String known = signatures.domains.mark(
                signatures.petition.id(), Address.parse("jane@gmail.com").orElseThrow());
        for (int i = 0; i < 14; i++) {
            signatures.addMarked(ago(30 + i), known, "2611230123456789");
        }
        for (int i = 0; i < 6; i++) {
            signatures.addMarked(NOW.minusSeconds(60 + i), known, MARK);
            signatures.addMarked(ago(5), "0123456789ab", MARK);
        }

        Dashboard dashboard = dashboard();

        assertThat(dashboard.domains())
                .containsExactly(
                        new Trend("0123456789ab", Optional.empty(), 6, 0),
                        new Trend(known, Optional.of("gmail.com"), 6, 2));
        assertThat(dashboard.networks()).containsExactly(new Trend(MARK, Optional.empty(), 6, 6.0 / 23));
    }

    @Test
    void hasAnEmptyDashboardBeforeAnybodySigned() {
        Dashboard dashboard = dashboard();

        assertThat(dashboard.counted()).isZero();
        assertThat(dashboard.hours()).hasSize(48).allMatch(slot -> slot.signatures() == 0);
        assertThat(dashboard.countries()).isEmpty();
        assertThat(dashboard.domains()).isEmpty();
    }
}
