package org.demarche.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.Event;
import jakarta.mail.internet.MimeMessage;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.demarche.config.JobLeases;
import org.demarche.config.Nodes;
import org.demarche.config.Rush;
import org.demarche.config.Schedule;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.testing.TestSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class PostmanTest {
    private static final Delivery DONE = new Delivery.Done();

    private final HandClock clock = new HandClock("2026-11-23T18:00:00Z");
    private final List<Long> carried = new ArrayList<>();
    private final List<Long> told = new ArrayList<>();
    private final List<Long> given = new ArrayList<>();
    private final Map<Long, Delivery> answers = new HashMap<>();
    private Function<OutboxItem, Optional<Mail>> writes =
            item -> Optional.of(Mail.to("jane@example.org", "en", "Your link").paragraph("Good evening."));

    private TestDatabase database;
    private EntityManager entities;
    private Outbox outbox;
    private Postman postman;
    /** Has time for one mail in a transaction. */
    private Postman hasty;

    private final List<Delivery> counted = new ArrayList<>();
    private final List<Integer> asked = new ArrayList<>();
    private boolean rush;
    private int rests;
    private int posts;

    @BeforeEach
    void hire(TestDatabase given) throws SQLException {
        database = given;
        database.update("insert into petition (id, slug, vault_public_key) values (1, 'appeal', ?)", new byte[32]);
        entities = database.entities().createEntityManager();
        outbox = new Outbox(entities, node(entities), clock, silent());
        Composing composing = new Composing(List.of(new Writer()));
        MailWriter writer = new MailWriter(TestSettings.of(Map.of()), clock);
        postman = postman(composing, writer, Posting.AT_MOST);
        hasty = postman(composing, writer, Duration.ZERO);
    }

    private Postman postman(Composing composing, MailWriter writer, Duration atMost) {
        Posting posting = new Posting(outbox, composing, writer, clock, counted::add, atMost) {
            @Override
            Posted post(List<OutboxItem.Key> keys, Carrier carrier) {
                posts++;
                return committed(() -> Optional.of(super.post(keys, carrier))).orElseThrow();
            }

            @Override
            int dropOld(int most) {
                return committed(() -> Optional.of(super.dropOld(most))).orElseThrow();
            }

            @Override
            void postpone(OutboxItem.Key key, String reason) {
                committed(() -> {
                    super.postpone(key, reason);
                    return Optional.empty();
                });
            }
        };
        Crew alone = new Crew() {
            @Override
            void together(int hands, Runnable work) {
                asked.add(hands);
                work.run();
            }

            @Override
            void rest(Duration moment) {
                rests++;
            }
        };
        return new Postman(
                posting,
                clock,
                new Schedule(),
                new JobLeases(entities, clock) {
                    @Override
                    public boolean hold(String job, Duration time) {
                        return true;
                    }
                },
                alone,
                new Rush() {
                    @Override
                    public boolean isOn() {
                        return rush;
                    }
                },
                Bag::new);
    }

    @AfterEach
    void dismiss() {
        entities.close();
    }

    /** What the container does for a transactional method. */
    private <T> Optional<T> committed(java.util.function.Supplier<Optional<T>> work) {
        entities.getTransaction().begin();
        try {
            Optional<T> result = work.get();
            entities.getTransaction().commit();
            return result;
        } finally {
            if (entities.getTransaction().isActive()) {
                entities.getTransaction().rollback();
            }
            entities.clear();
        }
    }

    private Nodes node(EntityManager at) {
        return new Nodes(new JobLeases(at, clock), new Schedule());
    }

    @SuppressWarnings("unchecked") // A proxy of an interface with a parameter.
    private static Event<MailQueued> silent() {
        return (Event<MailQueued>) Proxy.newProxyInstance(
                PostmanTest.class.getClassLoader(), new Class<?>[] {Event.class}, (event, method, arguments) -> null);
    }

    private final class Writer implements Correspondent {
        @Override
        public Set<String> kinds() {
            return Set.of("CONFIRM");
        }

        @Override
        public Optional<Mail> compose(OutboxItem item) {
            return writes.apply(item);
        }

        @Override
        public void sent(List<OutboxItem> items) {
            items.forEach(item -> told.add(item.referenceId()));
        }

        @Override
        public void dropped(OutboxItem item) {
            given.add(item.referenceId());
        }
    }

    private final class Bag implements Carrier {
        @Override
        public Delivery carry(OutboxItem item, MimeMessage message) {
            carried.add(item.referenceId());
            return answers.getOrDefault(item.referenceId(), DONE);
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    }

    private void queue(String kind, long... references) {
        committed(() -> {
            for (long reference : references) {
                outbox.queue(1, kind, reference, "en");
            }
            return Optional.empty();
        });
        clock.pass(Duration.ofSeconds(1));
    }

    private List<List<Object>> waiting() throws SQLException {
        return database.query("select reference_id, tries, failure from outbox order by reference_id");
    }

    @Test
    void sendsEverythingThatIsQueuedAndTellsItsWriter() throws Exception {
        queue("CONFIRM", 1);
        queue("CONFIRM", 2, 3);
        postman.work();
        assertThat(carried).containsExactly(1L, 2L, 3L);
        assertThat(told).containsExactly(1L, 2L, 3L);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void goesOnBeyondOneRound() throws Exception {
        long[] many = LongStream.rangeClosed(1, 405).toArray();
        queue("CONFIRM", many);
        postman.work();
        assertThat(carried).hasSize(405).doesNotHaveDuplicates();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void takesSeveralMailsAtOnceFromAQuickServer() throws Exception {
        queue("CONFIRM", LongStream.rangeClosed(1, 200).toArray());
        postman.work();
        assertThat(carried).hasSize(200).doesNotHaveDuplicates();
        assertThat(told).containsExactlyInAnyOrderElementsOf(carried);
        assertThat(posts).isBetween(8, 20);
    }

    @Test
    void goesSlowerWhileManyWaitForAnswers() throws Exception {
        rush = true;
        queue("CONFIRM", LongStream.rangeClosed(1, 120).toArray());
        postman.work();
        assertThat(carried).hasSize(120).doesNotHaveDuplicates();
        assertThat(asked).as("carriers in each round").containsExactly(1, 1, 1);
        assertThat(rests).isEqualTo(posts).isPositive();
        rush = false;
        queue("CONFIRM", LongStream.rangeClosed(121, 140).toArray());
        postman.work();
        assertThat(asked).hasSize(4).endsWith(8);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void leavesWhatItHasNoTimeForAsItWas() throws Exception {
        queue("CONFIRM", LongStream.rangeClosed(1, 30).toArray());
        hasty.work();
        assertThat(carried).hasSize(30).doesNotHaveDuplicates();
        assertThat(told).containsExactlyInAnyOrderElementsOf(carried);
        assertThat(posts).isGreaterThanOrEqualTo(30);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void triesOnlyTheMailAgainThatAConversationBrokeAt() throws Exception {
        queue("CONFIRM", LongStream.rangeClosed(1, 40).toArray());
        answers.put(33L, new Delivery.Postponed("the connection broke", true));
        postman.work();
        assertThat(carried).hasSize(40).doesNotHaveDuplicates();
        assertThat(told).hasSize(39).doesNotContain(33L);
        assertThat(counted).hasSize(40).containsOnlyOnce(answers.get(33L));
        assertThat(waiting()).containsExactly(List.of(33L, 1, "the connection broke"));
    }

    @Test
    void waitsLongerAfterEachTryThatFails() throws Exception {
        answers.put(1L, new Delivery.Postponed("put off: 450"));
        queue("CONFIRM", 1);
        for (Duration wait : List.of(
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofHours(2))) {
            carried.clear();
            postman.work();
            assertThat(carried).containsExactly(1L);
            clock.pass(wait.minusSeconds(1));
            postman.work();
            assertThat(carried).hasSize(1);
            clock.pass(wait.dividedBy(5).plusSeconds(1));
        }
        assertThat(waiting()).containsExactly(List.of(1L, 5, "put off: 450"));
        answers.clear();
        postman.work();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void buriesWhatIsRefusedForGood() throws Exception {
        answers.put(1L, new Delivery.Refused("refused: 550 5.1.1"));
        queue("CONFIRM", 1, 2);
        postman.work();
        assertThat(told).containsExactly(2L);
        clock.pass(Duration.ofDays(30));
        postman.work();
        assertThat(carried).containsExactlyInAnyOrder(1L, 2L);
        assertThat(database.query("select next_try_at, failure from outbox"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsExactly(null, "refused: 550 5.1.1"));
    }

    @Test
    void dropsWhatHasNothingToSayAnyMore() throws Exception {
        writes = item -> Optional.empty();
        queue("CONFIRM", 1);
        postman.work();
        assertThat(carried).isEmpty();
        assertThat(told).isEmpty();
        assertThat(given).containsExactly(1L);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void sendsTheOthersWhenOneCannotBeWritten() throws Exception {
        writes = item -> {
            if (item.referenceId() == 1) {
                throw new IllegalStateException("jane@example.org is odd");
            }
            return Optional.of(Mail.to("jane@example.org", "en", "Your link"));
        };
        queue("CONFIRM", 1);
        queue("UNHEARD-OF", 2);
        queue("CONFIRM", 3);
        postman.work();
        assertThat(carried).containsExactly(3L);
        assertThat(waiting())
                .containsExactly(
                        List.of(1L, 1, "could not be written (IllegalStateException)"),
                        List.of(2L, 1, "could not be written (IllegalStateException)"));
    }

    @Test
    void doesNotRestUntilATimeThatAClockAheadHasNamed() throws Exception {
        answers.put(1L, new Delivery.Unreachable("no connection"));
        queue("CONFIRM", 1);
        clock.pass(Duration.ofDays(1));
        postman.work();
        clock.pass(Duration.ofDays(-1));
        answers.clear();
        postman.work();

        assertThat(waiting()).isEmpty();
    }

    @Test
    void sendsWhatWasQueuedByAClockAheadWhenThatTimeHasComeAndLosesNone() throws Exception {
        clock.pass(Duration.ofHours(3));
        queue("CONFIRM", 1);
        clock.pass(Duration.ofHours(-3));
        queue("CONFIRM", 2);
        postman.work();
        assertThat(carried).containsExactly(2L);
        clock.pass(Duration.ofHours(3));
        postman.work();

        assertThat(carried).containsExactly(2L, 1L);
    }

    @Test
    void leavesAllAsTheyAreWhileTheMailServerIsAway() throws Exception {
        answers.put(1L, new Delivery.Unreachable("no connection"));
        queue("CONFIRM", 1);
        queue("CONFIRM", 2);
        postman.work();
        assertThat(carried).containsExactly(1L);
        assertThat(database.query("select count(*) from outbox where tries = 0"))
                .containsExactly(List.of(2L));
        postman.work();
        assertThat(carried).hasSize(1);
        answers.clear();
        clock.pass(Duration.ofSeconds(5));
        postman.work();
        assertThat(carried).containsExactly(1L, 1L, 2L);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void leavesAMailToTheNodeThatHasIt() throws Exception {
        queue("CONFIRM", 1);
        OutboxItem.Key key = outbox.due(clock.instant(), 10).get(0);
        database.inTransactionDo(other -> {
            assertThat(new Outbox(other, node(other), clock, silent()).take(List.of(key), clock.instant()))
                    .hasSize(1);
            postman.work();
            assertThat(carried).isEmpty();
        });
        postman.work();
        assertThat(carried).containsExactly(1L);
    }

    /** Another node says that it lives. */
    private void beat(Nodes node) {
        committed(() -> {
            node.beat();
            return Optional.empty();
        });
    }

    private void queueAt(Nodes node, long reference) {
        committed(() -> {
            outbox.queueAt(Optional.of(node.own()), 1, "CONFIRM", reference, "en");
            return Optional.empty();
        });
    }

    @Test
    void leavesAMailToTheNodeThatWritesItBestWhileThatLives() {
        Nodes other = node(entities);
        beat(other);
        queueAt(other, 1);
        queue("CONFIRM", 2);

        postman.work();
        assertThat(carried).containsExactly(2L);
        clock.pass(Duration.ofSeconds(15));
        postman.work();
        assertThat(carried).containsExactly(2L, 1L);
    }

    @Test
    void takesAMailFromANodeThatLivesButDoesNotSendIt() {
        Nodes other = node(entities);
        queueAt(other, 1);
        clock.pass(Duration.ofMinutes(10).minusSeconds(1));
        beat(other);

        postman.work();
        assertThat(carried).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        postman.work();
        assertThat(carried).containsExactly(1L);
    }

    @Test
    void dropsWhatCouldNotGoUntilItCannotBeWrittenAnyMore() throws Exception {
        answers.put(1L, new Delivery.Refused("refused: 550"));
        queue("CONFIRM", 1);
        postman.work();
        clock.pass(Duration.ofDays(14));
        queue("CONFIRM", 2);
        clock.pass(Duration.ofDays(1));
        postman.clear();
        assertThat(given).containsExactly(1L);
        assertThat(database.query("select reference_id from outbox")).containsExactly(List.of(2L));
    }
}
