package org.demarche.submission.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demarche.petition.Letter;
import org.demarche.petition.Petition;
import org.demarche.petition.TestPetitions;
import org.demarche.signature.Visibility;
import org.demarche.submission.rows.CanonicalJson;
import org.demarche.submission.rows.Root;
import org.demarche.verification.Layout;

/** Facts of made-up editions of the shipped appeal, and rows and openings that fit them. */
public final class SampleFacts {
    public static final Instant CUTOFF = Instant.parse("2026-11-23T12:00:00Z");

    /** Names in Latin, Cyrillic, Arabic, Hebrew, Chinese and Japanese, then in Hangul and Devanagari, which no font here has. */
    public static final List<String> NAMES = List.of(
            "Zoë Müller-Łukasz",
            "Айгүл Өмүрбекова",
            "Ирина Ёлкина",
            "محمد الأمين",
            "דוד כהן",
            "王小明",
            "山田太郎",
            "김민수",
            "प्रिया शर्मा",
            "O’Brien \"Pat\" \\ Ny");

    private static final String HASH = "3f9a0c5be1d24f7786aa0192b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6";

    private SampleFacts() {}

    /** The first edition, in a trial, to an addressee who reads this language; ten are named, ten show initials. */
    public static Facts first(String language) {
        return facts(TestPetitions.shippedTo(language), 1, 12_480, 10, 10, SealFacts.Level.B, true);
    }

    /** The second edition, time-stamped. */
    public static Facts second(String language) {
        return facts(TestPetitions.shippedTo(language), 2, 1_204, 10, 0, SealFacts.Level.T, false);
    }

    /** The first edition with so many of its rows named in full. */
    public static Facts named(long full) {
        return facts(TestPetitions.shipped(), 1, 2 * full + 10, full, 0, SealFacts.Level.B, true);
    }

    private static Facts facts(
            Petition petition,
            int edition,
            long count,
            long full,
            long initials,
            SealFacts.Level level,
            boolean trial) {
        long before = edition == 1 ? 0 : 12_480;
        List<Letter> letters =
                petition.languages().stream().map(petition::letter).toList();
        return new Facts(
                petition,
                edition,
                CUTOFF,
                trial,
                new Root(hash(), before + count),
                statistics(count, full, initials),
                accounting(before, count),
                letters.stream()
                        .map(letter -> new LetterText(letter.language(), 1, letter.canonicalText()))
                        .toList(),
                edition == 1
                        ? Optional.empty()
                        : Optional.of(new Previous(
                                1,
                                CUTOFF.minusSeconds(90 * 86_400),
                                HASH,
                                new Root(hash(), before),
                                Collections.nCopies(Long.bitCount(before), HASH))),
                edition == 1 ? List.of() : List.of(new Earlier(1, before, CUTOFF.minusSeconds(80 * 86_400))),
                URI.create("https://petitions.example.org"),
                new SealFacts(
                        HASH,
                        "petitions.example.org/" + petition.slug()
                                + "+0a1b2c3d+ATbVwVJ4b1hqWcWwbsNvh0KqvSPu1VHlq8d6O2qKJcVn",
                        level));
    }

    private static byte[] hash() {
        return HexFormat.of().parseHex(HASH.replace('3', '5'));
    }

    private static JsonObject statistics(long count, long full, long initials) {
        long half = count / 2;
        long tenth = count / 10;
        return Json.createObjectBuilder()
                .add("channel", numbers(Map.of("PAGE", count - tenth, "API", tenth - 10, "*", 10L)))
                .add(
                        "country",
                        numbers(Map.of(
                                "KG",
                                half,
                                "CH",
                                tenth,
                                "DE",
                                tenth,
                                "UZ",
                                tenth,
                                "CD",
                                tenth,
                                "*",
                                count - half - 4 * tenth)))
                .add("demands", numbers(Map.of("1", count - tenth, "2", half, "3", count)))
                .add("language", numbers(Map.of("ru", half, "ky", tenth, "en", tenth, "*", count - half - 2 * tenth)))
                .add("period", numbers(Map.of("2026-09", tenth, "2026-10", half, "2026-11", count - half - tenth)))
                .add(
                        "visibility",
                        numbers(Map.of("COUNTED", count - full - initials, "FULL", full, "INITIALS", initials)))
                .build();
    }

    private static JsonObject accounting(long before, long count) {
        long confirmed = before + count + 57;
        long gone = before == 0 ? 0 : 26;
        return Json.createObjectBuilder()
                .add(
                        "attempts",
                        numbers(Map.of(
                                "confirmed", confirmed,
                                "duplicate", 311L,
                                "expired", 1_906L,
                                "open", 74L,
                                "refused", 12L,
                                "total", confirmed + 311 + 1_906 + 74 + 12)))
                .add(
                        "gone",
                        numbers(Map.of(
                                "erased", gone == 0 ? 0L : 3L,
                                "held", gone == 0 ? 0L : 2L,
                                "struckOut", gone == 0 ? 0L : 4L,
                                "withdrawn", gone == 0 ? 0L : 17L)))
                .add(
                        "signatures",
                        numbers(Map.of(
                                "counted", before + count - gone,
                                "erased", 9L + (gone == 0 ? 0 : 3),
                                "held", 8L + (gone == 0 ? 0 : 2),
                                "struckOut", 11L + (gone == 0 ? 0 : 4),
                                "withdrawn", 29L + (gone == 0 ? 0 : 17))))
                .build();
    }

    private static JsonObjectBuilder numbers(Map<String, Long> numbers) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        numbers.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(number -> json.add(number.getKey(), number.getValue()));
        return json;
    }

    /** Writes rows and openings of all who are named, every second row one of them, their names {@link #NAMES} in turn. */
    public static void write(Facts facts, Path content) throws IOException {
        Files.createDirectories(content.resolve(Layout.SIGNATORIES));
        try (Writer rows = Files.newBufferedWriter(content.resolve(Layout.ROWS), UTF_8);
                Writer openings = Files.newBufferedWriter(content.resolve(Layout.OPENINGS), UTF_8)) {
            long full = facts.visible(Visibility.FULL);
            for (long row = 0, named = 0; named < facts.named(); row++) {
                boolean opened = row % 2 == 1;
                rows.write(row(row, opened));
                if (opened) {
                    String member = named < full ? "name" : "initials";
                    String name = NAMES.get((int) (named % NAMES.size()));
                    openings.write(CanonicalJson.text(Map.of(member, name, "row", row, "salt", HASH)) + "\n");
                    named++;
                }
            }
        }
    }

    private static String row(long row, boolean opened) {
        return CanonicalJson.text(Map.of(
                        "channel",
                        "PAGE",
                        "country",
                        row % 20 < 10 ? "KG" : "*",
                        "demands",
                        row % 20 < 10 ? List.of(1, 3) : List.of(1, 2, 3),
                        "initials",
                        HASH,
                        "language",
                        "ru",
                        "letter",
                        1,
                        "name",
                        HASH,
                        "period",
                        "2026-11",
                        "visibility",
                        opened ? "FULL" : "COUNTED"))
                + "\n";
    }
}
