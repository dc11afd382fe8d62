package org.demarche.security.renewal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.audit.NotAllowed;
import org.demarche.audit.Role;
import org.demarche.audit.Staff;
import org.demarche.audit.StaffMembers;
import org.demarche.mail.Mail;
import org.demarche.mail.Outboxes;
import org.demarche.petition.StoredPetitions;
import org.demarche.security.factor.Enrolling;
import org.demarche.security.factor.FactorMails;
import org.demarche.security.factor.Factors;
import org.demarche.security.session.Attending;
import org.demarche.security.session.Ending;
import org.demarche.security.session.StaffSessions;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.testing.TestSettings;
import org.demarche.vault.TestStaffSecrets;
import org.demarche.vault.TestVault;
import org.demarche.vault.Token;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each call is a transaction with objects of its own, as if each came to another node. */
@OnEveryDatabase
class RenewingTest {
    private final HandClock clock = new HandClock("2026-11-24T18:00:10Z");
    private final TestDatabase database;

    @TempDir
    private Path keys;

    private StoredPetitions petitions;
    private Actor maria;
    private Actor jonas;

    RenewingTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void takeTwoOn() {
        petitions =
                StoredPetitions.in(database, TestVault.on(database, keys, clock).vault(), clock);
        maria = account("maria@example.org", Role.ADMINISTRATOR);
        jonas = account("jonas@example.org", Role.MODERATOR);
    }

    private Actor account(String email, Role role) {
        return database.inTransaction(entities -> {
            Staff staff = Staff.join("Somebody", email, "old", Set.of(role), clock.instant());
            new StaffMembers(entities).add(staff);
            return staff.actor().asProven();
        });
    }

    private RenewalMails mails(EntityManager entities) {
        return new RenewalMails(
                new Renewals(entities),
                new StaffMembers(entities),
                petitions,
                Outboxes.on(entities, clock),
                TestSettings.trial(),
                clock);
    }

    private <T> T in(Function<Renewing, T> work) {
        return database.inTransaction(entities -> work.apply(on(entities)));
    }

    private Renewing on(EntityManager entities) {
        StaffMembers members = new StaffMembers(entities);
        AuditLog log = new AuditLog(entities, clock);
        Enrolling enrolling = new Enrolling(
                new Factors(entities),
                TestStaffSecrets.in(keys),
                members,
                new FactorMails(members, petitions, Outboxes.on(entities, clock), TestSettings.trial()),
                log,
                TestSettings.trial(),
                clock);
        return new Renewing(
                new Renewals(entities),
                mails(entities),
                members,
                enrolling,
                new Ending(new StaffSessions(entities), log, clock),
                log,
                clock);
    }

    private Optional<Token> print(String email) {
        return in(renewing -> renewing.print(email));
    }

    private boolean send(long account, Actor actor) {
        return in(renewing -> renewing.send(account, actor));
    }

    private boolean renew(Token link) {
        return in(renewing -> renewing.renew(link, "new"));
    }

    private Staff jonas() {
        return database.inTransaction(
                entities -> new StaffMembers(entities).byId(jonas.id()).orElseThrow());
    }

    private List<String> entries() {
        return database.inTransaction(entities -> new AuditLog(entities, clock)
                .before(Long.MAX_VALUE, 20).stream()
                        .map(entry -> entry.actor() + " " + entry.action() + " " + entry.subject())
                        .toList());
    }

    private void giveFactors() throws SQLException {
        byte[] some = "some bytes".getBytes(UTF_8);
        database.update(
                "insert into staff_totp (staff_id, secret, last_step, changed_at) values (?, ?, 0, ?)",
                jonas.id(),
                some,
                Timestamp.from(clock.instant()));
        database.update("insert into staff_recovery_code (code_hash, staff_id) values (?, ?)", some, jonas.id());
        database.update(
                "insert into staff_passkey (id, staff_id, credential_id, name, credential, sign_count, made_at)"
                        + " values (1, ?, ?, 'Key', ?, 0, ?)",
                jonas.id(),
                some,
                some,
                Timestamp.from(clock.instant()));
    }

