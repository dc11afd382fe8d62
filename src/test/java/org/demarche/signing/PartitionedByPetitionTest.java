package org.demarche.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.demarche.mail.Mail;
import org.demarche.signing.confirming.Confirmation;
import org.demarche.testing.Postgres;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.Token;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every table whose key has the petition in it, cut into partitions by petition on a real PostgreSQL, with all its keys,
 * checks, references and indexes; and the portal's own statements on that.
 */
class PartitionedByPetitionTest {
    private static final int PARTS = 3;

    @TempDir
    private Path keys;

    private TestDatabase database;

    /** One of its own: what is cut here is not made whole again. */
    @BeforeEach
    void open() {
        database = TestDatabase.postgres(Postgres.found().orElseGet(() -> abort(Postgres.whyNot())));
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    private List<String> strings(String sql, Object... parameters) throws SQLException {
        return database.query(sql, parameters).stream()
                .map(row -> (String) row.get(0))
                .toList();
    }

    /** Tables with a primary key that begins with the petition and has something after it. */
    private List<String> tables() throws SQLException {
        return strings(
                "select t.relname::text from pg_index x join pg_class t on t.oid = x.indrelid"
                        + " join pg_namespace n on n.oid = t.relnamespace join pg_attribute a on a.attrelid = t.oid"
                        + " and a.attnum = x.indkey[0] where n.nspname = ? and x.indisprimary and x.indnatts > 1"
                        + " and a.attname = 'petition_id' order by t.relname",
                database.schema());
    }

    private void cut(List<String> tables) throws SQLException {
        String schema = database.schema();
        List<String> references = strings(
                "select format('alter table %I add constraint %I %s', t.relname, c.conname, pg_get_constraintdef(c.oid))"
                        + " from pg_constraint c join pg_class t on t.oid = c.conrelid"
                        + " where c.contype = 'f' and c.connamespace = ?::regnamespace order by c.conname",
                schema);
        for (String drop : strings(
                "select format('alter table %I drop constraint %I', t.relname, c.conname) from pg_constraint c"
                        + " join pg_class t on t.oid = c.conrelid"
                        + " where c.contype = 'f' and c.connamespace = ?::regnamespace",
                schema)) {
            database.update(drop);
        }
        for (String table : tables) {
            List<String> keys = new ArrayList<>(strings(
                    "select format('alter table %I add constraint %I %s', t.relname, c.conname,"
                            + " pg_get_constraintdef(c.oid)) from pg_constraint c join pg_class t on t.oid = c.conrelid"
                            + " where c.contype in ('p', 'u') and c.connamespace = ?::regnamespace and t.relname = ?",
                    schema, table));
            keys.addAll(strings(
                    "select pg_get_indexdef(x.indexrelid) from pg_index x join pg_class t on t.oid = x.indrelid"
                            + " where t.relnamespace = ?::regnamespace and t.relname = ?"
                            + " and not exists (select 1 from pg_constraint c where c.conindid = x.indexrelid)",
                    schema,
                    table));
            database.update("alter table " + table + " rename to whole");
            database.update("create table " + table + " (like whole including defaults including constraints)"
                    + " partition by hash (petition_id)");
            for (int part = 0; part < PARTS; part++) {
                database.update("create table %s_%d partition of %s for values with (modulus %d, remainder %d)"
                        .formatted(table, part, table, PARTS, part));
            }
            database.update("drop table whole");
            for (String key : keys) {
                database.update(key);
            }
        }
        for (String reference : references) {
            database.update(reference);
        }
    }

    private String plan(String sql) throws SQLException {
        return String.join("\n", strings("explain " + sql));
    }

    @Test
    void keepsEveryRuleAndServesTheWholeWayOfASignature() throws SQLException {
        List<String> tables = tables();
        assertThat(tables).contains("attempt", "signature", "outbox", "page_link", "edition_entry", "decision");
        cut(tables);

        Portal portal = new Portal(database, keys);
        portal.sign("jane@example.org");
        portal.sign("john@example.org");
        portal.sign("jane@example.org");
        List<Mail> mails = portal.mails();
        List<Token> links = mails.stream().map(Portal::token).collect(Collectors.toList());
        Token page = ((Confirmation.Done) portal.confirm(links.get(0))).page();
        assertThat(((Confirmation.Done) portal.confirm(links.get(0))).page())
                .as("pressed again")
                .isNotNull();
        assertThat(portal.page(page)).isPresent();
        portal.confirm(links.get(1));
        assertThat(database.query("select count(*) from signature").get(0).get(0))
                .isEqualTo(2L);

        assertThatThrownBy(() -> database.update("insert into signature select * from signature limit 1"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("duplicate key");
        assertThatThrownBy(() -> database.update("update signature set id = id + 1000000, demands = 1"))
                .as("one address counts once, and references hold")
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> database.update("update attempt set outcome = 'EXPIRED' where outcome = 'OPEN'"))
                .as("what is closed names nobody")
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("check constraint");
        assertThat(portal.withdraw(page)).isTrue();
        assertThat(portal.expire()).isZero();

        assertThat(Pattern.compile(" on signature_[0-9]")
                        .matcher(plan("select * from signature where petition_id = 1 and id = 7"))
                        .results())
                .as("one petition lies in one partition, and no other is looked at")
                .hasSize(1);
    }
}
