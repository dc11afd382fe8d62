package org.demarche.submission.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.audit.FactorNeeded;
import org.demarche.audit.NotAllowed;
import org.demarche.audit.Role;
import org.demarche.signature.SignatureErased;
import org.demarche.signature.SignatureNarrowed;
import org.demarche.signature.SignatureWithdrawn;
import org.demarche.signature.SignaturesDecided;
import org.demarche.submission.ApprovedEdition;
import org.demarche.submission.EditionState;
import org.demarche.submission.Editions;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnEveryDatabase
class DeliveringTest {
    private static final Actor SUBMITTER = new Actor(97, "First", Set.of(Role.SUBMITTER)).asProven();
    private static final DeliveryForm MET = form("IN_PERSON", "MET");
    private static final DeliveryForm REFUSED = form("IN_PERSON", "REFUSED");

    private final HandClock clock =
            new HandClock(ApprovedEdition.SEALED.plus(Duration.ofDays(2)).toString());

    @TempDir
    private Path data;

    private TestDatabase database;
    private ApprovedEdition edition;

    @BeforeEach
    void approve(TestDatabase database) throws SQLException {
        this.database = database;
        edition = ApprovedEdition.in(database, data);
    }

    private static DeliveryForm form(String channel, String outcome) {
        return new DeliveryForm(channel, outcome, "2026-11-24", "10:30", "Anna", "Boris", "RR 1", "Third floor");
    }

    private DeliveringOutcome record(DeliveryForm form, Optional<byte[]> file, Actor actor) {
        return database.inTransaction(entities -> new Delivering(
                        new Recording(
                                new Editions(entities),
                                new Deliveries(entities),
                                new Changes(entities),
                                new AuditLog(entities, clock),
                                clock),
                        attachments())
                .record(edition.petition().id(), edition.id(), form, file, actor));
    }

    private DeliveringOutcome record(DeliveryForm form) {
        return record(form, Optional.empty(), SUBMITTER);
    }

    private Attachments attachments() {
        return new Attachments(ApprovedEdition.settings(data));
    }

    private void change(String sql, long signature) throws SQLException {
        assertThat(database.update(sql + " where id = ?", signature)).isEqualTo(1);
    }

    /** What is noted when a signature changes. */
    private void noteChange(long signature, Duration afterTheSeal) {
        database.inTransactionDo(entities -> new Changes(entities)
                .note(edition.petition().id(), signature, ApprovedEdition.SEALED.plus(afterTheSeal)));
    }

    @Test
    void handsAnEditionOverOnceAndUsesItsNumberUp() {
        assertThat(edition.nextNumber()).isEqualTo(1);

        assertThat(record(MET)).isInstanceOf(DeliveringOutcome.Recorded.class);

        assertThat(edition.stored().state(clock.instant())).isEqualTo(EditionState.DELIVERED);
        assertThat(edition.stored().deliveredAt().orElseThrow()).hasToString("2026-11-24T10:30:00Z");
        assertThat(edition.nextNumber()).isEqualTo(2);
        assertThat(record(MET)).isInstanceOf(DeliveringOutcome.NothingToDeliver.class);
    }

    @Test
    void handsNothingOverOfAPetitionThatHasExpired() throws SQLException {
        database.update(
                "insert into petition_expiry (petition_id, expired, expired_at, recorded_at) values (?, true, ?, ?)",
                edition.petition().id(),
                Timestamp.from(clock.instant()),
                Timestamp.from(clock.instant()));

        assertThat(record(MET)).isEqualTo(new DeliveringOutcome.Expired());
        assertThat(record(REFUSED)).isEqualTo(new DeliveringOutcome.Expired());

        assertThat(edition.stored().isDelivered()).isFalse();
        assertThat(database.query("select * from delivery")).isEmpty();
    }

    @Test
    void notesEveryChangeOfWhatWasFrozenInTheTransactionThatChangesIt() throws SQLException {
        long petition = edition.petition().id();
        Instant at = ApprovedEdition.SEALED.plus(Duration.ofMinutes(190));
        database.inTransactionDo(entities -> {
            NotingChanges noting = new NotingChanges(new Changes(entities));
            noting.withdrawn(new SignatureWithdrawn(petition, 1, at));
            noting.erased(new SignatureErased(petition, 2, at));
            noting.decided(new SignaturesDecided(petition, Set.of(3L, 4L), at));
            noting.narrowed(new SignatureNarrowed(petition, 13, at));
            noting.withdrawn(new SignatureWithdrawn(petition, 999, at));
        });

        assertThat(database.query(
                        "select signature_id from edition_change where changed_at = ? order by signature_id",
                        Timestamp.from(ApprovedEdition.SEALED.plus(Duration.ofHours(3)))))
                .containsExactly(List.of(1L), List.of(2L), List.of(3L), List.of(4L), List.of(13L));
        change("update signature set state = 'HELD'", 3);
        assertThat(record(MET)).as("after the change").isEqualTo(new DeliveringOutcome.Changed(1));
        assertThat(record(new DeliveryForm("IN_PERSON", "MET", "2026-11-23", "20:30", "Anna", "", "", "")))
                .as("before it")
                .isInstanceOf(DeliveringOutcome.Recorded.class);
        assertThat(database.query("select * from edition_change"))
                .as("needed no more")
                .isEmpty();
    }

