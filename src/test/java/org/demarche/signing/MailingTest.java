package org.demarche.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.demarche.mail.Mail;
import org.demarche.signing.confirming.Confirmation;
import org.demarche.signing.mailing.Stopping.Standing;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.Token;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which mails go to an address, when, and when none do any more; on both databases. */
@OnEveryDatabase
class MailingTest {
    private static final String JANE = "jane@example.org";

    private final TestDatabase database;

    @TempDir
    private Path keys;

    private Portal portal;

    MailingTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void openThePortal() {
        portal = new Portal(database, keys);
    }

    private Mail signed(String email) {
        portal.sign(email);
        List<Mail> mails = portal.mails();
        return mails.get(mails.size() - 1);
    }

    private List<Mail> after(Duration time) {
        portal.clock.pass(time);
        portal.remind();
        return portal.mails();
    }

    private List<Object> outcomes() throws SQLException {
        return database.query("select outcome from attempt order by id").stream()
                .map(row -> row.get(0))
                .toList();
    }

    @Test
    void remindsAfterTwoDaysAndAfterSixWithLinksAndCodesThatWork() {
        Mail first = signed(JANE);
        assertThat(after(Duration.ofDays(2).minusSeconds(1))).isEmpty();

        Mail second = after(Duration.ofSeconds(1)).get(0);
        assertThat(after(Duration.ofDays(4).minusSeconds(1))).isEmpty();
        Mail third = after(Duration.ofSeconds(1)).get(0);
        assertThat(after(Duration.ofDays(7))).isEmpty();

        assertThat(List.of(
                        Portal.token(first).text(),
                        Portal.token(second).text(),
                        Portal.token(third).text()))
                .doesNotHaveDuplicates();
        assertThat(portal.look(Portal.token(first))).isInstanceOf(Confirmation.Waiting.class);
        assertThat(portal.look(Portal.token(second))).isInstanceOf(Confirmation.Waiting.class);
        assertThat(portal.confirm(JANE, Portal.code(second)))
                .as("only the newest code is good")
                .isInstanceOf(Confirmation.Unknown.class);
        assertThat(portal.confirm(JANE, Portal.code(third))).isInstanceOf(Confirmation.Done.class);
    }

    @Test
    void givesMailProgramsAButtonInRemindersAlone() {
        Mail first = signed(JANE);
        Mail reminder = after(Duration.ofDays(2)).get(0);

        assertThat(oneClick(first)).isFalse();
        assertThat(oneClick(reminder)).isTrue();
    }

    private static boolean oneClick(Mail mail) {
        return mail.parts().stream()
                .anyMatch(part ->
                        part instanceof Mail.Stop stop && stop.oneClick().isPresent());
    }

    @Test
    void remindsNobodyWhoHasConfirmed() {
        portal.confirm(Portal.token(signed(JANE)));

        assertThat(after(Duration.ofDays(2))).isEmpty();
        assertThat(after(Duration.ofDays(4))).isEmpty();
    }

    @Test
    void remindsOfTheNewestFormAlone() throws SQLException {
        signed(JANE);
        portal.clock.pass(Duration.ofSeconds(1));
        signed(JANE);
        List<Mail> reminders = after(Duration.ofDays(2));

        assertThat(reminders).hasSize(1);
        portal.confirm(Portal.token(reminders.get(0)));
        assertThat(outcomes()).containsExactly("OPEN", "CONFIRMED");
    }

    @Test
    void remindsNobodyWhoseMailHasNotGone() throws SQLException {
        portal.sign(JANE);
        portal.decide();

        portal.clock.pass(Duration.ofDays(2));
        assertThat(portal.remind()).isZero();
        assertThat(database.query("select kind from outbox")).containsExactly(List.of("CONFIRM"));
    }

    @Test
    void remindsNobodyAfterTheEnd() {
        signed(JANE);
        portal.clock.pass(Duration.ofDays(15));
        portal.expire();

        assertThat(portal.remind()).isZero();
    }

