package org.demarche.submission.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.audit.NotAllowed;
import org.demarche.audit.Role;
import org.demarche.submission.ApprovedEdition;
import org.demarche.submission.Edition;
import org.demarche.submission.documents.Copy;
import org.demarche.testing.HandClock;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the audit log says of what was taken of editions. */
class DownloadingTest {
    private static final Actor SUBMITTER = new Actor(97, "First", Set.of(Role.SUBMITTER)).asProven();

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

    @Test
    void saysWhoTookWhichFileOfAnEditionBeforeItLeaves() throws SQLException {
        ApprovedEdition compiled = ApprovedEdition.compiledIn(database, data);
        Edition edition = compiled.stored();
        String slug = compiled.petition().slug();
        String full = edition.sealed().orElseThrow().file(Copy.FULL).hex();
        String redacted = edition.sealed().orElseThrow().file(Copy.REDACTED).hex();

        assertThat(take(compiled, desk -> desk.download(slug, edition, Copy.FULL, SUBMITTER)))
                .isPresent();
        assertThat(take(compiled, desk -> desk.download(slug, edition, Copy.REDACTED, SUBMITTER)))
                .isPresent();
        assertThat(take(compiled, desk -> letter(desk, slug, edition, "fr"))).isPresent();
        assertThat(take(compiled, desk -> letter(desk, slug, edition, "xx"))).isEmpty();
        Actor moderator = new Actor(98, "Second", Set.of(Role.MODERATOR)).asProven();
        assertThatThrownBy(() -> take(compiled, desk -> desk.download(slug, edition, Copy.REDACTED, moderator)))
                .isInstanceOf(NotAllowed.class);

        assertThat(database.query("select actor, action, subject, detail from audit_entry where action <> 'freeze'"
                        + " order by sequence"))
                .containsExactly(
                        download(edition, "azimjan-askarov-edition-1.asice", full),
                        download(edition, "azimjan-askarov-edition-1-redacted.asice", redacted),
                        download(edition, "data/cover-letter-fr.pdf", redacted));
    }

    private Optional<?> take(ApprovedEdition compiled, Function<Downloading, Optional<?>> step) {
        return database.inTransaction(
                entities -> step.apply(new Downloading(compiled.packages(), new AuditLog(entities, clock))));
    }

    private static Optional<byte[]> letter(Downloading desk, String slug, Edition edition, String language) {
        try {
            return desk.letter(slug, edition, language, SUBMITTER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Object> download(Edition edition, String file, String sha256) {
        return List.of(
                SUBMITTER.reference(),
                "download",
                "edition/" + edition.petitionId() + "/" + edition.id(),
                "{\"file\":\"" + file + "\",\"sha256\":\"" + sha256 + "\"}");
    }
}
