package org.demarche.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.demarche.testing.Postgres;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real PostgreSQL; the embedded database looks at its tables by itself. */
class PlannerStatisticsTest {
    private static final int MANY = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String READ = "select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables"
            + " where schemaname = current_schema() and relname = 'signature'";

    private TestDatabase database;

    /** One session, whose plans are kept as a pooled one's are. */
    private Connection session;

    /** A new one each time: what is known of tables used before comes late. */
    @BeforeEach
    void open() throws SQLException {
        database = TestDatabase.postgres(Postgres.found().orElseGet(() -> abort(Postgres.whyNot())));
        session = database.dataSource().getConnection();
        run("insert into petition (id, slug, vault_public_key) values (1, 'appeal', '')");
        run("insert into letter (petition_id, version, language, sha256, text, published_at)"
                + " values (1, 1, 'en', '', 'Dear Sir', now())");
        run("insert into data_key (petition_id, id, created_at, wrapped) values (1, 1, now(), '')");
    }

    @AfterEach
    void close() throws SQLException {
        if (session != null) {
            session.close();
        }
        if (database != null) {
            database.close();
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getLong(1);
        }
    }

    private void sign(int from, int upTo) throws SQLException {
        run(
                "insert into signature (petition_id, id, confirmed_at, consented_at, state, channel, language, letter_version,"
                        + " country, demands, visibility, handover, news, address_hash, data_key_id, sealed_identity,"
                        + " address_key_id, sealed_address, name_commitment, initials_commitment)"
                        + " select 1, i, now(), now(), 'CONFIRMED', 'PAGE', 'en', 1, 'CH', 7, 'COUNTED', false, false,"
                        + " int8send(i), 1, '', 1, '', '', '' from generate_series(cast(" + from + " as bigint), "
                        + upTo
                        + ") i");
        // What a session has done is known to others only once it says so, at most once a second.
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (number("select pg_stat_get_live_tuples('signature'::regclass)") < upTo) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void link(int signature) throws SQLException {
        run("insert into page_link (petition_id, token_hash, signature_id, created_at)"
                + " values (1, decode(md5(random()::text), 'hex'), " + signature + ", now())");
    }

    private long signaturesReadToLink(int signature) throws SQLException {
        session.setAutoCommit(false);
        try {
            long before = number(READ);
            link(signature);
            return number(READ) - before;
        } finally {
            session.rollback();
            session.setAutoCommit(true);
        }
    }

    private long signaturesPlannedFor() throws SQLException {
        return number("select reltuples from pg_class where oid = 'signature'::regclass");
    }

    @Test
    void whatRefersToASignatureReadsThatOneEvenInTheFirstRush() throws SQLException {
        sign(1, 1);
        for (int i = 0; i < 20; i++) {
            link(1);
        }
        sign(2, MANY);

        PlannerStatistics.analyzeWhatGrew(database.dataSource());

        assertThat(signaturesReadToLink(MANY / 2)).isEqualTo(1);
    }

    @Test
    void looksAtWhatHasGrownFivefoldAndAtNothingElse() throws SQLException {
        sign(1, 50);
        PlannerStatistics.analyzeWhatGrew(database.dataSource());
        assertThat(signaturesPlannedFor()).as("what fits on a page").isLessThan(1);

        sign(51, 100);
        PlannerStatistics.analyzeWhatGrew(database.dataSource());
        assertThat(signaturesPlannedFor()).isEqualTo(100);

        sign(101, 500);
        PlannerStatistics.analyzeWhatGrew(database.dataSource());
        assertThat(signaturesPlannedFor()).isEqualTo(100);

        sign(501, 600);
        PlannerStatistics.analyzeWhatGrew(database.dataSource());
        assertThat(signaturesPlannedFor()).isEqualTo(600);
    }

    @Test
    void thePortalsRoleMayAskForItAndHaveNothingOfItsOwnRun() throws SQLException {
        String portal = "portal_" + UUID.randomUUID().toString().replace("-", "");
        run("create role " + portal);
        try {
            DatabaseRoles.grant(session, portal);
            // As everybody may in the schema "public" of earlier versions.
            run("grant create on schema " + database.schema() + " to " + portal);
            sign(1, 100);
            run("set role " + portal);
            run("create temporary table pg_class (oid oid, relkind char, relnamespace oid, reltuples real)");
            run("create function mine(integer, real) returns double precision language plpgsql as"
                    + " $$ begin raise exception 'run as %', current_user; end $$");
            run("create operator * (leftarg = integer, rightarg = real, function = mine)");

            run("select analyze_what_grew()");
        } finally {
            run("reset role");
            run("drop owned by " + portal);
            run("drop role " + portal);
        }
        assertThat(signaturesPlannedFor()).isEqualTo(100);
    }
}