    @Test
    void remindsWithinTheCaps() {
        for (int day = 0; day < 2; day++) {
            signed(JANE);
            signed(JANE);
            portal.clock.pass(Duration.ofHours(12));
        }
        // Four have gone. One reminder may follow, and the next only when the first mails are fourteen days old.
        assertThat(after(Duration.ofHours(36))).hasSize(1);
        assertThat(after(Duration.ofDays(4))).isEmpty();
        assertThat(after(Duration.ofDays(6))).isEmpty();
        assertThat(after(Duration.ofDays(1))).hasSize(1);
    }

    @Test
    void writesNoMoreOnceItIsToldToStop() throws SQLException {
        Mail mail = signed(JANE);
        portal.sign("JANE@example.org");
        portal.decide();
        Token stop = Portal.stop(mail);

        assertThat(portal.lookAtStop(stop)).isEqualTo(Standing.MAILED);
        assertThat(outcomes()).containsExactly("OPEN", "OPEN");
        assertThat(portal.stop(stop)).isEqualTo(Standing.STOPPED);
        assertThat(portal.stop(stop)).as("repeated").isEqualTo(Standing.STOPPED);

        assertThat(portal.lookAtStop(stop)).isEqualTo(Standing.STOPPED);
        assertThat(database.query("select * from outbox")).isEmpty();
        assertThat(database.query("select * from fresh_link")).isEmpty();
        assertThat(outcomes()).containsExactly("REFUSED", "REFUSED");
        assertThat(portal.look(Portal.token(mail))).isInstanceOf(Confirmation.Unknown.class);
        assertThat(portal.sign(JANE)).isEqualTo(new SigningOutcome.Accepted());
        assertThat(portal.mails()).isEmpty();
        assertThat(after(Duration.ofDays(2))).isEmpty();
        assertThat(outcomes()).containsOnly("REFUSED");
        assertThat(signed("john@example.org")).as("others").isNotNull();
    }

    @Test
    void doesNotWriteWhatWasDecidedBeforeTheStop() {
        Mail mail = signed(JANE);
        portal.confirm(Portal.token(mail));
        portal.sign(JANE);
        portal.request(JANE);
        portal.decide();

        portal.stop(Portal.stop(mail));

        assertThat(portal.mails()).isEmpty();
    }

    @Test
    void keepsTheSignatureOfWhoeverWantsNoMoreMail() throws SQLException {
        Mail mail = signed(JANE);
        Token page = ((Confirmation.Done) portal.confirm(Portal.token(mail))).page();

        portal.stop(Portal.stop(mail));

        assertThat(portal.page(page)).isPresent();
        portal.request(JANE);
        portal.sign(JANE);
        assertThat(portal.mails()).isEmpty();
        assertThat(outcomes()).containsExactly("CONFIRMED", "DUPLICATE");
    }

    @Test
    void writesAgainWhenTheSameLinkSaysSo() {
        Token stop = Portal.stop(signed(JANE));
        portal.stop(stop);

        assertThat(portal.resume(stop)).isEqualTo(Standing.MAILED);

        assertThat(signed(JANE).recipient()).isEqualTo(JANE);
    }

    @Test
    void knowsNoStopLinkButItsOwn() {
        Mail mail = signed(JANE);

        assertThat(portal.stop(Portal.token(mail))).isEqualTo(Standing.UNKNOWN);
        assertThat(portal.look(Portal.stop(mail))).isInstanceOf(Confirmation.Unknown.class);
        assertThat(portal.page(Portal.stop(mail))).isEmpty();
        assertThat(portal.look(Portal.token(mail))).isInstanceOf(Confirmation.Waiting.class);
    }

