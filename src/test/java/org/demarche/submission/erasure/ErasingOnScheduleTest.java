package org.demarche.submission.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.demarche.audit.AuditLog;
import org.demarche.petition.Petitions;
import org.demarche.petition.StoredPetitions;
import org.demarche.signature.Signature;
import org.demarche.signature.SignatureState;
import org.demarche.signature.Signatures;
import org.demarche.submission.ApprovedEdition;
import org.demarche.submission.Editions;
import org.demarche.submission.delivery.Attachments;
import org.demarche.submission.delivery.Deliveries;
import org.demarche.submission.delivery.Delivery;
import org.demarche.submission.delivery.Forgetting;
import org.demarche.submission.documents.Copy;
import org.demarche.testing.Canaries;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.verification.PackageVerification;
import org.demarche.verification.VerificationReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryDatabase
class ErasingOnScheduleTest {
    private static final Duration WINDOW = Duration.ofDays(30);
    private static final long NEWS = 13;

    private final HandClock clock = new HandClock(ApprovedEdition.SEALED.toString());

    @TempDir
    private Path data;

    private TestDatabase database;
    private ApprovedEdition edition;
    private Instant closed;
    private int portion = 500;

    @BeforeEach
    void approve(TestDatabase database) throws SQLException {
        this.database = database;
        edition = ApprovedEdition.in(database, data);
        database.update("update signature set news = true where id = ?", NEWS);
    }

    private ErasingOnSchedule erasing(EntityManager entities) {
        Petitions petitions = StoredPetitions.of(StoredPetitions.with(edition.petition(), closed, false));
        return new ErasingOnSchedule(
                new Erasures(entities),
                new Editions(entities),
                petitions,
                edition.packages(),
                new Forgetting(new Deliveries(entities), new Attachments(ApprovedEdition.settings(data)), clock),
                new Retention() {
                    @Override
                    public Duration auditWindow() {
                        return WINDOW;
                    }

                    @Override
                    public Duration afterClosing() {
                        return Duration.ofDays(365);
                    }
                },
                new AuditLog(entities, clock),
                clock,
                portion);
    }

    private <T> T in(Function<ErasingOnSchedule, T> work) {
        return database.inTransaction(entities -> work.apply(erasing(entities)));
    }

    private void begin() {
        database.inTransactionDo(entities -> erasing(entities).begin());
    }

    private List<Erasure> unfinished() {
        return in(ErasingOnSchedule::unfinished);
    }

    /** One turn of the job; each step in a transaction of its own. */
    private int turn() {
        begin();
        int steps = 0;
        for (Erasure erasure : unfinished()) {
            while (in(erasing -> erasing.goOn(erasure.petitionId(), erasure.id()))) {
                steps++;
            }
        }
        return steps;
    }

    private boolean isMoreLeftOf(Erasure erasure) {
        return in(erasing -> erasing.goOn(erasure.petitionId(), erasure.id()));
    }

    private void deliver() throws SQLException {
        ApprovedEdition.deliver(database, edition.petition().id(), edition.id());
    }

    private Signature signature(long id) {
        return database.inTransaction(entities ->
                new Signatures(entities).find(edition.petition().id(), id).orElseThrow());
    }

    private long count(String where) throws SQLException {
        return ((Number) database.query("select count(*) from signature where " + where)
                        .get(0)
                        .get(0))
                .longValue();
    }

    @Test
    void erasesNobodyBeforeTheDeliveryNorInTheAuditWindow() throws SQLException {
        clock.pass(Duration.ofDays(400));
        assertThat(turn()).isZero();
        deliver();
        clock.pass(Duration.ofDays(400).negated().plus(WINDOW).minusSeconds(1));
        assertThat(turn()).isZero();

        assertThat(count("sealed_identity is null")).isZero();
        assertThat(database.query("select * from erasure")).isEmpty();
    }

