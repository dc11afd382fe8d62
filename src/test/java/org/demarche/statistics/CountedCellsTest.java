package org.demarche.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demarche.petition.Petition;
import org.demarche.petition.StoredPetitions;
import org.demarche.signature.Support;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.TestVault;
import org.demarche.vault.Vault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What everybody may know of those who signed, counted by the database. */
@OnEveryDatabase
class CountedCellsTest {
    private static final Instant START = Instant.parse("2026-10-31T23:59:45Z");

    private final TestDatabase database;

    @TempDir
    private Path keys;

    private Petition petition;
    private long dataKey;
    private int confirmed;

    CountedCellsTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void publish() throws SQLException {
        HandClock clock = new HandClock(START.toString());
        Vault vault = TestVault.on(database, keys, clock).vault();
        petition = StoredPetitions.in(database, vault, clock).petition();
        vault.seal(petition.id(), new byte[0], "test");
        dataKey = ((Number) database.query("select id from data_key").get(0).get(0)).longValue();
    }

    /** So many confirm, one a second. */
    private void confirm(int people, String country, String language, Integer... demands) throws SQLException {
        for (int i = 0; i < people; i++) {
            confirmed++;
            byte[] hash = ByteBuffer.allocate(32).putInt(confirmed).array();
            database.update(
                    "insert into signature (petition_id, id, confirmed_at, consented_at, state, channel, language,"
                            + " letter_version, country, demands, visibility, handover, news, address_hash, data_key_id,"
                            + " sealed_identity, address_key_id, sealed_address, name_commitment, initials_commitment)"
                            + " values (?, ?, ?, ?, 'CONFIRMED', 'PAGE', ?, 1, ?, ?, 'COUNTED', false, false,"
                            + " ?, ?, ?, ?, ?, ?, ?)",
                    petition.id(),
                    (long) confirmed,
                    Timestamp.from(at(confirmed)),
                    Timestamp.from(at(confirmed)),
                    language,
                    country,
                    Support.of(List.of(demands)).bits(),
                    hash,
                    dataKey,
                    hash,
                    dataKey,
                    hash,
                    hash,
                    hash);
        }
        database.update(
                "update published_count set total = ?, folded_until = ?",
                (long) confirmed,
                Timestamp.from(at(confirmed)));
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    private Optional<Instant> asOf() {
        return database.inTransaction(entities -> new CountedCells(entities).asOf(petition.id()));
    }

    private Figures figures() {
        return figuresNow().orElseThrow();
    }

    private Optional<Figures> figuresNow() {
        Instant now = asOf().orElseThrow();
        return database.inTransaction(entities -> new CountedCells(entities).figures(petition, now));
    }

    @Test
    void tellsNothingOfTheFirstNine() throws SQLException {
        confirm(9, "CH", "en", 1);

        assertThat(asOf()).isEmpty();
    }

    @Test
    void letsPeopleInByTens() throws SQLException {
        confirm(29, "CH", "en", 1, 2);

        assertThat(asOf()).contains(at(20));
        assertThat(figures().signatures()).isEqualTo(20);

        confirm(1, "KG", "ky", 3);

        assertThat(asOf()).contains(at(30));
        assertThat(figures().signatures()).isEqualTo(30);
    }

    @Test
    void leavesOutWhatIsNotInThePublishedCountYet() throws SQLException {
        confirm(20, "CH", "en", 1);
        database.update("update published_count set total = 10, folded_until = ?", Timestamp.from(at(10)));

        assertThat(figures().signatures()).isEqualTo(10);
    }

    @Test
    void tellsNothingNewWhileTheCountIsOfAnotherMomentThanTheRows() throws SQLException {
        confirm(31, "CH", "en", 1);
        database.update("update signature set state = 'HELD' where id = 3");
        assertThat(figuresNow()).as("31 were counted, 30 are there").isEmpty();

        database.update("update published_count set total = 30");
        assertThat(figures().signatures()).isEqualTo(30);
    }

    @Test
    void poolsWhatIsTooFewToBeTold() throws SQLException {
        confirm(15, "CH", "en", 1, 2);
        confirm(11, "FR", "fr", 1);
        confirm(4, "KG", "ky", 1, 3);

        Figures figures = figures();

        assertThat(figures.countries()).containsExactlyInAnyOrderEntriesOf(Map.of("CH", 15L, "*", 15L));
        assertThat(figures.languages()).containsExactlyInAnyOrderEntriesOf(Map.of("en", 15L, "*", 15L));
        assertThat(figures.months()).containsExactlyInAnyOrderEntriesOf(Map.of("2026-10", 14L, "2026-11", 16L));
        assertThat(figures.demands())
                .containsEntry(1, Optional.of(30L))
                .containsEntry(2, Optional.of(15L))
                .containsEntry(3, Optional.empty());
    }
}
