package org.demarche.security.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.demarche.audit.AuditEntry;
import org.demarche.audit.AuditLog;
import org.demarche.audit.Role;
import org.demarche.audit.Staff;
import org.demarche.audit.StaffMembers;
import org.demarche.security.patience.Patience;
import org.demarche.security.patience.TestPatience;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.TestStaffSecrets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryDatabase
class LoggingInTest {
    private static final String EMAIL = "maria@example.org";
    private static final String PASSWORD = "violet tram 52";
    private static final byte[] NETWORK = {1, 2, 3};
    private static final int FREE_TRIES = 5;

    private final TestDatabase database;
    private final HandClock clock = new HandClock("2026-11-23T18:00:00Z");
    private final PlainHash hash = new PlainHash();
    private final Passwords passwords = new Passwords(hash, 1, Passwords.ITERATIONS);
    private final KnownBrowsers browsers = new KnownBrowsers(text -> text.getBytes(UTF_8), new SecureRandom());

    private Patience patience;

    LoggingInTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void takeMariaOn(@TempDir Path keys) {
        patience = TestPatience.on(database, TestStaffSecrets.hashIn(keys), clock);
        database.inTransactionDo(entities -> new StaffMembers(entities)
                .add(Staff.join(
                        "Maria Keller", EMAIL, hash.generate(PASSWORD.toCharArray()), Set.of(Role.AUDITOR), now())));
    }

    private Instant now() {
        return clock.instant();
    }

    private LogInOutcome logIn(String email, String password, String browser) {
        return database.inTransaction(entities -> new LoggingIn(
                        new Accounts(new StaffMembers(entities)),
                        passwords,
                        patience,
                        browsers,
                        new Noting(new AuditLog(entities, clock)))
                .logIn(email, password, Optional.ofNullable(browser), NETWORK));
    }

    private Stream<AuditEntry> entries() {
        return database.inTransaction(entities -> new AuditLog(entities, clock).before(Long.MAX_VALUE, 100).stream());
    }

    @Test
    void letsInWithTheRightPasswordHoweverTheAddressIsWritten() {
        assertThat(logIn(" Maria@Example.ORG ", PASSWORD, null)).isInstanceOf(LogInOutcome.Welcome.class);
        assertThat(entries()).map(AuditEntry::action).containsExactly("log-in");
    }

    @Test
    void givesTheSameAnswerForAWrongPasswordAndAnUnknownAddress() {
        LogInOutcome wrong = logIn(EMAIL, "another password", null);
        LogInOutcome unknown = logIn("nobody@example.org", "another password", null);

        assertThat(wrong).isEqualTo(unknown).isEqualTo(new LogInOutcome.Wrong());
        assertThat(hash.comparisons()).isEqualTo(2);
    }

    @Test
    void notesAFailureWithoutTheAddress() {
        logIn("nobody@example.org", "another password", null);
        logIn(EMAIL, "another password", null);

        assertThat(entries())
                .hasSize(2)
                .allMatch(entry -> entry.action().equals("log-in refused"))
                .noneMatch(entry -> (entry.subject() + entry.detail() + entry.actor()).contains("@"));
    }

    @Test
    void comparesNothingWhileAnAccountWaits() {
        exhaust(EMAIL);
        int before = hash.comparisons();

        assertThat(logIn(EMAIL, PASSWORD, null)).isInstanceOf(LogInOutcome.Wait.class);
        assertThat(hash.comparisons()).isEqualTo(before);
    }

    @Test
    void makesUnknownAddressesWaitAlike() {
        exhaust("nobody@example.org");

        assertThat(logIn("nobody@example.org", PASSWORD, null)).isInstanceOf(LogInOutcome.Wait.class);
    }

    @Test
    void strangersKeepNobodyOutOfABrowserThatHasBeenIn() {
        LogInOutcome.Welcome welcome = (LogInOutcome.Welcome) logIn(EMAIL, PASSWORD, null);
        String browser = browsers.remember(welcome.account());
        exhaust(EMAIL);

        assertThat(logIn(EMAIL, PASSWORD, browser)).isInstanceOf(LogInOutcome.Welcome.class);
        assertThat(logIn(EMAIL, PASSWORD, "forged.value")).isInstanceOf(LogInOutcome.Wait.class);
    }

    @Test
    void aNetworkThatTriesManyAccountsWaitsAndAKnownBrowserInItDoesNot() {
        LogInOutcome.Welcome welcome = (LogInOutcome.Welcome) logIn(EMAIL, PASSWORD, null);
        String browser = browsers.remember(welcome.account());
        for (int i = 0; i < 30; i++) {
            assertThat(logIn("somebody" + i + "@example.org", "a guess", null)).isInstanceOf(LogInOutcome.Wrong.class);
        }

        assertThat(logIn("somebody@example.org", "a guess", null)).isInstanceOf(LogInOutcome.Wait.class);
        assertThat(logIn(EMAIL, PASSWORD, browser)).isInstanceOf(LogInOutcome.Welcome.class);
    }

    private void exhaust(String email) {
        for (int i = 0; i < FREE_TRIES; i++) {
            logIn(email, "another password", null);
        }
    }
}
