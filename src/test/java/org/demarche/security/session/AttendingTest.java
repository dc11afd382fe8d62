package org.demarche.security.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditEntry;
import org.demarche.audit.AuditLog;
import org.demarche.audit.Role;
import org.demarche.audit.Staff;
import org.demarche.audit.StaffMembers;
import org.demarche.config.Settings;
import org.demarche.security.factor.Factors;
import org.demarche.security.factor.Method;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.testing.TestSettings;
import org.demarche.vault.Token;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each call is a transaction with objects of its own, as if each came to another node. */
@OnEveryDatabase
class AttendingTest {
    private final HandClock clock = new HandClock("2026-11-23T18:00:00Z");
    private final TestDatabase database;
    private Settings settings = TestSettings.trial();
    private Actor maria;
    private Actor jonas;

    AttendingTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void takeTwoOn() {
        maria = account("maria@example.org");
        jonas = account("jonas@example.org");
    }

    private Actor account(String email) {
        return database.inTransaction(entities -> {
            Staff staff = Staff.join("Somebody", email, "a hash", Set.of(Role.AUDITOR), clock.instant());
            new StaffMembers(entities).add(staff);
            return staff.actor();
        });
    }

    private Attending on(EntityManager entities) {
        return new Attending(
                new StaffSessions(entities),
                new StaffMembers(entities),
                new Factors(entities),
                new AuditLog(entities, clock),
                settings,
                clock);
    }

    private Token begin(Actor actor) {
        return database.inTransaction(entities -> on(entities).begin(actor.id(), Optional.empty()));
    }

    private Optional<byte[]> takeChallenge(Token token) {
        return database.inTransaction(entities -> on(entities).takeChallenge(token));
    }

    @Test
    void aChallengeIsForOneAnswerInItsOwnLogInAndNotForLong() {
        Token token = begin(maria);
        Token other = begin(jonas);
        assertThat(takeChallenge(token)).isEmpty();

        byte[] first = database.inTransaction(entities -> on(entities).challenge(token));
        byte[] second = database.inTransaction(entities -> on(entities).challenge(token));
        assertThat(second).hasSize(32).isNotEqualTo(first);
        assertThat(takeChallenge(other)).isEmpty();
        assertThat(takeChallenge(token))
                .hasValueSatisfying(taken -> assertThat(taken).isEqualTo(second));
        assertThat(takeChallenge(token)).as("answered").isEmpty();

        database.inTransactionDo(entities -> on(entities).challenge(token));
        clock.pass(StaffSession.CHALLENGE_GOOD);
        assertThat(takeChallenge(token)).as("too late").isEmpty();
    }

    private Optional<Long> attend(Token token) {
        return database.inTransaction(entities ->
                on(entities).attend(token, true).map(found -> found.actor().id()));
    }

    private Ending ending(EntityManager entities) {
        return new Ending(new StaffSessions(entities), new AuditLog(entities, clock), clock);
    }

    private List<AuditEntry> entries() {
        return database.inTransaction(entities -> new AuditLog(entities, clock).before(Long.MAX_VALUE, 20));
    }