    @Test
    void keepsTheFormOpenThatMayNotBeMailedAndMailsItAsSoonAsItMay() throws SQLException {
        for (int i = 0; i < 3; i++) {
            signed(JANE);
        }
        portal.sign(JANE);
        assertThat(portal.mails()).isEmpty();
        assertThat(outcomes()).containsOnly("OPEN");
        assertThat(portal.decide()).as("nothing to do until then").isZero();

        portal.clock.pass(Duration.ofHours(12));
        Mail mail = portal.mails().get(0);

        assertThat(portal.confirm(Portal.token(mail))).isInstanceOf(Confirmation.Done.class);
        assertThat(outcomes()).containsExactly("OPEN", "OPEN", "OPEN", "CONFIRMED");
    }

    @Test
    void mailsTheNewestOfThoseThatHadToWaitAndNoOlderOne() throws SQLException {
        for (int i = 0; i < 3; i++) {
            signed(JANE);
        }
        for (int i = 0; i < 3; i++) {
            portal.clock.pass(Duration.ofSeconds(1));
            portal.sign(JANE);
            portal.decide();
        }

        portal.clock.pass(Duration.ofHours(12));
        List<Mail> mails = portal.mails();

        assertThat(mails).hasSize(1);
        portal.confirm(Portal.token(mails.get(0)));
        assertThat(database.query("select max(id) from attempt"))
                .isEqualTo(database.query("select id from attempt where outcome = 'CONFIRMED'"));
    }

    @Test
    void endsAsExpiredWhatMayNeverBeMailed() throws SQLException {
        for (int day = 0; day < 2; day++) {
            for (int i = 0; i < 3; i++) {
                portal.sign(JANE);
                portal.mails();
            }
            portal.clock.pass(Duration.ofDays(1));
        }
        portal.clock.pass(Duration.ofDays(12));
        portal.expire();
        portal.clock.pass(Duration.ofDays(1));
        portal.expire();

        assertThat(outcomes()).hasSize(6).containsOnly("EXPIRED");
    }

    @Test
    void writesNoMoreToAnAddressThatMailsComeBackFrom() throws SQLException {
        Mail mail = signed(JANE);

        portal.bounced(mail.returnTag());

        assertThat(after(Duration.ofDays(2))).isEmpty();
        portal.sign(JANE);
        assertThat(portal.mails()).isEmpty();
        assertThat(portal.confirm(Portal.token(mail)))
                .as("who holds the link has read the mail")
                .isInstanceOf(Confirmation.Done.class);
        assertThat(signed("john@example.org")).isNotNull();
    }

    @Test
    void flagsAConfirmedSignatureWhoseAddressReturnsMails() throws SQLException {
        Mail mail = signed(JANE);
        portal.confirm(Portal.token(mail));
        portal.confirm(Portal.token(signed("john@example.org")));

        portal.bounced(mail.returnTag());

        assertThat(database.query("select bounced_at is not null, state from signature order by id"))
                .containsExactly(List.of(true, "CONFIRMED"), List.of(false, "CONFIRMED"));
    }

    @Test
    void believesNoTagThatItDidNotMake() throws SQLException {
        String tag = signed(JANE).returnTag();

        for (int place = 0; place < tag.length(); place++) {
            char other = tag.charAt(place) == '0' ? '1' : '0';
            portal.bounced(tag.substring(0, place) + other + tag.substring(place + 1));
        }
        portal.bounced("0".repeat(48));
        portal.bounced("v".repeat(48));
        portal.bounced("");
        portal.bounced(tag + "0");

        assertThat(database.query("select * from address_mark")).isEmpty();
    }

    @Test
    void keepsOfAnEndedFormTheHourAlone() throws SQLException {
        portal.clock.pass(Duration.ofSeconds(61));
        Token stop = Portal.stop(signed(JANE));
        portal.clock.pass(Duration.ofSeconds(61));
        portal.stop(stop);

        assertThat(database.query(
                        "select extract(minute from created_at) + extract(minute from closed_at) from attempt"))
                .singleElement()
                .satisfies(row -> assertThat(((Number) row.get(0)).intValue()).isZero());
    }
}
