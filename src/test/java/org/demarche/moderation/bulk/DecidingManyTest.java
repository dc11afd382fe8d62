package org.demarche.moderation.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.demarche.audit.AuditLog;
import org.demarche.moderation.Archive;
import org.demarche.moderation.Deciding.Seen;
import org.demarche.moderation.Decisions;
import org.demarche.moderation.Reasons;
import org.demarche.moderation.table.Filter;
import org.demarche.moderation.table.SignatureTable;
import org.demarche.signature.Ruling;
import org.demarche.signature.SignatureState;
import org.demarche.testing.Events;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions about many, on both databases. */
@OnEveryDatabase
class DecidingManyTest {
    private static final int MANY = 2 * BulkStep.PORTION + 20;

    private final TestDatabase database;
    private final List<Long> held = new ArrayList<>();

    @TempDir
    private Path keys;

    private Archive archive;

    DecidingManyTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() throws SQLException {
        archive = new Archive(database, keys);
        for (int i = 0; i < MANY; i++) {
            held.add(archive.sign(Archive.held()));
        }
        archive.sign(Archive.confirmed());
    }

    private DecidingMany many(EntityManager entities) {
        return new DecidingMany(
                new Bulks(entities),
                new SignatureTable(entities),
                new Reasons(entities),
                new AuditLog(entities, archive.clock),
                Events.unheard(),
                archive.clock);
    }

    private Bulk counted() {
        Bulk bulk = archive.in(entities -> many(entities)
                .count(Archive.MODERATOR, archive.petition.id(), Filter.queue(), Ruling.STRIKE_OUT, "PROGRAM")
                .orElseThrow());
        archive.clock.pass(Duration.ofSeconds(1));
        return bulk;
    }

    private boolean confirm(Bulk bulk) {
        return archive.in(entities -> many(entities).confirm(Archive.MODERATOR, archive.petition.id(), bulk.id()));
    }

    private boolean undo(Bulk bulk) {
        return archive.in(entities -> many(entities).undo(Archive.MODERATOR, archive.petition.id(), bulk.id()));
    }

    private boolean cancel(Bulk bulk) {
        return archive.in(entities -> many(entities).cancel(Archive.MODERATOR, archive.petition.id(), bulk.id()));
    }

    private Bulk now(Bulk bulk) {
        return archive.in(entities -> many(entities)
                .find(Archive.MODERATOR, archive.petition.id(), bulk.id())
                .orElseThrow());
    }

    private boolean step() {
        return archive.in(entities -> step(entities).step());
    }

    private BulkStep step(EntityManager entities) {
        return new BulkStep(
                new Bulks(entities),
                new Decisions(entities, archive.clock),
                new AuditLog(entities, archive.clock),
                Events.to(archive.told::add),
                archive.clock);
    }

    private void work() {
        while (step()) {
            // As the job does.
        }
    }

    private Map<SignatureState, Long> states() throws SQLException {
        Map<SignatureState, Long> states = new EnumMap<>(SignatureState.class);
        database.query("select state, count(*) from signature group by state")
                .forEach(row -> states.put(SignatureState.valueOf((String) row.get(0)), (Long) row.get(1)));
        return states;
    }

    @Test
    void countsFirstAndDecidesAboutThoseAloneOnceItIsConfirmed() throws SQLException {
        Bulk bulk = counted();
        assertThat(bulk.counted()).isEqualTo(MANY);
        work();
        assertThat(states()).as("not confirmed").containsEntry(SignatureState.HELD, (long) MANY);
        long late = archive.sign(Archive.held());

        assertThat(confirm(bulk)).isTrue();
        work();

        assertThat(now(bulk).state()).isEqualTo(BulkState.DONE);
        assertThat(now(bulk).decided()).isEqualTo(MANY);
        assertThat(now(bulk).percent()).isEqualTo(100);
        assertThat(archive.state(late)).isEqualTo(SignatureState.HELD);
        assertThat(states())
                .isEqualTo(Map.of(
                        SignatureState.STRUCK_OUT, (long) MANY, SignatureState.HELD, 1L, SignatureState.CONFIRMED, 1L));
        assertThat(archive.told).as("one message for each portion").hasSize(3);
    }

