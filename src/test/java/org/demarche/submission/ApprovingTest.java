package org.demarche.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditEntry;
import org.demarche.audit.AuditLog;
import org.demarche.audit.NotAllowed;
import org.demarche.audit.Role;
import org.demarche.submission.compile.Office;
import org.demarche.submission.documents.SealFacts;
import org.demarche.submission.rows.Root;
import org.demarche.submission.rows.TreeHead;
import org.demarche.submission.seal.SealedFile;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryDatabase
class ApprovingTest {
    private static final Clock CLOCK = Clock.fixed(Office.NOW, ZoneOffset.UTC);
    private static final Actor FIRST = new Actor(97, "First", Set.of(Role.values())).asProven();
    private static final Actor SECOND = new Actor(99, "Second", Set.of(Role.APPROVER)).asProven();

    @TempDir
    private Path data;

    private TestDatabase database;
    private Edition edition;

    @BeforeEach
    void sealAnEdition(TestDatabase database) {
        this.database = database;
        long petition = new Office(database, data).petition.id();
        edition = database.inTransaction(entities -> {
            Edition made = new Edition(petition, 1, Office.NOW, FIRST.reference(), Office.NOW);
            new Editions(entities).add(made);
            made.freeze(1, "{}");
            made.reach(Stage.SEAL, 1, Office.NOW);
            made.seal(new SealedPackage(
                    new TreeHead(new Root(new byte[32], 1), List.of(new byte[32])),
                    new byte[32],
                    new SealFacts("00".repeat(32), "example.org/p+00000000+AQ", SealFacts.Level.B),
                    new SealedFile("edition-1.asice", new byte[32]),
                    new SealedFile("edition-1-redacted.asice", new byte[32]),
                    Office.NOW));
            return made;
        });
    }

    private ApprovingOutcome approve(Actor actor) {
        return database.inTransaction(
                entities -> new Approving(new Editions(entities), new Noting(new AuditLog(entities, CLOCK)), CLOCK)
                        .approve(edition.petitionId(), edition.id(), actor));
    }

    private Edition stored() {
        return database.inTransaction(entities ->
                new Editions(entities).find(edition.petitionId(), edition.id()).orElseThrow());
    }

    @Test
    void aSecondPersonApproves() {
        assertThat(approve(SECOND)).isEqualTo(ApprovingOutcome.APPROVED);

        assertThat(stored().approvedBy()).contains("staff:99");
        assertThat(stored().approvedAt()).contains(Office.NOW);
        List<AuditEntry> last =
                database.inTransaction(entities -> new AuditLog(entities, CLOCK).before(Long.MAX_VALUE, 1));
        assertThat(last).extracting(AuditEntry::action).containsExactly("approve");
    }

    @Test
    void whoHadItCompiledDoesNotApproveItWhateverTheirRoles() {
        long requester = Long.parseLong(edition.requestedBy().substring("staff:".length()));

        assertThat(approve(new Actor(requester, "First", Set.of(Role.values())).asProven()))
                .isEqualTo(ApprovingOutcome.OWN);
        assertThat(stored().approvedBy()).isEmpty();
    }

    @Test
    void evenTheDatabaseRefusesThatTheFirstPersonIsTheSecond() {
        assertThatThrownBy(() ->
                        database.update("update edition set approved_by = requested_by where id = ?", edition.id()))
                .isInstanceOf(SQLException.class)
                .hasMessageContainingAll("approved");
    }

    @Test
    void nobodyApprovesTwice() {
        approve(SECOND);

        assertThat(approve(new Actor(98, "Third", Set.of(Role.APPROVER)).asProven()))
                .isEqualTo(ApprovingOutcome.NOTHING_TO_APPROVE);
        assertThat(stored().approvedBy()).contains("staff:99");
    }

    @Test
    void nobodyButApproversApproves() {
        Actor others = new Actor(
                98, "Others", Set.of(Role.MODERATOR, Role.EDITOR, Role.SUBMITTER, Role.AUDITOR, Role.ADMINISTRATOR));

        assertThatThrownBy(() -> approve(others)).isInstanceOf(NotAllowed.class);
    }
}