    private void passBusily(Token token, Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plusMinutes(15)) {
            clock.pass(Duration.ofMinutes(15));
            attend(token);
        }
    }

    @Test
    void aTokenTellsWhoAsks() {
        assertThat(attend(begin(maria))).contains(maria.id());
    }

    @Test
    void theDatabaseHasNoToken() throws SQLException {
        Token token = begin(maria);

        assertThat(database.query("select token_hash from staff_session"))
                .singleElement()
                .satisfies(row ->
                        assertThat((byte[]) row.get(0)).isEqualTo(token.hash()).isNotEqualTo(token.bytes()));
    }

    @Test
    void halfAnHourWithoutDoingAnythingEndsIt() {
        Token token = begin(maria);
        clock.pass(StaffSession.LONGEST_IDLE.minusSeconds(1));
        assertThat(attend(token)).isPresent();
        clock.pass(StaffSession.LONGEST_IDLE);

        assertThat(attend(token)).isEmpty();
        assertThat(entries()).extracting(AuditEntry::action).containsExactly("log-in ended");
        assertThat(entries()).extracting(AuditEntry::detail).containsExactly("{\"why\":\"IDLE\"}");
    }

    @Test
    void aPageThatLooksAgainByItselfKeepsNobodyIn() {
        Token token = begin(maria);
        for (int i = 0; i < 29; i++) {
            clock.pass(Duration.ofMinutes(1));
            Optional<Attendance> still =
                    database.inTransaction(entities -> on(entities).attend(token, false));
            assertThat(still).isPresent();
        }
        clock.pass(Duration.ofMinutes(1));

        assertThat(attend(token)).isEmpty();
    }

    @Test
    void beingSeenIsWrittenOnceAMinute() throws SQLException {
        Token token = begin(maria);
        Object first = seen();
        clock.pass(StaffSession.SEEN_STEP.minusSeconds(1));
        attend(token);
        assertThat(seen()).isEqualTo(first);
        clock.pass(Duration.ofSeconds(1));
        attend(token);

        assertThat(seen()).isNotEqualTo(first);
    }

    private Object seen() throws SQLException {
        return database.query("select seen_at from staff_session").get(0).get(0);
    }

    @Test
    void eightHoursEndItHoweverBusy() {
        Token token = begin(maria);
        passBusily(token, StaffSession.LONGEST.minusMinutes(15));
        assertThat(attend(token)).isPresent();
        clock.pass(Duration.ofMinutes(15));

        assertThat(attend(token)).isEmpty();
        assertThat(entries()).extracting(AuditEntry::detail).containsExactly("{\"why\":\"TOO_LONG\"}");
    }

    @Test
    void aNewLogInOfTheSameBrowserEndsTheOneBefore() {
        Token first = begin(maria);
        Token second = database.inTransaction(entities -> on(entities).begin(maria.id(), Optional.of(first)));

        assertThat(second).isNotEqualTo(first);
        assertThat(attend(first)).isEmpty();
        assertThat(attend(second)).isPresent();
    }

    @Test
    void loggingOutEndsOneOnEveryNode() {
        Token one = begin(maria);
        Token other = begin(maria);
        database.inTransactionDo(entities -> on(entities).logOut(one));

        assertThat(attend(one)).isEmpty();
        assertThat(attend(other)).isPresent();
    }

    @Test
    void loggingOutEverywhereEndsAllOfOneAccountAndNobodyElses() {
        Token one = begin(maria);
        Token other = begin(maria);
        Token foreign = begin(jonas);

        int ended = database.inTransaction(entities -> ending(entities).endAll(maria.id(), maria.reference()));

        assertThat(ended).isEqualTo(2);
        assertThat(attend(one)).isEmpty();
        assertThat(attend(other)).isEmpty();
        assertThat(attend(foreign)).isPresent();
        assertThat(entries()).singleElement().satisfies(entry -> assertThat(entry.detail())
                .isEqualTo("{\"number\":\"2\"}"));
    }

    @Test
    void allLogInsOfEverybodyEndAtOnce() {
        Token one = begin(maria);
        Token other = begin(jonas);

        database.inTransactionDo(entities -> ending(entities).endAllOfEverybody(maria.reference()));

        assertThat(attend(one)).isEmpty();
        assertThat(attend(other)).isEmpty();
    }

    private Attendance stand(Token token) {
        return database.inTransaction(entities -> on(entities).attend(token, true))
                .orElseThrow();
    }

    private void giveASecondFactor(Actor actor) throws SQLException {
        database.update(
                "insert into staff_passkey (id, staff_id, credential_id, name, credential, sign_count, made_at)"
                        + " values (1, ?, ?, 'key', ?, 0, ?)",
                actor.id(),
                new byte[] {1},
                new byte[] {2},
                clock.instant().atOffset(ZoneOffset.UTC));
    }

    @Test
    void inTrialAPasswordAloneWillDo() {
        Attendance attendance = stand(begin(maria));

        assertThat(attendance.standing()).isEqualTo(Standing.LET_IN);
        assertThat(attendance.actor().proven()).isTrue();
        assertThat(attendance.hasFactor()).isFalse();
    }

    @Test
    void elsewhereAnAccountWithoutASecondFactorHasToSetOneUp() {
        settings = TestSettings.of(Map.of("demarche.mail.host", "mail.example.org"));
        Attendance attendance = stand(begin(maria));

        assertThat(attendance.standing()).isEqualTo(Standing.ENROLMENT_DUE);
        assertThat(attendance.actor().proven()).isFalse();
    }

    @Test
    void anAccountWithASecondFactorHasToShowItInTrialToo() throws SQLException {
        giveASecondFactor(maria);
        Token token = begin(maria);
        assertThat(stand(token).standing()).isEqualTo(Standing.FACTOR_DUE);
        assertThat(stand(token).actor().proven()).isFalse();

        database.inTransactionDo(entities -> on(entities).factorShown(token, Method.PASSKEY));

        assertThat(stand(token).standing()).isEqualTo(Standing.LET_IN);
        assertThat(stand(token).actor().proven()).isTrue();
        assertThat(entries()).extracting(AuditEntry::action).containsExactly("second factor shown");
    }

    @Test
    void aSecondFactorShownProvesForTenMinutesAndNotInOtherBrowsers() throws SQLException {
        giveASecondFactor(maria);
        Token token = begin(maria);
        Token other = begin(maria);
        database.inTransactionDo(entities -> on(entities).factorShown(token, Method.PASSKEY));
        clock.pass(StaffSession.FACTOR_FRESH);
        assertThat(stand(token).fresh()).isFalse();
        assertThat(stand(token).actor().proven()).isTrue();
        clock.pass(StaffSession.FACTOR_GOOD.minus(StaffSession.FACTOR_FRESH));

        assertThat(stand(token).actor().proven()).isFalse();
        assertThat(stand(token).standing()).isEqualTo(Standing.LET_IN);
        assertThat(stand(other).standing()).isEqualTo(Standing.FACTOR_DUE);
    }

    @Test
    void aClosedAccountIsNobody() {
        Token token = begin(maria);
        database.inTransactionDo(entities ->
                new StaffMembers(entities).byId(maria.id()).orElseThrow().deactivate(clock.instant()));

        assertThat(attend(token)).isEmpty();
    }

    @Test
    void aTokenThatNobodyGaveIsNobodys() {
        assertThat(attend(Token.parse("A".repeat(43)).orElseThrow())).isEmpty();
    }

    @Test
    void whatNobodyComesBackToIsEndedAndForgottenAfterAMonth() throws SQLException {
        begin(maria);
        clock.pass(StaffSession.LONGEST_IDLE);
        database.inTransactionDo(entities -> ending(entities).tidy());
        assertThat(entries()).extracting(AuditEntry::action).containsExactly("log-in ended");
        assertThat(database.query("select id from staff_session")).hasSize(1);

        clock.pass(Ending.KEPT.plusSeconds(1));
        database.inTransactionDo(entities -> ending(entities).tidy());

        assertThat(database.query("select id from staff_session")).isEmpty();
        assertThat(entries()).hasSize(1);
    }
}
