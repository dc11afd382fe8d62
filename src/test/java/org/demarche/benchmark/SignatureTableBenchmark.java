package org.demarche.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.demarche.moderation.Archive;
import org.demarche.moderation.table.Filter;
import org.demarche.moderation.table.Place;
import org.demarche.moderation.table.SignatureTable;
import org.demarche.moderation.table.SignatureTable.Turn;
import org.demarche.testing.Postgres;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A page of the table of signatures costs the same wherever it lies: pages at the beginning and deep in a million rows,
 * in turns. Needs PostgreSQL. {@code -Dbenchmark.rows} makes it smaller, {@code -Dbenchmark.rounds} shorter.
 */
class SignatureTableBenchmark {
    private static final int ROWS = Integer.getInteger("benchmark.rows", 1_000_000);
    private static final int ROUNDS = 20 * Integer.getInteger("benchmark.rounds", 5);
    private static final int PAGE = 50;

    /** Parts of a thousand of all rows that lie before the page. */
    private static final List<Integer> DEPTHS = List.of(0, 10, 500, 990);

    private static final List<String> FILTERS = List.of(
            "",
            "state=HELD",
            "country=KG",
            "country=KG&language=ru",
            "state=HELD&country=CH&channel=API",
            "flag=TOR&state=HELD",
            "state=CONFIRMED&from=2026-11-01T00:00");

    @TempDir
    private static Path keys;

    private static TestDatabase database;
    private static Archive archive;

    @BeforeAll
    static void fill() throws SQLException {
        assumeTrue(Postgres.found().isPresent(), Postgres::whyNot);
        database = TestDatabase.postgres(Postgres.found().orElseThrow());
        archive = new Archive(database, keys);
        archive.sign(Archive.confirmed());
        // Of ten states one is held and one struck out; a country and a language are in eight and three; hours go back.
        database.update(
                """
                insert into signature (petition_id, id, confirmed_at, consented_at, state, channel, language,
                    letter_version, country, demands, visibility, handover, news, address_hash, address_rules, slot,
                    data_key_id, sealed_identity, address_key_id, sealed_address, name_commitment, initials_commitment,
                    flags)
                select s.petition_id, n, s.confirmed_at, s.consented_at - (n / 250) * interval '1 hour',
                    case n % 10 when 0 then 'HELD' when 1 then 'STRUCK_OUT' else 'CONFIRMED' end,
                    case when n % 7 = 0 then 'API' else 'PAGE' end, (array['en', 'ru', 'fr'])[1 + n % 3],
                    s.letter_version, (array['KG', 'CH', 'FR', 'DE', 'RU', 'KZ', 'US', 'GB'])[1 + n / 3 % 8], s.demands,
                    s.visibility, s.handover, s.news, sha256(n::text::bytea), 1, 1, s.data_key_id, s.sealed_identity,
                    s.address_key_id, s.sealed_address, s.name_commitment, s.initials_commitment,
                    case n % 20 when 0 then 'TOR' when 10 then 'DISPOSABLE_ADDRESS TOR' end
                from signature s, generate_series(2, ?) n""",
                ROWS);
        database.update("analyze signature");
    }

    @AfterAll
    static void drop() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void turnsDeepPagesAsFastAsTheFirst() throws SQLException, IOException {
        List<String> lines = new ArrayList<>();
        for (String query : FILTERS) {
            List<Double> medians = measure(Filter.ofQuery(query));
            double ratio = medians.get(DEPTHS.size() - 1) / medians.get(0);
            lines.add(String.format(
                    Locale.ROOT,
                    "%-40s first %6.2f ms  1 %% %6.2f ms  50 %% %6.2f ms  99 %% %6.2f ms  deepest/first %5.2f",
                    query.isEmpty() ? "all" : query,
                    medians.get(0),
                    medians.get(1),
                    medians.get(2),
                    medians.get(3),
                    ratio));
            // Many times more rows lie before the deepest page; noise alone stays well below this.
            assertThat(ratio).as(query).isLessThan(3);
        }
        Figures.add("A page of " + PAGE + " of " + ROWS + " signatures\n" + String.join("\n", lines));
        assertThat(lines).hasSameSizeAs(FILTERS);
    }

    /** The median time of a page at each depth, in milliseconds, measured in turns. */
    private List<Double> measure(Filter filter) throws SQLException {
        List<Optional<Place>> places = new ArrayList<>();
        for (int depth : DEPTHS) {
            places.add(depth == 0 ? Optional.empty() : Optional.of(place(filter, depth)));
        }
        List<List<Double>> times = DEPTHS.stream()
                .map(depth -> (List<Double>) new ArrayList<Double>())
                .toList();
        try (EntityManager entities = database.entities().createEntityManager()) {
            SignatureTable table = new SignatureTable(entities);
            for (int round = -5; round < ROUNDS; round++) {
                for (int i = 0; i < places.size(); i++) {
                    long start = System.nanoTime();
                    var page = table.page(archive.petition.id(), filter, places.get(i), Turn.ON, PAGE);
                    double time = (System.nanoTime() - start) / 1e6;
                    assertThat(page.places()).hasSize(PAGE);
                    if (round >= 0) {
                        times.get(i).add(time);
                    }
                }
            }
        }
        return times.stream()
                .map(all -> all.stream().sorted().toList().get(ROUNDS / 2))
                .toList();
    }

    /** The place that so many thousandths of what matches lie before, found the slow way. */
    private Place place(Filter filter, int depth) throws SQLException {
        Map<String, String> fields = filter.fields();
        StringBuilder matches = new StringBuilder("petition_id = ?");
        fields.forEach((field, value) -> matches.append(
                switch (field) {
                    case "flag" -> " and flags like '%" + value + "%'";
                    case "from" -> " and consented_at >= '" + value + "Z'";
                    default -> " and " + field + " = '" + value + "'";
                }));
        long all = (Long) database.query("select count(*) from signature where " + matches, archive.petition.id())
                .get(0)
                .get(0);
        List<Object> row = database.query(
                        "select extract(epoch from consented_at)::bigint, id from signature where " + matches
                                + " order by consented_at desc, id desc limit 1 offset "
                                + Math.min(all * depth / 1000, all - PAGE - 1),
                        archive.petition.id())
                .get(0);
        return new Place(Instant.ofEpochSecond((Long) row.get(0)), (Long) row.get(1));
    }
}