    @Test
    void keepsRefusedAttemptsAndLetsItGoThereAgain() {
        assertThat(record(REFUSED)).isInstanceOf(DeliveringOutcome.Recorded.class);
        assertThat(record(REFUSED)).isInstanceOf(DeliveringOutcome.Recorded.class);
        assertThat(edition.stored().isDeliverable()).isTrue();
        assertThat(edition.nextNumber()).isEqualTo(1);

        record(form("POST", "POSTED"));

        List<Delivery> attempts = database.inTransaction(entities -> new Deliveries(entities).of(edition.stored()));
        assertThat(attempts)
                .extracting(Delivery::outcome)
                .containsExactly(DeliveryOutcome.REFUSED, DeliveryOutcome.REFUSED, DeliveryOutcome.POSTED);
        assertThat(edition.nextNumber()).isEqualTo(2);
    }

    @Test
    void notesItInTheAuditLogWithoutNamingThoseWhoWereThere() throws SQLException {
        record(MET);

        List<List<Object>> entries = database.query("select action, detail from audit_entry order by sequence desc");
        assertThat(entries.get(0).get(0)).isEqualTo("deliver");
        assertThat((String) entries.get(0).get(1))
                .contains("MET", "2026-11-24T10:30:00Z")
                .doesNotContain("Anna", "Boris", "RR 1");
    }

    @ParameterizedTest
    @CsvSource({
        "state = 'WITHDRAWN'; address_hash = null",
        "state = 'ERASED'; sealed_identity = null; data_key_id = null; sealed_address = null; address_key_id = null",
        "state = 'STRUCK_OUT'",
        "state = 'HELD'",
        "visibility = 'INITIALS'",
        "visibility = 'COUNTED'; handover = false"
    })
    void refusesWhatIsNoLongerAsThePackageHasIt(String changes) throws SQLException {
        change("update signature set " + changes.replace(';', ','), ApprovedEdition.NAMED.get(0));

        assertThat(record(MET)).isEqualTo(new DeliveringOutcome.Changed(1));
        assertThat(edition.stored().isDelivered()).isFalse();
        assertThat(record(REFUSED)).as("a refusal hands nobody over").isInstanceOf(DeliveringOutcome.Recorded.class);
    }

    @Test
    void refusesWhatChangedBeforeTheHandOverAndNotWhatChangedAfterIt() throws SQLException {
        change("update signature set state = 'STRUCK_OUT'", 1);
        change("update signature set state = 'WITHDRAWN', address_hash = null", 2);
        noteChange(1, Duration.ofHours(1));
        noteChange(2, Duration.ofHours(40));

        assertThat(record(MET)).isEqualTo(new DeliveringOutcome.Changed(1));
        change("update signature set state = 'CONFIRMED'", 1);
        assertThat(record(MET)).isInstanceOf(DeliveringOutcome.Recorded.class);
    }

    @Test
    void keepsTheFirstTimeOfAChangeToTheHour() throws SQLException {
        noteChange(1, Duration.ofMinutes(75));
        noteChange(1, Duration.ofHours(40));

        assertThat(database.query(
                        "select signature_id from edition_change where changed_at = ?",
                        Timestamp.from(ApprovedEdition.SEALED.plus(Duration.ofHours(1)))))
                .containsExactly(List.of(1L));
    }

    @Test
    void refusesWhatNobodyHasApproved() throws SQLException {
        database.update("update edition set approved_by = null, approved_at = null");

        assertThat(record(MET)).isInstanceOf(DeliveringOutcome.NothingToDeliver.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'', MET, 2026-11-24, 10:30, Anna, CHANNEL_MISSING",
        "IN_PERSON, '', 2026-11-24, 10:30, Anna, OUTCOME_MISSING",
        "POST, MET, 2026-11-24, 10:30, Anna, OUTCOME_UNFIT",
        "IN_PERSON, POSTED, 2026-11-24, 10:30, Anna, OUTCOME_UNFIT",
        "IN_PERSON, MET, 24.11.2026, 10:30, Anna, DAY_UNREADABLE",
        "IN_PERSON, MET, 2026-02-30, 10:30, Anna, DAY_UNREADABLE",
        "IN_PERSON, MET, 2026-11-24, 25:30, Anna, TIME_UNREADABLE",
        "IN_PERSON, MET, 2026-11-25, 18:01, Anna, AT_FUTURE",
        "IN_PERSON, MET, 2026-11-23, 17:58, Anna, AT_BEFORE_SEAL",
        "IN_PERSON, MET, 2026-11-24, 10:30, '', CARRIER_MISSING"
    })
    void saysWhatIsWrong(String channel, String outcome, String day, String time, String carrier, DeliveryFault fault) {
        DeliveryForm form = new DeliveryForm(channel, outcome, day, time, carrier, "", "", "");

        assertThat(record(form)).isEqualTo(new DeliveringOutcome.Faulty(Set.of(fault)));
        assertThat(edition.stored().isDelivered()).isFalse();
    }

