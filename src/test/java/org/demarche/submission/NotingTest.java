package org.demarche.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.demarche.audit.AuditLog;
import org.demarche.testing.HandClock;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the audit log says of editions. */
class NotingTest {
    private static final String SUBMITTER = "staff:97";

    private final HandClock clock = new HandClock(ApprovedEdition.SEALED.toString());

    @TempDir
    private Path data;

    private TestDatabase database;

    @BeforeEach
    void open() throws SQLException {
        database = TestDatabase.h2();
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** What was noted after the edition was frozen. */
    private List<List<Object>> entries() throws SQLException {
        return database.query(
                "select actor, action, subject, detail from audit_entry where action <> 'freeze' order by sequence");
    }

    private void note(Consumer<Noting> step) {
        database.inTransactionDo(entities -> step.accept(new Noting(new AuditLog(entities, clock))));
    }

    @Test
    void saysWhoHadWhatDoneToAnEdition() throws SQLException {
        Edition edition = ApprovedEdition.in(database, data).stored();

        note(noting -> noting.compiled(SUBMITTER, edition));
        note(noting -> noting.resumed(SUBMITTER, edition));
        note(noting -> noting.cancelled(SUBMITTER, edition));
        note(noting -> noting.approved(SUBMITTER, edition));

        String detail = "{\"cutoff\":\"2026-11-23T18:00:00Z\",\"number\":\"1\",\"rows\":\"15\"}";
        assertThat(entries())
                .containsExactlyElementsOf(List.of("compile", "resume", "cancel", "approve").stream()
                        .map(action -> List.<Object>of(SUBMITTER, action, subject(edition), detail))
                        .toList());
    }

    @Test
    void saysHowManyWereFrozenAndForWhom() throws SQLException {
        Edition edition = ApprovedEdition.in(database, data).stored();

        assertThat(database.query("select actor, subject, detail from audit_entry where action = 'freeze'"))
                .containsExactly(List.of(
                        edition.requestedBy(),
                        subject(edition),
                        "{\"cutoff\":\"2026-11-23T18:00:00Z\",\"number\":\"1\",\"rows\":\"15\"}"));
    }

    private static String subject(Edition edition) {
        return "edition/" + edition.petitionId() + "/" + edition.id();
    }
}
