package org.demarche.moderation.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.demarche.moderation.Archive;
import org.demarche.moderation.Archive.Made;
import org.demarche.moderation.table.SignatureTable.Places;
import org.demarche.moderation.table.SignatureTable.Turn;
import org.demarche.signature.SignatureState;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of signatures, on both databases. */
@OnEveryDatabase
class SignatureTableTest {
    private static final List<String> COUNTRIES = List.of("CH", "KG", "FR");
    private static final List<String> LANGUAGES = List.of("en", "fr", "ru");
    private static final String[] FLAGS = {null, null, "TOR", "DISPOSABLE_ADDRESS TOR", "UNSEEN_FIELD"};

    private final TestDatabase database;
    private final Random random = new Random(7);
    private final Map<Long, Made> signed = new TreeMap<>();
    private final Map<Long, Instant> asked = new HashMap<>();

    @TempDir
    private Path keys;

    private Archive archive;

    SignatureTableTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        archive = new Archive(database, keys);
    }

    private void sign(int people) throws SQLException {
        for (int i = 0; i < people; i++) {
            Made made = new Made(
                    one(List.of(SignatureState.CONFIRMED, SignatureState.HELD, SignatureState.STRUCK_OUT)),
                    FLAGS[random.nextInt(FLAGS.length)],
                    one(COUNTRIES),
                    one(LANGUAGES),
                    one(List.of("PAGE", "API")),
                    random.nextInt(6));
            signed.put(archive.sign(made), made);
        }
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private Places page(Filter filter, Optional<Place> beyond, Turn turn, int most) {
        return archive.in(
                entities -> new SignatureTable(entities).page(archive.petition.id(), filter, beyond, turn, most));
    }

    /** The numbers on all pages, turned one after the other. */
    private List<Long> walk(Filter filter, int most, Runnable meanwhile) {
        List<Long> seen = new ArrayList<>();
        Places page = page(filter, Optional.empty(), Turn.ON, most);
        page.places().forEach(place -> seen.add(place.id()));
        while (page.more()) {
            meanwhile.run();
            page = page(filter, Optional.of(page.places().get(page.places().size() - 1)), Turn.ON, most);
            page.places().forEach(place -> seen.add(place.id()));
        }
        return seen;
    }

    @Test
    void losesAndDoublesNobodyWhileOthersSign() throws SQLException {
        sign(100);
        List<Long> before = List.copyOf(signed.keySet());

        List<Long> seen = walk(Filter.all(), 7, () -> {
            try {
                sign(3);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(seen).doesNotHaveDuplicates().containsAll(before);
        assertThat(signed.size()).isGreaterThan(before.size());
    }

    @Test
    void turnsBackOverTheSamePages() throws SQLException {
        sign(40);
        List<Places> on = new ArrayList<>();
        on.add(page(Filter.all(), Optional.empty(), Turn.ON, 9));
        while (on.get(on.size() - 1).more()) {
            List<Place> last = on.get(on.size() - 1).places();
            on.add(page(Filter.all(), Optional.of(last.get(last.size() - 1)), Turn.ON, 9));
        }
        for (int i = on.size() - 1; i > 0; i--) {
            Places back = page(Filter.all(), Optional.of(on.get(i).places().get(0)), Turn.BACK, 9);
            assertThat(back.places()).isEqualTo(on.get(i - 1).places());
            assertThat(back.more()).isEqualTo(i > 1);
        }
    }

    @Test
    void findsByEveryCombinationOfFiltersWhatMatchesAndNothingElse() throws SQLException {
        sign(250);
        for (long id : List.copyOf(signed.keySet()).subList(0, 40)) {
            asked.put(id, Instant.parse("2026-11-23T10:00:00Z").plusSeconds(3600 * (id % 3)));
            archive.ask(id, asked.get(id), "Please");
        }
        for (int i = 0; i < 60; i++) {
            Map<String, String> fields = new HashMap<>();
            maybe(fields, "state", List.of("CONFIRMED", "HELD", "STRUCK_OUT"));
            maybe(fields, "flag", List.of("TOR", "UNSEEN_FIELD", "SHARED_NETWORK"));
            maybe(fields, "country", COUNTRIES);
            maybe(fields, "language", LANGUAGES);
            maybe(fields, "channel", List.of("PAGE", "API"));
            maybe(fields, "domain", Archive.DOMAINS);
            maybe(fields, "from", List.of("2026-11-23T09:00"));
            maybe(fields, "until", List.of("2026-11-23T11:00"));
            maybe(fields, "asked", List.of("yes", "no"));
            Filter filter = Filter.of(fields);

            assertThat(walk(filter, 20, () -> {})).as(filter.query()).isEqualTo(expected(filter));
            assertThat(list(filter))
                    .as("all of " + filter.query())
                    .isEqualTo(expected(filter).size());
        }
    }

    private void maybe(Map<String, String> fields, String name, List<String> values) {
        if (random.nextInt(3) == 0) {
            fields.put(name, one(values));
        }
    }

    private long list(Filter filter) throws SQLException {
        database.update("delete from bulk_item");
        database.update("delete from bulk");
        database.update(
                "insert into bulk (petition_id, id, state, criteria, ruling, reason, counted, requested_by, requested_at)"
                        + " values (?, 1, 'COUNTED', '', 'HOLD', 'OTHER', 0, 'staff:50', ?)",
                archive.petition.id(),
                Timestamp.from(archive.clock.instant()));
        return archive.in(entities -> new SignatureTable(entities)
                .list(archive.petition.id(), filter, EnumSet.allOf(SignatureState.class), 1));
    }

    private List<Long> expected(Filter filter) {
        Comparator<Long> order = filter.asked().orElse(false)
                ? Comparator.<Long, Instant>comparing(asked::get).thenComparing(Comparator.naturalOrder())
                : Comparator.<Long>comparingInt(id -> signed.get(id).hoursAgo())
                        .thenComparing(Comparator.reverseOrder());
        return signed.keySet().stream()
                .filter(id -> matches(id, signed.get(id), filter))
                .sorted(order)
                .toList();
    }

    private boolean matches(long id, Made made, Filter filter) {
        Instant hour = Instant.parse("2026-11-23T12:00:00Z").minusSeconds(3600L * made.hoursAgo());
        List<String> flags =
                made.flags() == null ? List.of() : List.of(made.flags().split(" "));
        return filter.state().stream().allMatch(made.state()::equals)
                && filter.flag().stream().allMatch(flag -> flags.contains(flag.name()))
                && filter.country().stream().allMatch(made.country()::equals)
                && filter.language().stream().allMatch(made.language()::equals)
                && filter.channel().stream().allMatch(channel -> channel.name().equals(made.channel()))
                && filter.domain().stream().allMatch(Archive.DOMAINS.get((int) (id % Archive.DOMAINS.size()))::equals)
                && filter.from().stream().noneMatch(hour::isBefore)
                && filter.until().stream().allMatch(hour::isBefore)
                && filter.asked().stream().allMatch(yes -> yes == asked.containsKey(id));
    }
}
