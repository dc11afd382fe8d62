package org.demarche.statistics.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import org.demarche.audit.Actor;
import org.demarche.audit.NotAllowed;
import org.demarche.audit.Role;
import org.demarche.audit.export.Format;
import org.demarche.audit.export.TestExports;
import org.demarche.petition.Petition;
import org.demarche.statistics.SampleSignatures;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file says what the dashboard says. */
@OnEveryDatabase
class FiguresExportTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:30:00Z");

    private final TestDatabase database;
    private final HandClock clock = new HandClock(NOW.toString());

    @TempDir
    private Path keys;

    private SampleSignatures signatures;

    FiguresExportTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void publish() throws SQLException {
        signatures = new SampleSignatures(database, keys, clock);
    }

    private String export(Role role, Format format) throws IOException {
        Dashboards dashboards = new Dashboards() {
            @Override
            public Dashboard look(Actor actor, Petition petition) {
                return database.inTransaction(
                        entities -> new DashboardCells(entities, signatures.domains).count(petition, NOW));
            }
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new FiguresExport(dashboards, new TestExports(database, clock))
                .begin(new Actor(9, "Ann", Set.of(role), true), signatures.petition, format)
                .writeTo(out);
        return out.toString(UTF_8);
    }

    @Test
    void hasARowForEachNumber() throws Exception {
        signatures.add(Instant.parse("2026-11-24T12:00:00Z"), "CH", "en", 1, 3);
        signatures.add(Instant.parse("2026-11-23T09:00:00Z"), "CH", "fr", 1);
        signatures.send(Instant.parse("2026-11-24T12:00:00Z"), "EXPIRED");

        assertThat(export(Role.AUDITOR, Format.CSV).lines())
                .startsWith("figure,of,number", "counted,2026-11-24T12:30:00Z,2")
                .contains(
                        "hour,2026-11-24T12:00:00Z,1",
                        "day,2026-11-24,1",
                        "day,2026-11-23,1",
                        "day,2026-11-22,0",
                        "forms sent,last 7 days,1",
                        "forms confirmed,last 7 days,0",
                        "demand,1,2",
                        "demand,2,0",
                        "demand,3,1",
                        "country,CH,2",
                        "language,en,1",
                        "language,fr,1");
        assertThat(export(Role.MODERATOR, Format.JSON))
                .contains("{\"figure\":\"counted\",\"of\":\"2026-11-24T12:30:00Z\",\"number\":2}");
    }

    @Test
    void isNotForThoseWhoOnlyWriteOrApprove() {
        assertThatThrownBy(() -> export(Role.EDITOR, Format.CSV)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> export(Role.APPROVER, Format.CSV)).isInstanceOf(NotAllowed.class);
    }
}
