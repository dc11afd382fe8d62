package org.demarche.moderation.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.demarche.moderation.Archive;
import org.demarche.moderation.Deciding.Seen;
import org.demarche.signature.Ruling;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What everybody is told is what was decided, and nobody is singled out by it. */
@OnEveryDatabase
class AccountsTest {
    private final TestDatabase database;

    @TempDir
    private Path keys;

    private Archive archive;

    AccountsTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        archive = new Archive(database, keys);
    }

    private Transparency account() {
        return archive.in(entities -> new Accounts(entities, archive.clock).of(archive.petition.id()));
    }

    private void strikeOut(int many, String reason) throws SQLException {
        for (int i = 0; i < many; i++) {
            archive.decide(Ruling.STRIKE_OUT, reason, new Seen(archive.sign(Archive.confirmed()), 0));
        }
    }

    private void release(int many) throws SQLException {
        for (int i = 0; i < many; i++) {
            archive.decide(Ruling.RELEASE, "IN_ORDER", new Seen(archive.sign(Archive.held()), 0));
        }
    }

    @Test
    void saysNoneWhereThereIsNone() {
        assertThat(account())
                .isEqualTo(new Transparency(
                        archive.clock.instant(),
                        new Transparency.Told(0, false),
                        new Transparency.Told(0, false),
                        new Transparency.Told(0, false),
                        new TreeMap<>()));
    }

    @Test
    void tellsNoNumberBelowTen() throws SQLException {
        strikeOut(9, "PROGRAM");
        release(9);
        archive.sign(Archive.held());

        Transparency account = account();

        assertThat(account.struckOut()).isEqualTo(new Transparency.Told(10, true));
        assertThat(account.released()).isEqualTo(new Transparency.Told(10, true));
        assertThat(account.held()).isEqualTo(new Transparency.Told(10, true));
        assertThat(account.reasons()).isEmpty();
    }

    @Test
    void poolsReasonsThatAreFewSoThatNoneIsFoundBySubtraction() throws SQLException {
        strikeOut(15, "PROGRAM");
        strikeOut(12, "SIGNED_TWICE");
        strikeOut(2, "NO_NAME");
        release(10);

        Transparency account = account();

        assertThat(account.struckOut()).isEqualTo(new Transparency.Told(29, false));
        assertThat(account.reasons()).isEqualTo(Map.of("PROGRAM", 15L, "*", 14L));
        assertThat(account.released()).isEqualTo(new Transparency.Told(10, false));
    }

    @Test
    void goesByTheLatestDecision() throws SQLException {
        long id = archive.sign(Archive.confirmed());
        strikeOut(10, "PROGRAM");
        archive.decide(Ruling.STRIKE_OUT, "NO_NAME", new Seen(id, 0));
        archive.decide(Ruling.RESTORE, "MISTAKE", new Seen(id, 1));
        archive.decide(Ruling.STRIKE_OUT, "PROGRAM", new Seen(id, 2));

        assertThat(account().reasons()).isEqualTo(Map.of("PROGRAM", 11L));
    }

    @Test
    void countsAnewOnlyAfterAWhile() {
        archive.in(entities -> {
            Accounts accounts = new Accounts(entities, archive.clock);
            Transparency before = accounts.of(archive.petition.id());
            archive.clock.pass(Accounts.OLDEST.minusSeconds(1));
            assertThat(accounts.of(archive.petition.id())).isSameAs(before);
            archive.clock.pass(Duration.ofSeconds(1));
            assertThat(accounts.of(archive.petition.id())).isNotSameAs(before);
            return null;
        });
    }
}
