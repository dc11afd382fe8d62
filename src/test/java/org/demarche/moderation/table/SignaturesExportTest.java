package org.demarche.moderation.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.demarche.audit.Actor;
import org.demarche.audit.FactorNeeded;
import org.demarche.audit.NotAllowed;
import org.demarche.audit.Role;
import org.demarche.audit.export.Format;
import org.demarche.audit.export.TestExports;
import org.demarche.moderation.Archive;
import org.demarche.moderation.Deciding.Seen;
import org.demarche.signature.Ruling;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list that is taken away has all that the pages show, but no names and no hours. */
@OnEveryDatabase
class SignaturesExportTest {
    private final TestDatabase database;

    @TempDir
    private Path keys;

    private Archive archive;

    SignaturesExportTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        archive = new Archive(database, keys);
    }

    private String export(Actor actor, Filter filter, Format format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SignaturesExport(new InTransactions(), new TestExports(database, archive.clock))
                .begin(actor, archive.petition.id(), filter, format)
                .writeTo(out);
        return out.toString(UTF_8);
    }

    /** As the container does it: a transaction for each part. */
    private final class InTransactions extends Looking {
        @Override
        Part part(long petitionId, Filter filter, Optional<Place> beyond) {
            return archive.in(entities -> archive.looking(entities).part(petitionId, filter, beyond));
        }
    }

    @Test
    void writesWhatMatchesAndNotesWhichListItWas() throws Exception {
        long held = archive.sign(Archive.held());
        archive.sign(Archive.confirmed());
        archive.ask(held, archive.clock.instant(), "Please");

        assertThat(export(Archive.MODERATOR, Filter.queue(), Format.CSV))
                .isEqualTo(
                        "signature,generated,signed_on,state,language,letter_version,channel,country,demands,visibility,"
                                + "flags,review_asked_on,decision,reason\r\n"
                                + held + ",no,2026-11-23,HELD,en,1,PAGE,CH,1 3,COUNTED,TOR,2026-11-23,,\r\n");
        assertThat(archive.log())
                .contains(List.of(
                        "staff:50",
                        "signatures exported",
                        "petition/" + archive.petition.id(),
                        "{\"filter\":\"state=HELD\",\"format\":\"csv\"}"));
    }

    @Test
    void saysTheLatestDecisionAndItsReason() throws Exception {
        long id = archive.sign(Archive.confirmed());
        archive.decide(Ruling.STRIKE_OUT, "PROGRAM", new Seen(id, 0));

        assertThat(export(Archive.MODERATOR, Filter.all(), Format.JSON))
                .contains("\"decision\":\"STRIKE_OUT\"", "\"state\":\"STRUCK_OUT\"", "not by a person.\"")
                .doesNotContain("Person");
    }

    @Test
    void hasEachOnceHoweverManyPartsThereAre() throws Exception {
        for (int i = 0; i < 2050; i++) {
            archive.sign(Archive.confirmed().ago(i % 700));
        }

        assertThat(export(Archive.MODERATOR, Filter.all(), Format.CSV).lines().skip(1))
                .hasSize(2050)
                .doesNotHaveDuplicates();
    }

    @Test
    void isForModeratorsWhoHaveJustShownTheirSecondFactor() throws SQLException {
        Actor auditor = new Actor(9, "Ann", Set.of(Role.AUDITOR), true);
        Actor unproven = new Actor(50, "Maria", Set.of(Role.MODERATOR));

        assertThatThrownBy(() -> export(auditor, Filter.all(), Format.CSV)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> export(unproven, Filter.all(), Format.CSV)).isInstanceOf(FactorNeeded.class);
        assertThat(archive.log()).isEmpty();
    }
}
