package org.demarche.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.testing.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules for addresses that an operator edits. */
@OnEveryDatabase
class AddressRulesTest {
    private static final String FIRST = "{\"version\": 1, \"tagSeparator\": \"+\", \"domains\": []}";
    private static final String OTHER_FIRST = FIRST.replace("[]", "[{\"name\": \"a.example\", \"catchAll\": true}]");
    private static final String SECOND = OTHER_FIRST.replace("1", "2");

    private final HandClock clock = new HandClock("2026-11-23T12:00:00Z");
    private final TestDatabase database;

    AddressRulesTest(TestDatabase database) {
        this.database = database;
    }

    @ParameterizedTest
    @CsvSource({
        "anything@family.example, *@family.example",
        "anything+x@house.example, *@family.example",
        "jane@mail.example, jane@mail.example",
        "jane@anything.mail.example, jane@mail.example",
        "jane@very.deep.mail.example, jane@mail.example",
        "jane@notmail.example, jane@notmail.example",
        "anything@jane.post.example, jane@post.example",
        "anything@x.jane.post.example, jane@post.example",
        "jane+x@post.example, jane@post.example",
        "jane-x@dash.example, jane@dash.example",
        "jane+x@dash.example, jane+x@dash.example",
        "j.ane@dots.example, jane@dots.example",
    })
    void readWildcardsDotsTagsAndAliasesFromData(String typed, String canonical) {
        AddressRules rules = TestRules.of(
                """
                {"version": 3, "tagSeparator": "+", "domains": [
                  {"name": "family.example", "aliases": ["house.example"], "catchAll": true},
                  {"name": "mail.example", "aliases": ["*.mail.example"]},
                  {"name": "post.example", "subdomainIsMailbox": true},
                  {"name": "dash.example", "tagSeparator": "-"},
                  {"name": "dots.example", "ignoresDots": true}]}
                """);

        assertThat(Address.parse(typed).orElseThrow().canonical(rules)).isEqualTo(canonical);
    }

    private List<RuleSet> enforce(String chosen) {
        return database.inTransaction(
                entities -> new RuleVersions(entities, clock).enforce(RuleSet.read(FIRST), RuleSet.read(chosen)));
    }

    @Test
    void rememberEveryVersionThatWasInForce() throws SQLException {
        assertThat(enforce(FIRST)).isEmpty();
        assertThat(enforce(FIRST)).isEmpty();

        assertThat(enforce(SECOND)).extracting(RuleSet::version).containsExactly(1);
        assertThat(database.query("select version from address_rules order by version"))
                .containsExactly(List.of(1), List.of(2));
    }

    @Test
    void knowTheShippedOnesAsEarlierWhenAnOperatorBeginsWithTheirOwn() {
        assertThat(enforce(SECOND)).extracting(RuleSet::version).containsExactly(1);
    }

    @Test
    void mustNotChangeWithoutANewVersion() {
        enforce(FIRST);

        assertThatThrownBy(() -> enforce(OTHER_FIRST))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 1")
                .hasMessageContaining("version 2");
    }

    @Test
    void mayBeLaidOutAnew() {
        enforce(SECOND);

        assertThat(enforce(SECOND.replace(",", " ,\n"))).hasSize(1);
    }

    @Test
    void mustNotGoBackToAnOlderVersion() {
        enforce(SECOND);

        assertThatThrownBy(() -> enforce(FIRST))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 3");
    }

    @Test
    void comeFromTheFileThatASettingNames(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("rules.json"), SECOND);
        AddressRules rules = database.inTransaction(entities -> {
            AddressRules own = new AddressRules(
                    TestSettings.of(Map.of("demarche.mail.address-rules", file.toString())),
                    new RuleVersions(entities, clock));
            own.open(Instant.EPOCH);
            return own;
        });

        assertThat(rules.version()).isEqualTo(2);
        assertThat(rules.earlierVersions()).containsExactly(1);
        assertThat(Address.parse("x@a.example").orElseThrow().canonical(rules)).isEqualTo("*@a.example");
        assertThat(Address.parse("x@a.example").orElseThrow().canonical(rules, 1))
                .isEqualTo("x@a.example");
    }

    @Test
    void sayWhenTheyCannotBeRead() {
        assertThatThrownBy(() -> RuleSet.read("{\"version\": 1}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rules for addresses");
    }
}
