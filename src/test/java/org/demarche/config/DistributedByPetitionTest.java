package org.demarche.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The model can be distributed by petition: src/doc/scale.md rests on it. */
@OnEveryDatabase
class DistributedByPetitionTest {
    /** Few rows, the same wherever they are needed: what a distributed database copies to every node. */
    private static final Map<String, String> COPIED_EVERYWHERE = Map.of(
            "petition", "one row a petition, which everything refers to",
            "flag_rule", "some rules a petition, which flags refer to",
            "partner", "some organisations, of all petitions",
            "decision_reason", "a list that staff edit, of all petitions",
            "staff", "people, of all petitions");

    /** In one place: few rows, which nothing that grows refers to. */
    private static final Map<String, String> IN_ONE_PLACE =
            Map.of("vault_drill", "a test record for each holder of a key");

    private final TestDatabase database;

    DistributedByPetitionTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void readTheCatalogue() {
        assumeTrue(database.isPostgres(), "The embedded database is never distributed");
    }

    private Set<String> tables(String sql) throws SQLException {
        return database.query(sql, database.schema()).stream()
                .map(row -> (String) row.get(0))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> ofPetitions() throws SQLException {
        Set<String> tables = tables("select table_name from information_schema.columns"
                + " where table_schema = ? and column_name = 'petition_id'");
        tables.removeAll(COPIED_EVERYWHERE.keySet());
        tables.removeAll(IN_ONE_PLACE.keySet());
        return tables;
    }

    @Test
    void everyUniqueKeyOfWhatGrowsHasThePetitionInIt() throws SQLException {
        Set<String> tables = ofPetitions();
        List<List<Object>> keys = database.query(
                "select t.relname, i.relname from pg_index x"
                        + " join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid"
                        + " join pg_namespace n on n.oid = t.relnamespace"
                        + " where n.nspname = ? and x.indisunique and not exists (select 1 from pg_attribute a"
                        + " where a.attrelid = t.oid and a.attname = 'petition_id' and a.attnum = any (x.indkey))",
                database.schema());

        assertThat(tables).contains("attempt", "signature", "outbox", "edition_entry", "page_link");
        assertThat(keys).filteredOn(key -> tables.contains((String) key.get(0))).isEmpty();
        assertThat(keys)
                .as("the exceptions are real")
                .extracting(key -> key.get(0))
                .contains("flag_rule", "vault_drill");
    }

    @Test
    void whatGrowsRefersToItsOwnPetitionOrToWhatIsEverywhere() throws SQLException {
        Set<String> tables = ofPetitions();
        List<List<Object>> references = database.query(
                "select c.conname, s.relname, t.relname, coalesce((select max(case when p.attname = 'petition_id'"
                        + " and q.attname = 'petition_id' then 1 else 0 end) from unnest(c.conkey, c.confkey) k (here, there)"
                        + " join pg_attribute p on p.attrelid = c.conrelid and p.attnum = k.here"
                        + " join pg_attribute q on q.attrelid = c.confrelid and q.attnum = k.there), 0)"
                        + " from pg_constraint c join pg_class s on s.oid = c.conrelid join pg_class t on t.oid = c.confrelid"
                        + " join pg_namespace n on n.oid = c.connamespace where n.nspname = ? and c.contype = 'f'",
                database.schema());

        assertThat(references)
                .filteredOn(row -> tables.contains((String) row.get(2)))
                .hasSizeGreaterThan(15);
        assertThat(references)
                .filteredOn(row -> tables.contains((String) row.get(1)) || tables.contains((String) row.get(2)))
                .allSatisfy(row -> assertThat(COPIED_EVERYWHERE.containsKey((String) row.get(2))
                                || (tables.contains((String) row.get(1)) && ((Number) row.get(3)).intValue() == 1))
                        .as("%s from %s to %s", row.get(0), row.get(1), row.get(2))
                        .isTrue());
    }

    @Test
    void everythingElseIsNamed() throws SQLException {
        Set<String> others = tables("select table_name from information_schema.tables where table_schema = ?"
                + " and table_type = 'BASE TABLE'");
        others.removeAll(ofPetitions());

        assertThat(others)
                .as("tables without a petition in their key; a new one needs a place in src/doc/scale.md")
                .containsExactlyInAnyOrder(
                        "address_key",
                        "address_rules",
                        "audit_entry",
                        "audit_turn",
                        "decision_reason",
                        "decision_reason_text",
                        "export_taken",
                        "flag_rule",
                        "flyway_schema_history",
                        "invitation",
                        "invitation_link",
                        "invitation_role",
                        "job_lease",
                        "network_key",
                        "panic",
                        "partner",
                        "petition",
                        "published_head",
                        "setup_link",
                        "staff",
                        "staff_passkey",
                        "staff_recovery_code",
                        "staff_rescue",
                        "staff_role",
                        "staff_session",
                        "staff_totp",
                        "staff_tries",
                        "vault_drill");
    }
}
