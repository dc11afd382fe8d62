package org.demarche.submission.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.demarche.signature.Channel;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.demarche.submission.Edition;
import org.demarche.submission.EditionState;
import org.demarche.submission.RunStopped;
import org.demarche.submission.compile.CompilingOutcome;
import org.demarche.submission.compile.Office;
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
        assertThat(office.begin()).isInstanceOf(CompilingOutcome.NothingToCompile.class);
    }

    @Test
    void publishesCellsThatSingleNobodyOut() throws SQLException {
        office.sign(12, i -> "A", "CH", "fr", Visibility.COUNTED, FIRST, Office.NOW.minusSeconds(60));
        office.sign(11, i -> "B", "KG", "ru", Visibility.COUNTED, FIRST, Office.NOW.minusSeconds(60));
        office.sign("C", "DE", "en", Visibility.COUNTED, FIRST);
        Edition edition = office.frozen();

        assertThat(cells(edition))
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

        assertThat(office.begin()).isInstanceOfSatisfying(CompilingOutcome.AlreadyRunning.class, running -> assertThat(
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
        assertThat(entries(first)).isZero();
    }

    @Test
    void copiesInPortionsAndSaysHowManyAreThere() throws SQLException {
        crowd(12);
        office.database.update("update signature set id = id + 1000000000 where id > 7");
        crowd(11);
        office.inPortionsOf(10);
        Edition edition = office.begun();
        Told told = new Told();

        Frozen frozen = office.freeze(edition, told);

        assertThat(frozen.rows()).isEqualTo(23);
        assertThat(told.numbers).containsExactly(0L, 0L, 0L, 23L, 10L, 20L, 23L, -1L);
        assertThat(entries(edition)).isEqualTo(23);
    }

    private void crowd(int people) throws SQLException {
        office.sign(
                people,
                i -> "A",
                "CH",
                "fr",
                Visibility.COUNTED,
                FIRST,
                office.clock.instant().minusSeconds(60));
    }

    @Test
    void leavesNothingOfAFreezeThatWasStopped() throws SQLException {
        crowd(12);
        Edition edition = office.begun();

        assertThatThrownBy(() -> office.freeze(edition, new Told() {
                    @Override
                    public void confirm() {
                        throw new RunStopped();
                    }
                }))
                .isInstanceOf(RunStopped.class);
        assertThat(entries(edition)).isZero();
    }

    @Test
    void beginsAnewWhereARunDiedBeforeTheEditionKnew() throws SQLException {
        crowd(12);
        Edition edition = office.begun();
        Frozen first = office.freeze(edition, new Told());
        assertThat(office.stored(edition).isFrozen()).isFalse();

        assertThat(office.freeze(edition, new Told())).isEqualTo(first);
        assertThat(entries(edition)).isEqualTo(12);
    }

    @Test
    void letsNoRunThatLostItsEditionTakeAwayWhatAnotherFroze() throws SQLException {
        crowd(12);
        Edition edition = office.frozen();

        assertThatThrownBy(() -> office.thaw(edition, Office.RUN + 1)).isInstanceOf(RunStopped.class);
        assertThatThrownBy(() -> office.thaw(edition, Office.RUN))
                .as("nor the same run, once it is frozen")
                .isInstanceOf(RunStopped.class);
        assertThat(entries(edition)).isEqualTo(12);
    }

    @Test
    void freezesAsOfNowWhatIsGoneOnWithDaysLater() throws SQLException {
        crowd(12);
        Edition edition = office.begun();
        office.clock.pass(Duration.ofDays(3));
        crowd(11);
        office.claim(edition);
        Edition again = office.enter(edition, Office.RUN);

        assertThat(again.cutoff()).isEqualTo(Office.NOW.plus(Duration.ofDays(3)));
        assertThat(office.freeze(again, new Told()).rows()).isEqualTo(23);
    }

    @Test
    void keepsWhatIsFrozenAsOfItsCutOffWheneverItIsGoneOnWith() throws SQLException {
        crowd(12);
        Edition edition = office.frozen();
        office.clock.pass(Duration.ofDays(3));
        office.claim(edition);

        assertThat(office.stored(edition).cutoff()).isEqualTo(Office.NOW);
    }

    @Test
    void freezesNothingWhereNobodyIsNewAnyMore() throws SQLException {
        crowd(1);
        Edition edition = office.begun();
        office.database.update("update signature set state = 'WITHDRAWN', address_hash = null");

        assertThatThrownBy(() -> office.freeze(edition, new Told())).isInstanceOf(NobodyNew.class);
    }

    @Test
    void leavesThePackageBeforeAsItIsUntilTheNextIsFrozen() throws SQLException {
        crowd(12);
        Edition first = office.frozen();
        office.compile(first);
        office.clock.pass(Duration.ofMinutes(5));
        crowd(11);
        Edition second = office.begun();
        Frozen frozen = office.freeze(second, new Told());

        assertThat(office.file(first)).exists();
        assertThat(office.mark(second, frozen)).isTrue();
        assertThat(office.stored(first).state(office.clock.instant())).isEqualTo(EditionState.SUPERSEDED);
        assertThat(office.stored(second).rowsTotal()).isEqualTo(23);
    }

    @Test
    void freezesAnewIfThePackageBeforeWasHandedOverMeanwhile() throws SQLException {
        crowd(12);
        Edition first = office.frozen();
        office.compile(first);
        office.clock.pass(Duration.ofMinutes(5));
        crowd(11);
        Edition second = office.begun();
        Frozen both = office.freeze(second, new Told());
        office.deliver(first);

        assertThat(office.mark(second, both)).isFalse();
        Frozen fresh = office.freeze(office.stored(second), new Told());
        assertThat(fresh.rows()).isEqualTo(11);
        assertThat(office.mark(second, fresh)).isTrue();
        assertThat(office.stored(second).number()).isEqualTo(2);
        assertThat(office.stored(first).isDelivered()).isTrue();
    }

    @Test
    void isOfOneMomentWhateverChangesMeanwhile(TestDatabase database) throws SQLException {
        crowd(24);
        Edition edition = office.begun();
        Told striking = new Told() {
            @Override
            public void expect(long signatures) {
                strikeOut(1);
            }

            @Override
            public void copied(long signatures) {
                if (signatures > 0) {
                    strikeOut(2);
                }
            }
        };

        if (database.isPostgres()) {
            Frozen frozen = office.freeze(edition, striking);
            assertThat(frozen.rows()).isEqualTo(24);
            assertThat(frozen.accounting()).contains("\"counted\":24", "\"struckOut\":0");
        } else {
            assertThatThrownBy(() -> office.freeze(edition, striking))
                    .as("the sums tell")
                    .isInstanceOf(FreezeDisturbed.class);
            assertThat(office.freeze(edition, striking).rows()).isEqualTo(22);
        }
    }

    private void strikeOut(int signature) {
        try {
            office.database.update("update signature set state = 'STRUCK_OUT' where id = " + signature);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void keepsNobodyWaitingWhoReportsOnTheEditionOrStopsIt() throws SQLException {
        crowd(12);
        Edition edition = office.begun();
        List<Boolean> stopped = new ArrayList<>();

        assertThatThrownBy(() -> office.freeze(edition, new Told() {
                    @Override
                    public void copied(long signatures) {
                        if (signatures > 0) {
                            stopped.add(office.cancel(edition));
                        }
                    }

                    @Override
                    public void confirm() {
                        office.confirm(edition);
                    }
                }))
                .isInstanceOf(RunStopped.class);

        assertThat(stopped).containsExactly(true);
        assertThat(office.stored(edition).state(Office.NOW)).isEqualTo(EditionState.FAILED);
        assertThat(entries(edition)).isZero();
    }

    private Map<Cell, Long> cells(Edition edition) {
        return office.inTransaction(manager ->
                FreezeDesk.of(manager, FreezeDesk.PORTION).snapshots().countFrozen(edition));
    }

    private long entries(Edition edition) throws SQLException {
        return (long) office.database
                .query("select count(*) from edition_entry where edition_id = ?", edition.id())
                .get(0)
                .get(0);
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

        assertThat(office.begin()).isInstanceOf(CompilingOutcome.NothingToCompile.class);
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

        assertThat(cells(edition))
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

        assertThatThrownBy(office::begin).isInstanceOf(IllegalArgumentException.class);
    }
}
