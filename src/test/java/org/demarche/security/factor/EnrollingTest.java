package org.demarche.security.factor;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.demarche.audit.AuditEntry;
import org.demarche.audit.AuditLog;
import org.demarche.audit.Role;
import org.demarche.audit.Staff;
import org.demarche.audit.StaffMembers;
import org.demarche.mail.Mail;
import org.demarche.mail.Outboxes;
import org.demarche.petition.StoredPetitions;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.testing.TestSettings;
import org.demarche.vault.StaffSecrets;
import org.demarche.vault.TestStaffSecrets;
import org.demarche.vault.TestVault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each call is a transaction with objects of its own, as if each came to another node. */
@OnEveryDatabase
class EnrollingTest {
    private final HandClock clock = new HandClock("2026-11-23T18:00:10Z");
    private final TestDatabase database;
    private StoredPetitions petitions;
    private StaffSecrets secrets;
    private long maria;
    private long jonas;

    EnrollingTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void takeTwoOn(@TempDir Path keys) {
        petitions =
                StoredPetitions.in(database, TestVault.on(database, keys, clock).vault(), clock);
        secrets = TestStaffSecrets.in(keys);
        maria = account("maria@example.org");
        jonas = account("jonas@example.org");
    }

    private long account(String email) {
        return database.inTransaction(entities -> {
            Staff staff = Staff.join("Somebody", email, "a hash", Set.of(Role.AUDITOR), clock.instant());
            new StaffMembers(entities).add(staff);
            return staff.id();
        });
    }

    private FactorMails mails(EntityManager entities) {
        return new FactorMails(
                new StaffMembers(entities), petitions, Outboxes.on(entities, clock), TestSettings.trial());
    }

    private Enrolling on(EntityManager entities) {
        return new Enrolling(
                new Factors(entities),
                secrets,
                new StaffMembers(entities),
                mails(entities),
                new AuditLog(entities, clock),
                TestSettings.trial(),
                clock);
    }

    private void offer(long staff) {
        database.inTransactionDo(entities -> on(entities).offer(staff));
    }

    private Optional<List<String>> accept(long staff, String code) {
        return database.inTransaction(entities -> on(entities).accept(staff, code));
    }

    private Optional<Method> use(long staff, String typed) {
        return database.inTransaction(
                entities -> new Checking(new Factors(entities), secrets, clock).use(staff, typed));
    }

    private boolean has(long staff) {
        return database.inTransaction(entities -> new Factors(entities).has(staff));
    }

    /** What the owner's phone shows, so many steps from now, of the secret that was offered or accepted last. */
    private String phone(long staff, long off) {
        byte[] secret = database.inTransaction(entities -> {
            TotpKey key = new Factors(entities).totp(staff).orElseThrow();
            return secrets.open(staff, key.pending().or(key::secret).orElseThrow());
        });
        return Totp.code(secret, clock.instant().getEpochSecond() / Totp.STEP.toSeconds() + off);
    }

    private List<String> setUp(long staff) {
        offer(staff);
        return accept(staff, phone(staff, -1)).orElseThrow();
    }

    private List<String> actions() {
        return database.inTransaction(entities -> new AuditLog(entities, clock)
                .before(Long.MAX_VALUE, 20).stream().map(AuditEntry::action).toList());
    }

    @Test
    void aSecretCountsOnceItsOwnerHasShownACodeOfIt() {
        offer(maria);
        assertThat(has(maria)).isFalse();
        assertThat(use(maria, phone(maria, 0))).isEmpty();
        assertThat(accept(maria, "000000")).isEmpty();

        assertThat(accept(maria, phone(maria, 0)))
                .hasValueSatisfying(
                        codes -> assertThat(codes).hasSize(RecoveryCode.MANY).doesNotHaveDuplicates());

        assertThat(has(maria)).isTrue();
        assertThat(actions()).containsExactly("codes by the clock set up");
    }

