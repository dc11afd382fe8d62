package org.demarche.benchmark;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.demarche.testing.TestDatabase;

/** The yardstick for signing and confirming: the same rows, written over plain JDBC by a connection for each worker. */
final class Ledger {
    private static final OffsetDateTime NOON = OffsetDateTime.of(2026, 11, 23, 12, 0, 0, 0, ZoneOffset.UTC);
    private static final LocalDate DAY = NOON.toLocalDate();
    private static final long PETITION = 1_000;
    private static final byte[] SEALED = new byte[200];
    private static final byte[] HASH = new byte[32];
    private static final String ATTEMPT =
            """
            insert into attempt (petition_id, id, created_at, expires_at, channel, language, letter_version, outcome,
                undecided_since, address_day, sealed_address, address_hash, name_hash, data_key_id, sealed_identity,
                name_commitment, initials_commitment, own_copy, sealed_token, token_hash, code_hash, country, demands,
                visibility, handover, news)
            values (?, ?, ?, ?, 'PAGE', 'en', 1, 'OPEN', ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, 'CH', 7, 'COUNTED',
                false, false)""";
    private static final String CLOSING =
            """
            update attempt set outcome = 'CONFIRMED', closed_at = ?, undecided_since = null, sealed_address = null,
                address_hash = null, name_hash = null, data_key_id = null, sealed_identity = null,
                name_commitment = null, initials_commitment = null, own_copy = null, sealed_token = null,
                token_hash = null, code_hash = null, country = null, demands = null, visibility = null,
                handover = null, news = null
            where petition_id = ? and id = ?""";
    private static final String SIGNATURE =
            """
            insert into signature (petition_id, id, confirmed_at, consented_at, state, channel, language,
                letter_version, country, demands, visibility, handover, news, address_hash, slot, name_hash,
                data_key_id, sealed_identity, address_key_id, sealed_address, name_commitment, initials_commitment)
            values (?, ?, ?, ?, 'CONFIRMED', 'PAGE', 'en', 1, 'CH', 7, 'COUNTED', false, false, ?, 1, ?, 1, ?, 1, ?,
                ?, ?)""";
    private static final String LINK =
            "insert into page_link (petition_id, token_hash, signature_id, own_copy, created_at) values (?, ?, ?, ?, ?)";

    private final TestDatabase database;
    private final AtomicLong attempts = new AtomicLong();
    private final AtomicLong confirmed = new AtomicLong();

    private Ledger(TestDatabase database) {
        this.database = database;
    }

    /** Empties the database and puts the petition into it that all rows belong to. */
    static Ledger in(TestDatabase database) throws SQLException {
        for (String table : new String[] {"page_link", "signature", "attempt"}) {
            database.update("delete from " + table);
        }
        if (database.query("select id from petition where id = ?", PETITION).isEmpty()) {
            database.update(
                    "insert into petition (id, slug, vault_public_key) values (?, 'yardstick', ?)", PETITION, HASH);

            database.update(
                    "insert into letter (petition_id, version, language, sha256, text, published_at)"
                            + " values (?, 1, 'en', ?, 'Dear Sir', ?)",
                    PETITION,
                    HASH,
                    NOON);
            database.update(
                    "insert into data_key (petition_id, id, created_at, wrapped) values (?, 1, ?, ?)",
                    PETITION,
                    NOON,
                    HASH);
        }
        return new Ledger(database);
    }

    /** Inserts one open attempt at each step. */
    Load.Worker signer() throws SQLException {
        return new Writer(database.dataSource().getConnection()) {
            @Override
            public void step() throws SQLException {
                insertAttempt(attempts.incrementAndGet());
                connection.commit();
            }
        };
    }

    /** Confirms one attempt at each step, having inserted as many as it will need. */
    Load.Worker confirmer(int steps) throws SQLException {
        Writer writer = new Writer(database.dataSource().getConnection()) {
            @Override
            public void step() throws SQLException {
                confirm(confirmed.incrementAndGet());
                connection.commit();
            }
        };
        for (int i = 0; i < steps; i++) {
            writer.insertAttempt(attempts.incrementAndGet());
        }
        writer.connection.commit();
        return writer;
    }

    private abstract static class Writer implements Load.Worker {
        final Connection connection;
        private final PreparedStatement attempt;
        private final PreparedStatement closing;
        private final PreparedStatement signature;
        private final PreparedStatement link;

        Writer(Connection connection) throws SQLException {
            this.connection = connection;
            connection.setAutoCommit(false);
            attempt = connection.prepareStatement(ATTEMPT);
            closing = connection.prepareStatement(CLOSING);
            signature = connection.prepareStatement(SIGNATURE);
            link = connection.prepareStatement(LINK);
        }

        void insertAttempt(long id) throws SQLException {
            run(
                    attempt,
                    PETITION,
                    id,
                    NOON,
                    NOON.plusDays(14),
                    NOON,
                    DAY,
                    SEALED,
                    hash(id),
                    HASH,
                    SEALED,
                    HASH,
                    HASH,
                    SEALED,
                    SEALED,
                    hash(id),
                    HASH);
        }

        void confirm(long id) throws SQLException {
            run(closing, NOON, PETITION, id);
            run(signature, PETITION, id, NOON, NOON, hash(id), HASH, SEALED, SEALED, HASH, HASH);
            run(link, PETITION, hash(id), id, SEALED, NOON);
        }

        private static void run(PreparedStatement statement, Object... values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    private static byte[] hash(long id) {
        return ByteBuffer.allocate(32).putLong(id).array();
    }
}
