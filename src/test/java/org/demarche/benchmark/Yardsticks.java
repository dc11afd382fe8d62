package org.demarche.benchmark;

import java.sql.SQLException;
import java.util.List;
import org.demarche.testing.InstalledPostgres;
import org.demarche.testing.TestDatabase;

/**
 * The statements that signing and confirming come down to, as PostgreSQL's own statistics show them, on tables of their
 * own with the same columns, keys and indexes. What the portal asks of the vault is left out, as are the mails.
 */
final class Yardsticks {
    private static final long PETITION = 1_000;

    private static final String HASH = "sha256(int8send(:id))";

    /** As long as a sealed name, and a sealed address. */
    private static final String NAME = "decode(repeat('5a', 136), 'hex')";

    private static final String ADDRESS = "decode(repeat('ae', 42), 'hex')";

    private static final String OWN_COPY = "decode(repeat('0c', 153), 'hex')";

    private static final String ATTEMPT =
            """
            insert into attempt (id, petition_id, address_day, channel, closed_at, code_at, code_hash, created_at,
                expires_at, flags, language, letter_version, name_hash, outcome, own_copy, page_hash, partner_id,
                remind_at, reminders, repeats, sealed_address, sealed_token, sealed_token_key_id, token_hash,
                address_hash, earlier_hashes, address_rules, country, demands, handover, news,
                visibility, handover_version, news_version, consent_version, data_key_id, initials_commitment,
                name_commitment, sealed_identity, domain_mark, network_mark)
            """;

    private static final String ATTEMPT_VALUES = "%1$s, " + PETITION
            + ", date '2026-11-23', 'PAGE', null, null, %2$s, now(), now() + interval '14 days', null, 'en', 1, %2$s,"
            + " 'OPEN', " + OWN_COPY + ", %2$s, null, null, 0, null, " + ADDRESS + ", " + ADDRESS + ", 1, %2$s,"
            + " %2$s, null, 1, 'CH', 7, false, false, 'COUNTED', null, null, 1, 1, %2$s, %2$s, " + NAME
            + ", '177d9d717807', '2611290ecd910297'";

    /** One form is stored. */
    private static final List<String> SIGNING = List.of(
            ATTEMPT + "values (" + ATTEMPT_VALUES.formatted(":id", HASH) + ")",
            "insert into undecided_attempt (attempt_id, petition_id, since) values (:id, " + PETITION + ", now())");

    /** One link is followed. */
    private static final List<String> CONFIRMING = List.of(
            "select petition_id, id from attempt where token_hash = " + HASH
                    + " union all select petition_id, attempt_id from fresh_link where token_hash = " + HASH,
            "select * from attempt where id = :id and petition_id = " + PETITION + " for update",
            "select * from page_link where token_hash = " + HASH,
            "select petition_id, why from ended_link where token_hash = " + HASH,
            "select * from signature where petition_id = " + PETITION + " and address_hash in (" + HASH
                    + ") order by slot",
            """
            insert into signature (id, petition_id, address_hash, address_key_id, address_rules, channel, confirmed_at,
                consented_at, language, letter_version, name_hash, sealed_address, slot, state, country, demands,
                handover, news, visibility, consent_version, data_key_id, initials_commitment, name_commitment,
                sealed_identity, domain_mark, network_mark)
            values (:id, %d, %s, 1, 1, 'PAGE', now(), now(), 'en', 1, %s, %s, 1, 'CONFIRMED', 'CH', 7, false, false,
                'COUNTED', 1, 1, %s, %s, %s, '177d9d717807', '2611290ecd910297')"""
                    .formatted(PETITION, HASH, HASH, ADDRESS, HASH, HASH, NAME),
            "select page_hash from fresh_link where petition_id = " + PETITION
                    + " and attempt_id = :id and page_hash is not null",
            "insert into page_link (token_hash, created_at, own_copy, petition_id, signature_id) values (" + HASH
                    + ", now(), " + OWN_COPY + ", " + PETITION + ", :id)",
            "insert into used_code (petition_id, code_hash, signature_id, code_at, good_until) values (" + PETITION
                    + ", " + HASH + ", :id, now(), now() + interval '14 days')",
            "delete from fresh_link where petition_id = " + PETITION + " and attempt_id = :id",
            """
            update attempt set outcome = 'CONFIRMED', created_at = date_trunc('hour', now()), closed_at = now(),
                remind_at = null, data_key_id = null, initials_commitment = null, name_commitment = null,
                sealed_identity = null, address_hash = null, earlier_hashes = null, address_rules = null,
                name_hash = null, own_copy = null, token_hash = null, page_hash = null, code_hash = null,
                country = null, demands = null, handover = null, news = null, visibility = null,
                handover_version = null, news_version = null, consent_version = null, domain_mark = null,
                network_mark = null, address_day = null, sealed_address = null, sealed_token = null,
                sealed_token_key_id = null
            where id = :id and petition_id = %d"""
                    .formatted(PETITION));

    private final TestDatabase database;
    private final InstalledPostgres server;

    Yardsticks(TestDatabase database, InstalledPostgres server) throws SQLException {
        this.database = database;
        this.server = server;
        database.update("insert into petition (id, slug, vault_public_key) values (?, 'yardstick', '\\x00')", PETITION);
        database.update(
                "insert into letter (petition_id, version, language, sha256, text, published_at)"
                        + " values (?, 1, 'en', '\\x00', 'Dear Sir', now())",
                PETITION);
        database.update(
                "insert into data_key (petition_id, id, created_at, wrapped) values (?, 1, now(), '\\x00')", PETITION);
    }

    Transactions signing() {
        return new Transactions(database, server, SIGNING);
    }

    Transactions confirming() {
        return new Transactions(database, server, CONFIRMING);
    }

    /** Open attempts for {@link #confirming} to find: so many for each client. */
    void stock(long first, int each) throws SQLException {
        database.update(
                ATTEMPT + "select " + ATTEMPT_VALUES.formatted("id", "sha256(int8send(id))")
                        + " from (select cast(? as bigint) + client * 1000000 + n as id"
                        + " from generate_series(0, ?) client, generate_series(1, ?) n) those",
                first,
                Transactions.CLIENTS - 1,
                each);
        database.update("analyze attempt");
    }

    /** {@return how many have been confirmed} */
    long confirmed() throws SQLException {
        return ((Number) database.query("select count(*) from signature").get(0).get(0)).longValue();
    }
}