    @Test
    void noCodeIsTakenTwiceOnWhateverNode() {
        offer(maria);
        String first = phone(maria, 0);
        accept(maria, first);
        assertThat(use(maria, first)).isEmpty();

        String next = phone(maria, 1);
        assertThat(use(maria, next)).contains(Method.TOTP);
        assertThat(use(maria, next)).isEmpty();
        assertThat(use(maria, first)).isEmpty();
    }

    @Test
    void ofManyWhoShowACodeAtOnceOneGetsIn() throws Exception {
        setUp(maria);
        String code = phone(maria, 0);
        int many = 8;
        CyclicBarrier start = new CyclicBarrier(many);
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            List<Future<Optional<Method>>> all = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                all.add(threads.submit(() -> {
                    start.await();
                    return use(maria, code);
                }));
            }
            int in = 0;
            for (Future<Optional<Method>> one : all) {
                in += one.get().isPresent() ? 1 : 0;
            }
            assertThat(in).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aCodeOnPaperIsGoodOnceHoweverItIsTyped() {
        List<String> codes = setUp(maria);

        assertThat(use(maria, codes.get(0).toLowerCase(Locale.ROOT).replace("-", " ")))
                .contains(Method.RECOVERY_CODE);
        assertThat(use(maria, codes.get(0))).isEmpty();
        assertThat(use(maria, codes.get(1))).contains(Method.RECOVERY_CODE);
        Holdings left = database.inTransaction(entities -> on(entities).holdings(maria));
        assertThat(left.recoveryCodes()).isEqualTo(RecoveryCode.MANY - 2);
    }

    @Test
    void codesAreNobodyElses() {
        List<String> codes = setUp(maria);
        setUp(jonas);

        assertThat(use(jonas, codes.get(0))).isEmpty();
        assertThat(use(jonas, phone(maria, 0))).isEmpty();
    }

    @Test
    void anotherPhoneReplacesTheFirstOnceItHasShownACode() {
        List<String> before = setUp(maria);
        String ofFirst = phone(maria, 1);
        offer(maria);
        assertThat(use(maria, ofFirst)).contains(Method.TOTP);

        List<String> after = accept(maria, phone(maria, 0)).orElseThrow();

        assertThat(use(maria, before.get(0))).isEmpty();
        assertThat(use(maria, after.get(0))).contains(Method.RECOVERY_CODE);
    }

    @Test
    void withTheLastSecondFactorTheCodesOnPaperGo() {
        List<String> codes = setUp(maria);
        database.inTransactionDo(entities -> on(entities).removeTotp(maria));

        assertThat(has(maria)).isFalse();
        assertThat(use(maria, codes.get(0))).isEmpty();
        assertThat(actions()).containsExactly("codes by the clock removed", "codes by the clock set up");
    }

    @Test
    void theOwnerIsToldByMailOfEveryChange() {
        setUp(maria);
        database.inTransactionDo(entities -> on(entities).renewRecoveryCodes(maria));

        List<Mail> sent = new ArrayList<>();
        database.inTransactionDo(entities ->
                Outboxes.empty(entities, item -> mails(entities).compose(item).ifPresent(sent::add)));
        assertThat(sent).hasSize(2).allSatisfy(mail -> assertThat(mail.recipient())
                .isEqualTo("maria@example.org"));
    }

    @Test
    void theDatabaseHasNeitherSecretNorCode() throws SQLException {
        offer(maria);
        byte[] secret = database.inTransaction(entities -> secrets.open(
                maria, new Factors(entities).totp(maria).orElseThrow().pending().orElseThrow()));
        List<String> codes = accept(maria, phone(maria, 0)).orElseThrow();

        byte[] kept =
                (byte[]) database.query("select secret from staff_totp").get(0).get(0);
        assertThat(new String(kept, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(secret, StandardCharsets.ISO_8859_1));
        assertThat(database.query("select code_hash from staff_recovery_code"))
                .hasSize(RecoveryCode.MANY)
                .noneMatch(row -> new String((byte[]) row.get(0), StandardCharsets.ISO_8859_1).contains(codes.get(0)));
    }
}