    @Test
    void namesEverySignatureInTheLog() throws SQLException {
        Bulk bulk = counted();
        confirm(bulk);
        work();

        List<List<Object>> log = archive.log();
        assertThat(log.get(0)).contains("decide-many");
        assertThat(log.get(0).get(3).toString())
                .contains("\"criteria\":\"state=HELD\"", "\"counted\":\"" + MANY + "\"");
        String named = String.join(
                " ", log.stream().skip(1).map(entry -> entry.get(3).toString()).toList());
        assertThat(held).allSatisfy(id -> assertThat(named).containsPattern("\\b" + id + "\\b"));
    }

    @Test
    void goesOnWhereACrashInterruptedIt() throws SQLException {
        Bulk bulk = counted();
        confirm(bulk);
        step();
        try {
            archive.in(entities -> {
                step(entities).step();
                throw new IllegalStateException("killed before the commit");
            });
        } catch (IllegalStateException e) {
            assertThat(now(bulk).decided()).isEqualTo(BulkStep.PORTION);
        }

        work();

        assertThat(now(bulk).decided()).isEqualTo(MANY);
        assertThat(database.query("select count(*) from decision")).containsExactly(List.of((long) MANY));
    }

    @Test
    void leavesThoseAloneAboutWhichSomebodyDecidedMeanwhile() {
        Bulk bulk = counted();
        archive.decide(Ruling.RELEASE, "IN_ORDER", new Seen(held.get(0), 0));
        archive.decide(Ruling.HOLD, "TO_BE_LOOKED_AT", new Seen(held.get(0), 1));
        archive.decide(Ruling.RELEASE, "IN_ORDER", new Seen(held.get(1), 0));
        confirm(bulk);
        work();

        assertThat(now(bulk).passed()).isEqualTo(2);
        assertThat(archive.state(held.get(0))).isEqualTo(SignatureState.HELD);
        assertThat(archive.state(held.get(1))).isEqualTo(SignatureState.CONFIRMED);
    }

    @Test
    void isTakenBackAsAWholeButNotWhatWasDecidedSince() throws SQLException {
        archive.ask(held.get(5), archive.clock.instant(), "Please");
        Bulk bulk = counted();
        confirm(bulk);
        work();
        archive.clock.pass(Duration.ofMinutes(1));
        archive.decide(Ruling.RESTORE, "MISTAKE", new Seen(held.get(0), 1));
        database.update(
                "update signature set state = 'WITHDRAWN', address_hash = null, domain_mark = null where id = ?",
                held.get(1));

        assertThat(undo(bulk)).isTrue();
        work();

        assertThat(now(bulk).state()).isEqualTo(BulkState.UNDONE);
        assertThat(now(bulk).undone()).isEqualTo(MANY - 2);
        assertThat(archive.state(held.get(0))).isEqualTo(SignatureState.CONFIRMED);
        assertThat(archive.state(held.get(1))).isEqualTo(SignatureState.WITHDRAWN);
        assertThat(states()).containsEntry(SignatureState.HELD, (long) MANY - 2);
        assertThat(archive.about(held.get(2)).get(0).undoes()).contains(1);
        assertThat(database.query("select signature_id from review_request where answered_at is null"))
                .as("asked for again")
                .containsExactly(List.of(held.get(5)));
        assertThat(undo(bulk)).as("twice").isFalse();
    }

    @Test
    void isStoppedWhereItStandsAndThenTakenBack() throws SQLException {
        Bulk bulk = counted();
        confirm(bulk);
        step();

        assertThat(cancel(bulk)).isTrue();
        work();

        assertThat(states()).containsEntry(SignatureState.STRUCK_OUT, (long) BulkStep.PORTION);
        assertThat(undo(bulk)).isTrue();
        work();
        assertThat(states()).containsEntry(SignatureState.HELD, (long) MANY);
    }

    @Test
    void isForgottenIfNobodyConfirmsIt() throws SQLException {
        counted();
        archive.clock.pass(Duration.ofDays(2));
        archive.in(entities -> {
            step(entities).forgetUnconfirmed();
            return null;
        });

        assertThat(database.query("select count(*) from bulk_item")).containsExactly(List.of(0L));
        assertThat(database.query("select count(*) from bulk")).containsExactly(List.of(0L));
    }

    @Test
    void isConfirmedOnceAndNotAfterItWasGivenUp() {
        Bulk once = counted();
        assertThat(confirm(once)).isTrue();
        assertThat(confirm(once)).isFalse();
        Bulk never = counted();
        assertThat(cancel(never)).isTrue();
        assertThat(confirm(never)).isFalse();
    }
}
