package org.demarche.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class AuditLogTest {
    private final HandClock clock = new HandClock("2026-11-23T18:00:00Z");
    private TestDatabase database;

    @BeforeEach
    void use(TestDatabase given) {
        database = given;
    }

    private void append(int entries) {
        for (int i = 1; i <= entries; i++) {
            String edition = Integer.toString(i);
            database.inTransactionDo(entities -> new AuditLog(entities, clock)
                    .append("staff/50", "compile", "petition/1", Map.of("edition", edition)));
        }
    }

    private java.util.Optional<Long> verify() {
        return database.inTransaction(entities -> new AuditLog(entities, clock).verify());
    }

    private AuditLog.Head head() {
        return database.inTransaction(entities -> new AuditLog(entities, clock).head());
    }

    @Test
    void hashesExactlyTheBytesThatItDocuments() throws Exception {
        assertThat(head().sequence()).isZero();
        append(2);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(new byte[32]);
        byte[] first =
                digest.digest(("{\"action\":\"compile\",\"actor\":\"staff/50\",\"at\":\"2026-11-23T18:00:00.000000Z\","
                                + "\"detail\":{\"edition\":\"1\"},\"sequence\":1,\"subject\":\"petition/1\"}")
                        .getBytes(UTF_8));
        digest.update(first);
        byte[] second =
                digest.digest(("{\"action\":\"compile\",\"actor\":\"staff/50\",\"at\":\"2026-11-23T18:00:00.000000Z\","
                                + "\"detail\":{\"edition\":\"2\"},\"sequence\":2,\"subject\":\"petition/1\"}")
                        .getBytes(UTF_8));
        assertThat(head().sequence()).isEqualTo(2);
        assertThat(head().hex()).isEqualTo(HexFormat.of().formatHex(second));
        assertThat(verify()).isEmpty();
    }

    @Test
    void goesOnInOneTransaction() {
        database.inTransactionDo(entities -> {
            AuditLog log = new AuditLog(entities, clock);
            log.append("system", "freeze", "petition/1", Map.of());
            log.append("system", "seal", "petition/1", Map.of());
        });
        assertThat(verify()).isEmpty();
        database.inTransactionDo(entities -> assertThat(new AuditLog(entities, clock).before(Long.MAX_VALUE, 10))
                .extracting(AuditEntry::action)
                .containsExactly("seal", "freeze"));
    }

    @Test
    void keepsNothingOfATransactionThatWasUndone() {
        append(1);
        AuditLog.Head before = head();
        try (var entities = database.entities().createEntityManager()) {
            entities.getTransaction().begin();
            new AuditLog(entities, clock).append("staff/50", "compile", "petition/1", Map.of());
            entities.getTransaction().rollback();
        }
        assertThat(head().hex()).isEqualTo(before.hex());
        append(1);
        assertThat(verify()).isEmpty();
    }

    @Test
    void findsAChangedEntry() throws Exception {
        append(5);
        database.update("update audit_entry set detail = '{\"edition\":\"9\"}' where sequence = 3");
        assertThat(verify()).contains(3L);
    }

    @Test
    void findsAnEntryWhoseHashWasMadeToFit() throws Exception {
        append(5);
        database.update("update audit_entry set hash = ? where sequence = 3", new byte[32]);
        assertThat(verify()).contains(3L);
    }

    @Test
    void findsARemovedEntry() throws Exception {
        append(5);
        database.update("delete from audit_entry where sequence = 1");
        assertThat(verify()).contains(1L);
    }

    @Test
    void findsReorderedEntries() throws Exception {
        append(5);
        database.update("update audit_entry set sequence = 99 where sequence = 2");
        database.update("update audit_entry set sequence = 2 where sequence = 4");
        database.update("update audit_entry set sequence = 4 where sequence = 99");
        assertThat(verify()).contains(2L);
    }

    @Test
    void showsACutEndAgainstThePublishedHead() throws Exception {
        append(5);
        AuditLog.Head published = head();
        database.update("delete from audit_entry where sequence = 5");
        assertThat(verify()).isEmpty();
        assertThat(head().sequence()).isLessThan(published.sequence());
    }

    @Test
    void staysOneChainWhenManyAppendAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> appending = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                appending.add(threads.submit(() -> append(10)));
            }
            for (Future<?> done : appending) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(head().sequence()).isEqualTo(40);
        assertThat(verify()).isEmpty();
    }
}
