package org.demarche.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.demarche.signature.Channel;
import org.demarche.signing.form.SigningForm;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many sign at the same moment, on both databases. */
@OnEveryDatabase
@Timeout(120)
class SigningTogetherTest {
    private static final int PEOPLE = 200;

    private final TestDatabase database;

    @TempDir
    private Path keys;

    private Portal portal;

    SigningTogetherTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void openThePortal() {
        portal = new Portal(database, keys);
    }

    private long attempts() throws SQLException {
        return ((Number) database.query("select count(*) from attempt").get(0).get(0)).longValue();
    }

    private List<SigningForm> forms() {
        return IntStream.range(0, PEOPLE)
                .mapToObj(i -> portal.form("person" + i + "@example.org"))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private SigningForm from(String country) {
        return new SigningForm(
                portal.petitions.petition(),
                "en",
                "Jane",
                "jane@example.org",
                country,
                List.of("1"),
                "COUNTED",
                true,
                false,
                false);
    }

    /**
     * The first leads alone, and is stored once all the others wait for their turn; or once one of them was turned away,
     * so that the test can tell why.
     */
    private List<Future<SigningOutcome>> signAtOnce(Signing signing, List<SigningForm> forms)
            throws InterruptedException {
        CountDownLatch leads = new CountDownLatch(1);
        AtomicInteger answered = new AtomicInteger();
        portal.beforeStoring = () -> {
            if (leads.getCount() > 0) {
                leads.countDown();
                while (answered.get() == 0 && signing.waiting() < forms.size() - 1) {
                    pause();
                }
            }
        };
        ExecutorService people = Executors.newFixedThreadPool(forms.size());
        try {
            List<Future<SigningOutcome>> answers = new ArrayList<>();
            for (SigningForm form : forms) {
                answers.add(people.submit(() -> {
                    try {
                        return signing.sign(form, Channel.API, Set.of(), Portal.NETWORK);
                    } finally {
                        answered.incrementAndGet();
                        leads.countDown();
                    }
                }));
                leads.await();
            }
            return answers;
        } finally {
            people.shutdown();
            assertThat(people.awaitTermination(1, TimeUnit.MINUTES))
                    .as("everybody is answered")
                    .isTrue();
        }
    }

    @Test
    void sharesTransactionsAndLosesNobody() throws Exception {
        for (Future<SigningOutcome> answer : signAtOnce(portal.signing(), forms())) {
            assertThat(answer.get()).isEqualTo(new SigningOutcome.Accepted());
        }

        assertThat(attempts()).isEqualTo(PEOPLE);
        assertThat(portal.transactions).as("1, three times 64, and 7").hasValue(5);
        assertThat(database.query("select distinct token_hash from attempt")).hasSize(PEOPLE);
    }

    @Test
    void refusesThePoisonedRowAlone() throws Exception {
        // A row that the database, and nothing before it, finds wrong.
        database.update("alter table attempt add constraint nobody_from_france check (country <> 'FR')");
        try {
            List<SigningForm> forms = forms();
            forms.set(PEOPLE / 2, from("FR"));

            List<Future<SigningOutcome>> answers = signAtOnce(portal.signing(), forms);

            assertThatThrownBy(answers.remove(PEOPLE / 2)::get).hasRootCauseInstanceOf(SQLException.class);
            for (Future<SigningOutcome> answer : answers) {
                assertThat(answer.get()).isEqualTo(new SigningOutcome.Accepted());
            }
            assertThat(attempts()).isEqualTo(PEOPLE - 1);
        } finally {
            database.update("alter table attempt drop constraint nobody_from_france");
        }
    }

    @Test
    void tellsEverybodyOfAGroupWhoseCommitFails() throws Exception {
        for (Future<SigningOutcome> answer : signAtOnce(portal.signingWithoutCommit(), forms())) {
            assertThatThrownBy(answer::get).hasRootCauseMessage("The commit did not come back");
        }

        assertThat(attempts()).isZero();
    }
}
