package org.demarche.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.demarche.mail.Mail;
import org.demarche.petition.StoredPetitions;
import org.demarche.signing.confirming.Confirmation;
import org.demarche.signing.ledger.OwnCopy;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.Token;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links and codes, and what they lead to before, at and after their end. */
@OnEveryDatabase
class ConfirmingTest {
    private static final String EXACT =
            "select confirmed_at from signature where extract(second from confirmed_at) <> 0"
                    + " union all select closed_at from attempt where extract(second from closed_at) <> 0";

    private static final String WRONG = "AAAAAAAA";
    private static final String JANE = "jane@example.org";

    private final TestDatabase database;

    @TempDir
    private Path keys;

    private Portal portal;

    ConfirmingTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void openThePortal() {
        portal = new Portal(database, keys);
    }

    private Mail signed(String email) {
        portal.sign(email);
        return portal.mails().get(0);
    }

    private static Token page(Confirmation confirmation) {
        assertThat(confirmation).isInstanceOf(Confirmation.Done.class);
        return ((Confirmation.Done) confirmation).page();
    }

    @Test
    void leavesTheOwnCopyToTheLinkWhenTheCodeIsTyped() throws SQLException {
        Mail mail = signed(JANE);

        Token typed = page(portal.confirm(JANE, Portal.code(mail)));
        Token linked = page(portal.confirm(Portal.token(mail)));

        assertThat(portal.page(typed).orElseThrow().ownCopy()).isEmpty();
        assertThat(portal.page(linked).orElseThrow().ownCopy())
                .map(OwnCopy::name)
                .contains("Jane Doe");
        assertThat(database.query("select * from signature")).hasSize(1);
        assertThat(portal.confirmed).hasValue(1);
    }

    @Test
    void leadsToThePageAgainWhenACodeIsTypedTwice() throws SQLException {
        Mail mail = signed(JANE);
        page(portal.confirm(JANE, Portal.code(mail)));

        Token again = page(portal.confirm("JANE@example.org", Portal.code(mail)));

        assertThat(portal.page(again)).isPresent();
        assertThat(database.query("select * from signature")).hasSize(1);
    }

    @Test
    void leadsToThePageWhenTheCodeIsTypedAfterTheLinkWasFollowed() {
        Mail mail = signed(JANE);
        page(portal.confirm(Portal.token(mail)));

        assertThat(portal.page(page(portal.confirm(JANE, Portal.code(mail))))).isPresent();
    }

    @Test
    void forgetsAUsedCodeWithItsTime() {
        Mail mail = signed(JANE);
        page(portal.confirm(Portal.token(mail)));
        portal.clock.pass(Duration.ofDays(14));

        assertThat(portal.confirm(JANE, Portal.code(mail))).isInstanceOf(Confirmation.Unknown.class);
    }

    @Test
    void letsEveryLinkThatWasMailedLeadToThePage() {
        portal.sign(JANE);
        Portal restarted = portal.restarted(keys);
        Mail mail = restarted.mails().get(0);
        page(restarted.confirm(JANE, Portal.code(mail)));

        assertThat(restarted.page(page(restarted.confirm(Portal.token(mail))))).isPresent();
    }

    @Test
    void countsTriesOfACodeAlikeForAddressesThatItKnowsAndThoseThatItDoesNot() throws SQLException {
        signed(JANE);

        portal.confirm(JANE, WRONG);
        portal.confirm("nobody@example.org", WRONG);

        assertThat(database.query("select count(*) from code_try group by address_hash"))
                .containsExactly(List.of(1L), List.of(1L));
    }

    @Test
    void takesNoUsedCodeEitherAfterTenTries() {
        Mail mail = signed(JANE);
        page(portal.confirm(Portal.token(mail)));
        for (int i = 0; i < 10; i++) {
            portal.confirm(JANE, WRONG);
        }

        assertThat(portal.confirm(JANE, Portal.code(mail))).isInstanceOf(Confirmation.Unknown.class);
        assertThat(portal.confirm(Portal.token(mail))).isInstanceOf(Confirmation.Done.class);
    }