    @Test
    void saysOfEveryFieldAtOnceWhatIsWrong() {
        DeliveryForm form = new DeliveryForm(
                "IN_PERSON",
                "MET",
                "2026-11-24",
                "10:30",
                "A".repeat(201),
                "B".repeat(201),
                "1".repeat(101),
                "N".repeat(2001));

        assertThat(record(form, Optional.of("a text".getBytes(StandardCharsets.UTF_8)), SUBMITTER))
                .isEqualTo(new DeliveringOutcome.Faulty(Set.of(
                        DeliveryFault.CARRIER_TOO_LONG,
                        DeliveryFault.WITNESS_TOO_LONG,
                        DeliveryFault.TRACKING_TOO_LONG,
                        DeliveryFault.NOTE_TOO_LONG,
                        DeliveryFault.ATTACHMENT_UNKNOWN)));
        assertThat(data.resolve("deliveries")).doesNotExist();
    }

    @Test
    void keepsAPhotographForStaffAlone() throws IOException {
        Delivery delivery =
                ((DeliveringOutcome.Recorded) record(MET, Optional.of(Pictures.jpeg()), SUBMITTER)).delivery();

        Attachment attachment = delivery.attachment().orElseThrow();
        Path file = data.resolve("deliveries").resolve(attachment.name());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(attachment.mediaType()).isEqualTo("image/jpeg");
        assertThat(attachments().open(delivery, SUBMITTER)).contains(Files.readAllBytes(file));
        assertThatThrownBy(() -> attachments().open(delivery, new Actor(5, "M", Set.of(Role.MODERATOR))))
                .isInstanceOf(NotAllowed.class);

        Files.write(file, new byte[] {1});
        assertThat(attachments().open(delivery, SUBMITTER))
                .as("changed on the disk")
                .isEmpty();
    }

    @Test
    void keepsNoFileOfWhatIsNotRecorded() throws Exception {
        change("update signature set state = 'STRUCK_OUT'", 1);

        assertThat(record(MET, Optional.of(Pictures.jpeg()), SUBMITTER)).isInstanceOf(DeliveringOutcome.Changed.class);
        try (Stream<Path> files = Files.list(data.resolve("deliveries"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void isForSubmittersWhoHaveShownTheirSecondFactor() {
        Actor others = new Actor(
                98, "Others", Set.of(Role.MODERATOR, Role.EDITOR, Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR));

        assertThatThrownBy(() -> record(MET, Optional.empty(), others.asProven()))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> record(MET, Optional.empty(), new Actor(97, "First", Set.of(Role.SUBMITTER))))
                .isInstanceOf(FactorNeeded.class);
    }

    @Test
    void evenTheDatabaseRefusesASecondDelivery() {
        record(MET);

        assertThatThrownBy(
                        () -> database.update(
                                "insert into delivery (petition_id, id, edition_id, channel, outcome, handed_over, delivered_at,"
                                        + " carrier, recorded_by, recorded_at) select petition_id, id + 1, edition_id, channel,"
                                        + " outcome, handed_over, delivered_at, carrier, recorded_by, recorded_at from delivery"))
                .isInstanceOf(SQLException.class)
                .satisfies(refusal -> assertThat(refusal.getMessage()).containsIgnoringCase("delivered_once"));
    }

    @Test
    void evenTheDatabaseDeliversNothingWithoutARecord() {
        assertThatThrownBy(() -> database.update(
                        "update edition set state = 'DELIVERED', handed_over = true, delivered_at = sealed_at,"
                                + " delivered_number = number"))
                .isInstanceOf(SQLException.class)
                .satisfies(refusal -> assertThat(refusal.getMessage()).containsIgnoringCase("edition_was_handed_over"));
        assertThatThrownBy(() -> database.update("update edition set state = 'DELIVERED'"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void evenTheDatabaseDoesNotTakeBackWhatWasDelivered() {
        record(MET);

        assertThatThrownBy(() -> database.update("delete from delivery")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> database.update("update edition set state = 'SEALED'"))
                .isInstanceOf(SQLException.class);
    }
}