    @Test
    void leavesANewPasswordAndNothingElseToGetInWith() throws SQLException {
        giveFactors();
        Token session = database.inTransaction(entities -> new Attending(
                        new StaffSessions(entities),
                        new StaffMembers(entities),
                        new Factors(entities),
                        new AuditLog(entities, clock),
                        TestSettings.trial(),
                        clock)
                .begin(jonas.id(), Optional.empty()));
        Token link = print("Jonas@Example.org").orElseThrow();

        assertThat(renew(link)).isTrue();

        assertThat(jonas().passwordHash()).isEqualTo("new");
        for (String table : List.of("staff_totp", "staff_recovery_code", "staff_passkey", "staff_rescue")) {
            assertThat(database.query("select * from " + table)).as(table).isEmpty();
        }
        assertThat(database.query("select ended_why from staff_session where token_hash = ?", session.hash()))
                .containsExactly(List.of("EVERYWHERE"));
        assertThat(database.query("select kind from outbox")).containsExactly(List.of("ACCESS_CHANGED"));
        String own = jonas.reference();
        assertThat(entries())
                .containsExactly(
                        own + " access renewed " + own,
                        own + " log-ins ended " + own,
                        own + " second factors removed " + own,
                        "machine renewal offered " + own);
    }

    @Test
    void aLinkWorksOnceAndEndsTheOthersOfItsAccount() {
        Token one = print("jonas@example.org").orElseThrow();
        Token other = print("jonas@example.org").orElseThrow();
        Token hers = print("maria@example.org").orElseThrow();

        assertThat(renew(one)).isTrue();
        assertThat(renew(one)).isFalse();
        assertThat(renew(other)).isFalse();
        assertThat(renew(hers)).isTrue();
    }

    @Test
    void aPrintedLinkIsGoodForHalfAnHour() {
        Token link = print("jonas@example.org").orElseThrow();
        clock.pass(Renewing.PRINTED_GOOD.minusSeconds(1));
        Optional<Staff> account = in(renewing -> renewing.account(link));
        assertThat(account).isPresent();
        clock.pass(Duration.ofSeconds(1));

        assertThat(renew(link)).isFalse();
        assertThat(jonas().passwordHash()).isEqualTo("old");
    }

    @Test
    void aClosedAccountIsNotOpenedThisWay() {
        Token before = print("jonas@example.org").orElseThrow();
        database.inTransactionDo(entities ->
                new StaffMembers(entities).byId(jonas.id()).orElseThrow().deactivate(clock.instant()));

        assertThat(renew(before)).isFalse();
        assertThat(print("jonas@example.org")).isEmpty();
        assertThat(print("nobody@example.org")).isEmpty();
        assertThat(send(jonas.id(), maria)).isFalse();
    }

    @Test
    void anAdministratorHasItMailedAndNeverSeesIt() {
        assertThatThrownBy(() -> send(maria.id(), jonas)).isInstanceOf(NotAllowed.class);
        assertThat(send(jonas.id(), maria)).isTrue();
        assertThat(entries()).containsExactly(maria.reference() + " renewal offered " + jonas.reference());

        List<Mail> mails = new ArrayList<>();
        database.inTransactionDo(entities -> Outboxes.empty(
                entities, item -> mails.add(mails(entities).compose(item).orElseThrow())));

        Matcher link = Pattern.compile("/staff/renew/([A-Za-z0-9_-]{43})")
                .matcher(mails.get(0).parts().stream()
                        .filter(Mail.Link.class::isInstance)
                        .map(part -> ((Mail.Link) part).target().toString())
                        .findFirst()
                        .orElseThrow());
        assertThat(link.find()).isTrue();
        clock.pass(RenewalMails.GOOD.minusSeconds(1));
        assertThat(renew(Token.parse(link.group(1)).orElseThrow())).isTrue();
    }
}