    @Test
    void takesTheCodeOfANewMailAfterTheOldOneWasWornOut() {
        signed(JANE);
        for (int i = 0; i < 12; i++) {
            portal.confirm(JANE, WRONG);
        }
        portal.clock.pass(Duration.ofMinutes(1));

        Mail next = signed(JANE);

        assertThat(portal.confirm(JANE, Portal.code(next))).isInstanceOf(Confirmation.Done.class);
    }

    @Test
    void remembersForAWhileThatALinkHasExpired() {
        Token token = Portal.token(signed(JANE));
        portal.clock.pass(Duration.ofDays(14));
        portal.expire();

        portal.clock.pass(Duration.ofDays(89));
        assertThat(portal.look(token)).isInstanceOf(Confirmation.Expired.class);
        assertThat(portal.confirm(token)).isInstanceOf(Confirmation.Expired.class);

        portal.clock.pass(Duration.ofDays(2));
        portal.forget();
        assertThat(portal.look(token)).isInstanceOf(Confirmation.Unknown.class);
    }

    @Test
    void confirmsForADayAfterThePetitionHasClosedAndRepeatsEvenLater() {
        Instant end = portal.clock.instant().plus(Duration.ofDays(1));
        portal = new Portal(database, keys, petition -> StoredPetitions.with(petition, end, false));
        Token early = Portal.token(signed(JANE));
        Token late = Portal.token(signed("late@example.org"));

        portal.clock.pass(Duration.ofDays(2).minusSeconds(1));
        assertThat(portal.sign("new@example.org")).isInstanceOf(SigningOutcome.NotOpen.class);
        Token own = page(portal.confirm(early));

        portal.clock.pass(Duration.ofSeconds(1));
        assertThat(portal.confirm(late)).isInstanceOf(Confirmation.Closed.class);
        assertThat(portal.look(late)).isInstanceOf(Confirmation.Closed.class);
        assertThat(page(portal.confirm(early))).isEqualTo(own);
    }

    @Test
    void keepsTimesOfSigningToTheHourOnceADayHasPassedAndTheCountHasThem() throws SQLException {
        Token token = Portal.token(signed(JANE));
        portal.clock.pass(Duration.ofSeconds(90));
        portal.confirm(token);
        portal.clock.pass(Duration.ofDays(1));
        portal.forget();
        assertThat(database.query(EXACT)).as("not yet counted").hasSize(2);

        database.update("update published_count set folded_until = ?", portal.now());
        portal.clock.pass(Duration.ofHours(1));
        portal.forget();

        assertThat(database.query(EXACT)).isEmpty();
        assertThat(database.query("select * from signature where extract(minute from consented_at) <> 0"))
                .isEmpty();
        assertThat(database.query("select * from page_link where extract(minute from created_at) <> 0"))
                .isEmpty();
        assertThat(database.query("select * from attempt where extract(minute from created_at) <> 0"
                        + " or extract(minute from expires_at) <> 0"))
                .isEmpty();
    }
    /** What it had made coarse by then, it has not made coarse for those who confirm at that hour once more. */
    @Test
    void keepsTimesToTheHourOfThoseWhoConfirmAfterAClockThatRanAheadWasSetRight() throws SQLException {
        Duration ahead = Duration.ofDays(2);
        confirmAfter(Duration.ofSeconds(100), JANE);
        portal.clock.pass(ahead);
        makeCoarse();
        assertThat(database.query(EXACT)).isEmpty();
        portal.clock.pass(ahead.negated());
        makeCoarse();

        confirmAfter(Duration.ofSeconds(100), "late@example.org");
        assertThat(database.query(EXACT)).hasSize(2);
        portal.clock.pass(Duration.ofHours(26));
        makeCoarse();

        assertThat(database.query(EXACT)).isEmpty();
    }

    private void confirmAfter(Duration pause, String email) {
        Token token = Portal.token(signed(email));
        portal.clock.pass(pause);
        assertThat(portal.confirm(token)).isInstanceOf(Confirmation.Done.class);
    }

    private void makeCoarse() throws SQLException {
        database.update("update published_count set folded_until = ?", portal.now());
        portal.forget();
    }
}
