package org.demarche.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
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
        assertThat(cells).isEqualTo(Map.of(new Cell("CH", "fr", "2026-11"), 12L, new Cell("*", "*", "*"), 12L));
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
        ApprovedEdition.deliver(
                office.database, office.petition.id(), office.frozen().id());

        assertThat(office.frozen().number()).isEqualTo(2);
    }
}
