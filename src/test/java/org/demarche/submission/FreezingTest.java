package org.demarche.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.demarche.signature.Channel;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.demarche.submission.rows.Cell;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryDatabase
class FreezingTest {
    private static final Support FIRST = Support.of(1);

    @TempDir
    private Path data;

    private Office office;

    @BeforeEach
    void openTheOffice(TestDatabase database) {
        office = new Office(database, data);
    }

    @Test
    void freezesNothingWhenNobodyHasConfirmed() {
        assertThat(office.freeze()).isInstanceOf(CompilingOutcome.NothingToCompile.class);
    }

    @Test
    void publishesCellsThatSingleNobodyOut() throws SQLException {
        office.sign(12, i -> "A", "CH", "fr", Visibility.COUNTED, FIRST, Office.NOW.minusSeconds(60));
        office.sign(11, i -> "B", "KG", "ru", Visibility.COUNTED, FIRST, Office.NOW.minusSeconds(60));
        office.sign("C", "DE", "en", Visibility.COUNTED, FIRST);
        Edition edition = office.frozen();

        Map<Cell, Long> cells = office.inTransaction(manager -> new Editions(manager).countFrozen(edition));
        assertThat(cells)
                .isEqualTo(Map.of(new Cell("CH", "fr", "2026-11", "PAGE"), 12L, new Cell("*", "*", "*", "*"), 12L));
    }

    @Test
    void leavesOutWhatIsHeldAndWhatCameAtTheCutOff() throws SQLException {
        office.sign(12, i -> "A", "CH", "fr", Visibility.COUNTED, FIRST, Office.NOW.minusSeconds(60));
        office.sign(3, i -> "B", "CH", "fr", Visibility.COUNTED, FIRST, Office.NOW);
        office.database.update("update signature set state = 'HELD' where id = 1");
        Edition edition = office.frozen();

        assertThat(edition.rowsTotal()).isEqualTo(11);
        assertThat(edition.accounting()).contains("\"counted\":11", "\"held\":1", "\"confirmed\":12", "\"open\":3");
    }

    @Test
    void givesWayToTheRunThatIsUnderWay() throws SQLException {
        office.sign("A", "CH", "fr", Visibility.COUNTED, FIRST);
        Edition first = office.frozen();

        assertThat(office.freeze()).isInstanceOfSatisfying(CompilingOutcome.AlreadyRunning.class, running -> assertThat(
                        running.edition().id())
                .isEqualTo(first.id()));
    }

    @Test
    void takesTheNumberOfAnEditionThatWasNotDelivered() throws SQLException {
        office.sign("A", "CH", "fr", Visibility.COUNTED, FIRST);
        Edition first = office.frozen();
        office.database.update("update edition set state = 'FAILED', failure = 'INTERNAL'");
        Edition second = office.frozen();

        assertThat(second.number()).isEqualTo(first.number()).isEqualTo(1);
        assertThat(office.database.query("select state from edition where id = ?", first.id()))
                .isEqualTo(List.of(List.of("SUPERSEDED")));
        assertThat(office.database.query("select count(*) from edition_entry where edition_id = ?", first.id()))
                .isEqualTo(List.of(List.of(0L)));
    }

    @Test
    void countsOnAfterADelivery() throws SQLException {
        office.sign("A", "CH", "fr", Visibility.COUNTED, FIRST);
        Edition first = office.frozen();
        office.compile(first);
        office.deliver(first);
        office.sign("B", "CH", "fr", Visibility.COUNTED, FIRST);

        Edition second = office.frozen();
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.rowsTotal()).isEqualTo(1);
    }

    @Test
    void freezesNothingWhenNobodyIsNewSinceTheDelivery() throws SQLException {
        office.sign("A", "CH", "fr", Visibility.COUNTED, FIRST);
        Edition first = office.frozen();
        office.compile(first);
        office.deliver(first);

        assertThat(office.freeze()).isInstanceOf(CompilingOutcome.NothingToCompile.class);
    }

    @Test
    void countsWhatIsGoneOfWhatWasDelivered() throws SQLException {
        office.sign(20, i -> "A", "CH", "fr", Visibility.COUNTED, FIRST, Office.NOW.minusSeconds(60));
        office.database.update("update signature set state = 'HELD' where id = 1");
        Edition first = office.frozen();
        office.compile(first);
        office.deliver(first);
        office.database.update("update signature set state = 'CONFIRMED' where id = 1");
        office.database.update("update signature set state = 'STRUCK_OUT' where id in (2, 3)");
        office.database.update("update signature set state = 'HELD' where id = 4");
        office.database.update("update signature set state = 'WITHDRAWN', address_hash = null where id = 5");

        Edition second = office.frozen();
        assertThat(second.rowsTotal()).isEqualTo(1);
        assertThat(second.accounting())
                .contains(
                        "\"gone\":{\"erased\":0,\"held\":1,\"struckOut\":2,\"withdrawn\":1}",
                        "\"counted\":16",
                        "\"total\":20");
    }

    @Test
    void pullsAChannelThatWouldSingleOutIntoTheOther() throws SQLException {
        office.sign(12, i -> "A", "CH", "fr", Visibility.COUNTED, FIRST, Office.NOW.minusSeconds(60));
        office.sign(9, i -> "B", "CH", "fr", Visibility.COUNTED, FIRST, Office.NOW.minusSeconds(60), Channel.API);
        office.sign(10, i -> "C", "KG", "ru", Visibility.COUNTED, FIRST, Office.NOW.minusSeconds(60));
        office.sign(10, i -> "D", "KG", "ru", Visibility.COUNTED, FIRST, Office.NOW.minusSeconds(60), Channel.API);
        Edition edition = office.frozen();

        Map<Cell, Long> cells = office.inTransaction(manager -> new Editions(manager).countFrozen(edition));
        assertThat(cells)
                .isEqualTo(Map.of(
                        new Cell("CH", "fr", "2026-11", "*"), 21L,
                        new Cell("KG", "ru", "2026-11", "PAGE"), 10L,
                        new Cell("KG", "ru", "2026-11", "API"), 10L));
    }

    @Test
    void refusesACutOffThatIsNoLaterThanTheDeliveredOnes() throws SQLException {
        office.sign("A", "CH", "fr", Visibility.COUNTED, FIRST);
        Edition first = office.frozen();
        office.compile(first);
        office.deliver(first);
        office.clock.pass(Duration.ofMinutes(-1));
        office.sign("B", "CH", "fr", Visibility.COUNTED, FIRST);

        assertThatThrownBy(office::freeze).isInstanceOf(IllegalArgumentException.class);
    }
}
