package org.demarche.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.demarche.audit.AuditEntry;
import org.demarche.audit.AuditLog;
import org.demarche.audit.Role;
import org.demarche.audit.Staff;
import org.demarche.audit.StaffMembers;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.testing.TestSettings;
import org.demarche.vault.Token;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class SettingUpTest {
    private final HandClock clock = new HandClock("2026-11-23T18:00:00Z");

    private final TestDatabase database;

    SettingUpTest(TestDatabase database) {
        this.database = database;
    }

    private SettingUp on(EntityManager entities) {
        return new SettingUp(new StaffMembers(entities), new AuditLog(entities, clock), TestSettings.trial(), clock);
    }

    private Optional<Token> offer() {
        return database.inTransaction(entities -> on(entities).offer());
    }

    private SetUpOutcome setUp(Token link, String email) {
        return database.inTransaction(entities -> on(entities).setUp(link, "Maria", email, "a hash"));
    }

    private List<Staff> staff() {
        return database.inTransaction(entities -> new StaffMembers(entities).all());
    }

    @Test
    void theFirstAccountMayDoEverythingInTrial() {
        assertThat(setUp(offer().orElseThrow(), "maria@example.org")).isInstanceOf(SetUpOutcome.Made.class);

        assertThat(staff()).singleElement().satisfies(first -> assertThat(first.roles())
                .hasSize(6));
        List<AuditEntry> entries =
                database.inTransaction(entities -> new AuditLog(entities, clock).before(Long.MAX_VALUE, 10));
        assertThat(entries).extracting(AuditEntry::action).containsExactly("set-up");
    }

    @Test
    void aLinkWorksOnce() {
        Token link = offer().orElseThrow();
        setUp(link, "maria@example.org");

        assertThat(setUp(link, "eve@example.org")).isEqualTo(new SetUpOutcome.LinkVoid());
        assertThat(staff()).hasSize(1);
    }

    @Test
    void eachNodeHasItsOwnLinkAndTheFirstThatIsUsedEndsTheOthers() {
        Token one = offer().orElseThrow();
        Token other = offer().orElseThrow();

        assertThat(setUp(one, "maria@example.org")).isInstanceOf(SetUpOutcome.Made.class);
        assertThat(setUp(other, "eve@example.org")).isEqualTo(new SetUpOutcome.LinkVoid());
        assertThat(staff()).hasSize(1);
    }

    @Test
    void aLinkIsGoodForADay() {
        Token link = offer().orElseThrow();
        clock.pass(SettingUp.GOOD);

        assertThat(setUp(link, "eve@example.org")).isEqualTo(new SetUpOutcome.LinkVoid());
        assertThat(setUp(offer().orElseThrow(), "maria@example.org")).isInstanceOf(SetUpOutcome.Made.class);
    }

    @Test
    void theFirstAccountElsewhereLooksAfterAccountsAlone() {
        Token link = offer().orElseThrow();
        database.inTransactionDo(entities -> new SettingUp(
                        new StaffMembers(entities),
                        new AuditLog(entities, clock),
                        TestSettings.of(Map.of("demarche.mail.host", "mail.example.org")),
                        clock)
                .setUp(link, "Maria", "maria@example.org", "a hash"));

        assertThat(staff()).singleElement().satisfies(first -> assertThat(first.roles())
                .containsExactly(Role.ADMINISTRATOR));
    }

    @Test
    void thereIsNoLinkOnceThereIsAnAccount() {
        setUp(offer().orElseThrow(), "maria@example.org");

        assertThat(offer()).isEmpty();
    }

    @Test
    void ofManyAtOnceOneGetsTheAccount() throws Exception {
        Token link = offer().orElseThrow();
        int many = 8;
        CyclicBarrier start = new CyclicBarrier(many);
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            List<Future<SetUpOutcome>> all = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                String email = "person" + i + "@example.org";
                all.add(threads.submit(() -> {
                    start.await();
                    return setUpOrLose(link, email);
                }));
            }
            int made = 0;
            for (Future<SetUpOutcome> one : all) {
                made += one.get() instanceof SetUpOutcome.Made ? 1 : 0;
            }
            assertThat(made).isEqualTo(1);
            assertThat(staff()).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    /** A database may end a race by refusing one of two. */
    private SetUpOutcome setUpOrLose(Token link, String email) {
        try {
            return setUp(link, email);
        } catch (PersistenceException e) {
            return new SetUpOutcome.LinkVoid();
        }
    }
}
