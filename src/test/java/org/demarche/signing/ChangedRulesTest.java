package org.demarche.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.demarche.mail.Mail;
import org.demarche.mail.TestRules;
import org.demarche.signing.confirming.Confirmation;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.Token;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules for addresses change while signatures are there. */
@OnEveryDatabase
class ChangedRulesTest {
    private static final String PLAIN = "{\"version\": 1, \"tagSeparator\": \"+\", \"domains\": []}";
    private static final String WITHOUT_DOTS = "{\"version\": 2, \"tagSeparator\": \"+\", \"domains\":"
            + " [{\"name\": \"dots.example\", \"ignoresDots\": true}]}";
    private static final String WITHOUT_TAGS = "{\"version\": 2, \"tagSeparator\": \"~\", \"domains\": []}";

    private final TestDatabase database;

    @TempDir
    private Path keys;

    private Portal portal;

    ChangedRulesTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void openThePortalUnderTheFirstRules() {
        portal = new Portal(database, keys);
        portal.rules = TestRules.of(PLAIN);
    }

    private Token signed(String email) {
        portal.sign(email);
        return Portal.token(portal.mails().get(0));
    }

    private List<Object> outcomes() throws SQLException {
        return database.query("select outcome from attempt order by id").stream()
                .map(row -> row.get(0))
                .toList();
    }

    @Test
    void keepsApartWhatWasConfirmedAsTwo() throws SQLException {
        Token one = ((Confirmation.Done) portal.confirm(signed("j.ane@dots.example"))).page();
        Token two = ((Confirmation.Done) portal.confirm(signed("jane@dots.example"))).page();

        portal.rules = TestRules.of(WITHOUT_DOTS, PLAIN);

        assertThat(database.query("select state, address_rules from signature"))
                .containsExactly(List.of("CONFIRMED", 1), List.of("CONFIRMED", 1));
        assertThat(portal.page(one)).isPresent();
        assertThat(portal.page(two)).isPresent();
    }

    @Test
    void findsWhatWasSignedUnderTheRulesBefore() throws SQLException {
        portal.confirm(signed("j.ane@dots.example"));
        portal.rules = TestRules.of(WITHOUT_DOTS, PLAIN);

        portal.sign("J.ANE+x@dots.example");
        Mail mail = portal.mails().get(0);

        assertThat(outcomes()).containsExactly("CONFIRMED", "DUPLICATE");
        assertThat(portal.page(Portal.token(mail))).isPresent();
        portal.request("j.ane@dots.example");
        assertThat(portal.mails()).hasSize(1);
    }

    @Test
    void findsWhatWasSignedBeforeForWhomTheNewRulesMean() throws SQLException {
        portal.confirm(signed("jane@dots.example"));
        portal.rules = TestRules.of(WITHOUT_DOTS, PLAIN);

        portal.sign("j.a.n.e@dots.example");
        portal.mails();

        assertThat(outcomes()).containsExactly("CONFIRMED", "DUPLICATE");
    }

    @Test
    void confirmsByTheNewRulesWhatWasSentUnderTheOld() throws SQLException {
        Token first = signed("j.ane@dots.example");
        Token second = signed("jane@dots.example");
        portal.rules = TestRules.of(WITHOUT_DOTS, PLAIN);

        portal.confirm(first);
        portal.confirm(second);

        assertThat(outcomes()).containsExactly("CONFIRMED", "DUPLICATE");
        assertThat(database.query("select address_rules from signature")).containsExactly(List.of(2));
    }

    @Test
    void tellsApartNewSignersWhomTheOldRulesWouldHaveMerged() throws SQLException {
        portal.rules = TestRules.of(WITHOUT_TAGS, PLAIN);
        portal.confirm(signed("office@example.org"));
        portal.confirm(signed("office+jane@example.org"));
        portal.confirm(signed("office+john@example.org"));

        assertThat(database.query("select address_rules from signature")).hasSize(3);
    }
}