    @Test
    void destroysWhatNamesTheSignersAndLetsThemCount(@TempDir Path folder) throws Exception {
        database.empty();
        edition = ApprovedEdition.compiledIn(database, folder);
        database.update("update signature set news = true where id = ?", NEWS);
        Path full = edition.file(Copy.FULL);
        assertThat(full).exists();
        byte[] copy = "the copy of a signer".getBytes(UTF_8);
        database.update(
                "insert into page_link (petition_id, token_hash, signature_id, own_copy, created_at)"
                        + " values (?, ?, 1, ?, ?)",
                edition.petition().id(),
                new byte[32],
                copy,
                Timestamp.from(clock.instant()));
        List<List<Object>> sealed = database.query("select sealed_identity from signature");
        deliver();
        clock.pass(WINDOW);

        assertThat(turn()).isEqualTo(1);

        assertThat(count("state = 'CONFIRMED' and address_hash is not null and country = 'CH'"))
                .isEqualTo(15);
        assertThat(
                        count(
                                "sealed_identity is null and data_key_id is null and name_hash is null and erased_at is not null"))
                .isEqualTo(15);
        assertThat(database.query("select id from signature where sealed_address is not null"))
                .containsExactly(List.of(NEWS));
        assertThat(signature(1).erasedOnScheduleAt()).contains(clock.instant());
        assertThat(signature(1).isCounted()).isTrue();
        assertThat(full).doesNotExist();
        assertThat(PackageVerification.of(edition.file(Copy.REDACTED)).run().verdict())
                .as("what was handed over still proves itself")
                .isEqualTo(VerificationReport.Verdict.VALID);
        Canaries gone = new Canaries(List.of());
        gone.add(copy);
        sealed.forEach(row -> gone.add((byte[]) row.get(0)));
        try (Connection backup = database.dataSource().getConnection()) {
            assertThat(gone.in(backup))
                    .as("whatever a copy of all tables holds")
                    .isEmpty();
        }
    }

    @Test
    void findsInACopyOfAllTablesWhatIsNotErased() throws SQLException {
        Canaries canaries = new Canaries(List.of());
        canaries.add((byte[]) database.query("select sealed_identity from signature where id = 1")
                .get(0)
                .get(0));
        try (Connection backup = database.dataSource().getConnection()) {
            assertThat(canaries.in(backup)).isNotEmpty();
        }
    }

    @Test
    void certifiesWhatItDidWithTheEntryOfTheAuditLog() throws SQLException {
        deliver();
        clock.pass(WINDOW);
        turn();

        Erasure certificate = database.inTransaction(entities -> new Erasures(entities).of(edition.stored()))
                .orElseThrow();
        assertThat(certificate.signatures()).isEqualTo(15);
        assertThat(certificate.addressesKept()).isEqualTo(1);
        assertThat(certificate.finishedAt()).contains(clock.instant());
        AuditLog.Head head = database.inTransaction(entities -> new AuditLog(entities, clock).head());
        assertThat(certificate.auditSequence()).contains(head.sequence());
        assertThat(certificate.auditHash()).contains(head.hex());
        assertThat(database.query("select action, actor from audit_entry where sequence = ?", head.sequence()))
                .containsExactly(List.of("erase on schedule", "system"));
        assertThat(turn()).as("a second time").isZero();
        assertThat(database.query("select * from audit_entry where action <> 'freeze'"))
                .hasSize(1);
    }

    @Test
    void goesOnWhereItWasInterrupted() throws SQLException {
        deliver();
        clock.pass(WINDOW);
        begin();
        Erasure erasure = unfinished().get(0);
        in(erasing -> erasing.goOn(erasure.petitionId(), erasure.id()));
        assertThat(unfinished()).as("not certified before the last step").hasSize(1);

        turn();

        assertThat(unfinished()).isEmpty();
        assertThat(count("erased_at is not null")).isEqualTo(15);
    }

    @Test
    void goesOnInTheMiddleOfSeveralPortions() throws SQLException {
        portion = 4;
        deliver();
        clock.pass(WINDOW);
        begin();
        Erasure erasure = unfinished().get(0);
        for (int done : List.of(4, 8)) {
            assertThat(isMoreLeftOf(erasure)).isTrue();
            assertThat(count("erased_at is not null")).isEqualTo(done);
        }
        clock.pass(Duration.ofDays(1));

        assertThat(turn()).as("the portions that were left").isEqualTo(2);

        assertThat(count("erased_at is not null")).isEqualTo(15);
        assertThat(database.query("select signatures, addresses_kept from erasure"))
                .as("nobody is counted twice")
                .containsExactly(List.of(15L, 1L));
        assertThat(isMoreLeftOf(erasure)).isFalse();
        assertThat(database.query("select action from audit_entry where action <> 'freeze'"))
                .hasSize(1);
    }

    @Test
    void erasesEachEditionInItsOwnTime() throws SQLException {
        deliver();
        ApprovedEdition second = edition.followedBy(Duration.ofDays(10), 12);
        ApprovedEdition.deliver(database, second.petition().id(), second.id());

        clock.pass(WINDOW);
        turn();
        assertThat(count("erased_at is not null")).isEqualTo(15);
        assertThat(count("erased_at is null and sealed_identity is not null")).isEqualTo(12);
        clock.pass(Duration.ofDays(9));
        assertThat(turn()).isZero();
        clock.pass(Duration.ofDays(1));
        turn();

        assertThat(count("erased_at is null")).isZero();
        assertThat(database.query("select edition_id, signatures from erasure order by begun_at"))
                .containsExactly(List.of(edition.id(), 15L), List.of(second.id(), 12L));
    }

