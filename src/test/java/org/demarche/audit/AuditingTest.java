package org.demarche.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.demarche.audit.export.AuditExport;
import org.demarche.audit.export.TestExports;
import org.demarche.testing.Events;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.verification.audit.AuditReport;
import org.demarche.verification.audit.AuditVerification;
import org.junit.jupiter.api.Test;

/** What auditors see of the log, and that the program which shares no code with it comes to the same. */
@OnEveryDatabase
class AuditingTest {
    private static final Actor AUDITOR = new Actor(9, "Ann", Set.of(Role.AUDITOR), true);

    private final HandClock clock = new HandClock("2026-11-23T18:00:00Z");
    private final List<PublishedHead> fired = new ArrayList<>();
    private final TestDatabase database;

    AuditingTest(TestDatabase database) {
        this.database = database;
    }

    private Auditing auditing(EntityManager entities) {
        return new Auditing(new AuditLog(entities, clock), new PublishedHeads(entities), new StaffMembers(entities));
    }

    private <T> T auditing(Function<Auditing, T> work) {
        return database.inTransaction(entities -> work.apply(auditing(entities)));
    }

    private void append(int entries) {
        for (int i = 0; i < entries; i++) {
            String actor = "staff:" + i % 3;
            String action = i % 2 == 0 ? "log-in" : "compile \"é\" \u0007 𓀀";
            database.inTransactionDo(entities ->
                    new AuditLog(entities, clock).append(actor, action, "petition/1", Map.of("текст", "a\nb")));
        }
    }

    private void publish() {
        database.inTransactionDo(entities -> new Publishing(
                        new AuditLog(entities, clock),
                        new PublishedHeads(entities),
                        Events.<HeadPublished>to(event -> fired.add(event.head())),
                        clock)
                .publish());
    }

    private byte[] export() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new AuditExport(new InTransactions(), new TestExports(database, clock))
                    .begin(AUDITOR)
                    .writeTo(out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    /** As the container does it: a transaction for each step. */
    private final class InTransactions extends Auditing {
        @Override
        public List<Line> lines(Actor actor, long after) {
            return database.inTransaction(entities -> auditing(entities).lines(actor, after));
        }
    }

    private AuditReport verified() throws IOException {
        List<String> heads = database.inTransaction(entities -> new PublishedHeads(entities)
                .newest(100).stream().map(PublishedHead::line).toList());
        return AuditVerification.of(
                new ByteArrayInputStream(export()), org.demarche.verification.audit.PublishedHead.list(heads));
    }

    @Test
    void theVerifierFindsAnExportWhole() throws Exception {
        append(2500);
        publish();

        AuditReport report = verified();

        assertThat(report.fault()).isEmpty();
        assertThat(report.last()).isEqualTo(2501);
        assertThat(report.heads()).extracting(AuditReport.Compared::entry).containsExactly(2500L);
    }

    @Test
    void theVerifierAndThePortalNameTheSameEntryThatWasTamperedWith() throws Exception {
        append(10);
        database.update("update audit_entry set subject = 'petition/2' where sequence = 7");

        assertThat(verified().fault())
                .hasValueSatisfying(fault -> assertThat(fault.entry()).isEqualTo(7));
        assertThat(auditing(use -> use.check(AUDITOR)).broken()).contains(7L);
    }

    @Test
    void whoReadsTheLogLearnsWhoseNumberAnEntryHasAndNobodyElseDoes() {
        Staff ann = database.inTransaction(entities -> {
            Staff joined = Staff.join("Ann", "ann@example.org", "hash", Set.of(Role.EDITOR), clock.instant());
            new StaffMembers(entities).add(joined);
            return joined;
        });

        Map<String, String> names = auditing(use -> use.names(AUDITOR));
        assertThat(names).containsEntry(ann.actor().reference(), "Ann");
        assertThatThrownBy(() -> auditing(use -> use.names(ann.actor()))).isInstanceOf(NotAllowed.class);
    }

    @Test
    void aHeadIsPublishedOnceADay() {
        publish();
        assertThat(fired).isEmpty();

        append(3);
        publish();
        append(3);
        publish();
        assertThat(fired).extracting(PublishedHead::sequence).containsExactly(3L);

        clock.pass(Duration.ofHours(6));
        publish();
        assertThat(fired)
                .extracting(PublishedHead::line)
                .allMatch(line -> line.matches("2026-11-2[34] [36] [0-9a-f]{64}"));
        assertThat(fired).hasSize(2);
    }

    @Test
    void aLogThatWasWrittenAnewContradictsWhatWasPublished() throws SQLException {
        append(3);
        publish();
        database.update("delete from audit_entry");
        clock.pass(Duration.ofSeconds(1));
        append(5);

        Standing standing = auditing(use -> use.check(AUDITOR));

        assertThat(standing.broken()).isEmpty();
        assertThat(standing.contradicted()).map(PublishedHead::sequence).contains(3L);
    }

    @Test
    void anEndThatWasCutOffContradictsWhatWasPublished() throws SQLException {
        append(3);
        publish();
        database.update("delete from audit_entry where sequence > 2");

        Standing standing = auditing(use -> use.check(AUDITOR));

        assertThat(standing.isWhole()).isFalse();
        assertThat(standing.contradicted()).map(PublishedHead::sequence).contains(3L);
    }

    @Test
    void entriesAreShownByWhoDidWhatAndWhen() {
        append(12);
        Instant later = clock.instant().plusSeconds(1);

        assertThat(read(new AuditFilter(Optional.empty(), Optional.empty(), later), 5))
                .containsExactly(12L, 11L, 10L, 9L, 8L);
        assertThat(read(new AuditFilter(Optional.of("staff:1"), Optional.empty(), later), 5))
                .containsExactly(11L, 8L, 5L, 2L);
        assertThat(read(new AuditFilter(Optional.of("staff:1"), Optional.of("log-in"), later), 5))
                .containsExactly(11L, 5L);
        assertThat(read(new AuditFilter(Optional.empty(), Optional.empty(), clock.instant()), 5))
                .isEmpty();
        assertThat(actions()).hasSize(2);
    }

    private List<String> actions() {
        return auditing(use -> use.actions(AUDITOR));
    }

    private List<Long> read(AuditFilter filter, int most) {
        return auditing(use -> use.read(Long.MAX_VALUE, filter, most, AUDITOR).stream()
                .map(AuditEntry::sequence)
                .toList());
    }

    @Test
    void toTakeACopyAwayIsNotedAndAsksForProof() {
        append(1);
        export();

        assertThat(actions()).contains("log exported");
        assertThatThrownBy(() -> new AuditExport(new InTransactions(), new TestExports(database, clock))
                        .begin(new Actor(9, "Ann", Set.of(Role.AUDITOR))))
                .isInstanceOf(FactorNeeded.class);
    }
}
