package org.demarche.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the published count moves on. */
@OnEveryDatabase
class PublishedCountsTest {
    private static final Instant START = Instant.parse("2026-11-23T18:00:00Z");
    private static final Duration AHEAD = Duration.ofHours(25);

    private final TestDatabase database;

    @TempDir
    private Path keys;

    private SampleSignatures signatures;

    PublishedCountsTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void publish() throws SQLException {
        signatures = new SampleSignatures(database, keys, new HandClock(START.toString()));
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    private void confirm(Instant time) throws SQLException {
        signatures.add(time, "CH", "en", 1);
    }

    private void foldUntil(Instant time) {
        database.inTransactionDo(entities -> new PublishedCounts(entities).foldUntil(time));
    }

    private long total() {
        return database.inTransaction(
                entities -> new PublishedCounts(entities).all().get(signatures.petition.id()));
    }

    @Test
    void countsEachWindowOnce() throws SQLException {
        confirm(at(1));
        confirm(at(2));
        foldUntil(at(1));
        assertThat(total()).isEqualTo(1);

        foldUntil(at(1));
        foldUntil(at(2));
        foldUntil(at(3));
        assertThat(total()).isEqualTo(2);
    }

    @Test
    void countsAnewWhereSomethingWasTakenBack() throws SQLException {
        long held = signatures.add(at(1), "CH", "en", 1);
        confirm(at(2));
        foldUntil(at(3));
        signatures.become(held, "HELD");
        foldUntil(at(4));
        assertThat(total()).as("nobody has said so").isEqualTo(2);

        database.inTransactionDo(entities -> new PublishedCounts(entities).recount(signatures.petition.id()));
        foldUntil(at(5));
        assertThat(total()).isEqualTo(1);
    }

    /** Those who confirmed by the fast clock stay counted, those after them are counted as they come. */
    @Test
    void goesOnWhenAClockThatRanAheadIsSetRight() throws SQLException {
        confirm(START.plus(AHEAD));
        foldUntil(START.plus(AHEAD));
        assertThat(total()).isEqualTo(1);

        confirm(at(1));
        foldUntil(at(1));
        assertThat(total()).isEqualTo(2);
        confirm(at(2));
        foldUntil(at(2));
        assertThat(total()).isEqualTo(3);

        // Not stored yet when the count came this far for the second time.
        confirm(START.plus(AHEAD));
        foldUntil(START.plus(AHEAD).plusSeconds(1));
        assertThat(total()).isEqualTo(4);
        foldUntil(START.plus(AHEAD).plusSeconds(2));
        assertThat(total()).isEqualTo(4);
    }
}