    @Test
    void forgetsWhoCarriedTheEditionAndKeepsThatItWasHandedOver() throws Exception {
        Path scans = Files.createDirectories(data.resolve("deliveries"));
        Path scan = Files.write(scans.resolve("0123"), new byte[] {1});
        deliver();
        database.update(
                "update delivery set witness = 'Boris', tracking = 'RR 1', note = 'Third floor', attachment_name = '0123',"
                        + " attachment_type = 'image/png', attachment_sha256 = ?",
                new byte[32]);
        clock.pass(WINDOW.minusSeconds(1));
        turn();
        assertThat(scan).as("in the audit window").exists();
        clock.pass(Duration.ofSeconds(1));

        turn();

        assertThat(scan).doesNotExist();
        assertThat(database.query(
                        "select carrier, witness, tracking, note, attachment_name, channel, outcome from delivery"))
                .containsExactly(Arrays.asList(null, null, null, null, null, "POST", "POSTED"));
        assertThat(database.query("select detail from audit_entry").toString()).contains("\"deliveries\":\"1\"");
        Delivery kept = database.inTransaction(entities -> new Deliveries(entities).of(edition.stored()))
                .get(0);
        assertThat(kept.erasedAt()).contains(clock.instant());
        assertThat(kept.isHandedOver()).isTrue();
        assertThat(kept.attachment()).isEmpty();
    }

    @Test
    void erasesThoseWhoHaveWithdrawnTooAndLeavesThoseWhoHadThemselvesErased() throws SQLException {
        deliver();
        database.update("update signature set state = 'WITHDRAWN', address_hash = null where id = 2");
        database.inTransactionDo(entities -> new Signatures(entities)
                .find(edition.petition().id(), 3)
                .orElseThrow()
                .erase());
        clock.pass(WINDOW);
        turn();

        assertThat(count("id = 2 and state = 'WITHDRAWN' and sealed_identity is null and sealed_address is null"))
                .isOne();
        assertThat(count("id = 3 and state = 'ERASED' and erased_at is null")).isOne();
    }

    @Test
    void letsASignerHaveTheRestErasedAfterwards() throws SQLException {
        deliver();
        clock.pass(WINDOW);
        turn();

        database.inTransactionDo(entities -> new Signatures(entities)
                .find(edition.petition().id(), NEWS)
                .orElseThrow()
                .erase());

        assertThat(signature(NEWS).state()).isEqualTo(SignatureState.ERASED);
        assertThat(count("sealed_address is not null")).isZero();
    }

    @Test
    void erasesWhoeverIsLeftAYearAfterThePetitionHasClosed() throws SQLException {
        closed = clock.instant();
        clock.pass(Duration.ofDays(365).minusSeconds(1));
        assertThat(turn()).isZero();
        clock.pass(Duration.ofSeconds(1));

        turn();

        assertThat(count("erased_at is not null")).isEqualTo(15);
        assertThat(database.query("select action from audit_entry where action <> 'freeze' order by sequence"))
                .containsExactly(List.of("expire"), List.of("erase on schedule"));
    }

    @Test
    void leavesNoNamesInThePackageThatAnExpiredPetitionNeverHandedOver(@TempDir Path folder) throws SQLException {
        database.empty();
        edition = ApprovedEdition.compiledIn(database, folder);
        Path full = edition.file(Copy.FULL);
        assertThat(full).exists();
        closed = clock.instant();
        clock.pass(Duration.ofDays(365));

        turn();

        assertThat(full).doesNotExist();
        assertThat(edition.file(Copy.REDACTED)).exists();
    }

    @Test
    void evenTheDatabaseErasesNobodyBeforeADeliveryIsRecorded() throws SQLException {
        for (String refused : Set.of(
                "insert into erasure (petition_id, id, edition_id, handed_over, begun_at)"
                        + " select petition_id, 1, id, true, cutoff_at from edition",
                "insert into erasure (petition_id, id, edition_id, begun_at)"
                        + " select petition_id, 1, id, cutoff_at from edition",
                "insert into erasure (petition_id, id, expired, begun_at)"
                        + " select petition_id, 1, true, cutoff_at from edition",
                "insert into erasure (petition_id, id, begun_at) select petition_id, 1, cutoff_at from edition",
                "update signature set sealed_identity = null, data_key_id = null",
                "update signature set sealed_address = null, address_key_id = null",
                "update signature set sealed_identity = null, data_key_id = null, name_hash = null,"
                        + " sealed_address = null, address_key_id = null, erasure_id = 1, erased_at = confirmed_at")) {
            assertThatThrownBy(() -> database.update(refused)).as(refused).isInstanceOf(SQLException.class);
        }
        assertThat(count("sealed_identity is null")).isZero();
    }
}
