package org.demarche.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.verification.VerificationReport.Finding;
import org.demarche.verification.VerificationReport.Subject;
import org.demarche.verification.VerificationReport.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Packages whose content is wrong, though their checksums and their seal are right: the sealer's own lies. */
class LyingSealersTest {

    private static final String TEXTS = "data/letters.json";
    private static final String ROWS = "data/rows.jsonl";
    private static final String MANIFEST = "data/manifest.json";
    private static final String STATISTICS = "data/statistics.json";
    private static final String OPENINGS = "data/signatories/openings.jsonl";
    private static final String CSV = "data/signatories/signatories.csv";
    private static final String VOLUME = "data/signatories/signatories-1.pdf";
    private static final String CHECKPOINT = "data/checkpoint.txt";
    private static final String HEX = "[0-9a-f]{64}";

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void areFoundOutByTheCheckThatNamesTheLie(String lie, SamplePackage liar, Subject subject, String says) {
        VerificationReport report = Samples.verified(liar.sealed());
        assertThat(report.verdict()).isEqualTo(Verdict.BROKEN);
        Finding firstFailure =
                report.checks().stream().filter(Finding::failed).findFirst().orElseThrow();
        assertThat(firstFailure.outcome().sentence()).contains(says).doesNotContain("understood");
        assertThat(firstFailure.subject()).isEqualTo(subject);
    }

    static Stream<Arguments> areFoundOutByTheCheckThatNamesTheLie() {
        return Stream.of(
                        manifests(),
                        times(),
                        letters(),
                        rows(),
                        totals(),
                        supplements(),
                        checkpoints(),
                        openings(),
                        signatories(),
                        redactions())
                .flatMap(lies -> lies);
    }

    private static Stream<Arguments> manifests() {
        Subject subject = Subject.MANIFEST;
        return Stream.of(
                edit("white space", MANIFEST, subject, ":1,", ": 1,", "unexpected at character"),
                edit("final line feed", MANIFEST, subject, "}}$", "}}\n", "unexpected at character"),
                edit(
                        "keys out of order",
                        MANIFEST,
                        subject,
                        "\"en\":\"Do this\",\"fr\":\"Faites ceci\"",
                        "\"fr\":\"Faites ceci\",\"en\":\"Do this\"",
                        "not in canonical form from byte"),
                edit("needless escape", MANIFEST, subject, "Do this", "Do \\\\u0074his", "needless escape"),
                edit("escape in upper case", MANIFEST, subject, "Do this", "Do \\\\u001Fthis", "not in canonical form"),
                edit("doubled key", MANIFEST, subject, "\"trial\":true", "\"trial\":true,\"trial\":true", "twice"),
                edit("unknown member", MANIFEST, subject, "\"trial\"", "\"tree2\":1,\"trial\"", "tree2 is not part"),
                edit("missing member", MANIFEST, subject, "\"trial\":true,", "", "trial is missing"),
                edit("fraction", MANIFEST, subject, "\"count\":48", "\"count\":48.0", "unexpected"),
                edit("leading zero", MANIFEST, subject, "\"count\":48", "\"count\":048", "unexpected"),
                edit("negative", MANIFEST, subject, "\"count\":48", "\"count\":-48", "count is not a whole number"),
                edit("huge number", MANIFEST, subject, "\"count\":48", "\"count\":9007199254740992", "beyond 2^53"),
                edit(
                        "text for a number",
                        MANIFEST,
                        subject,
                        "\"count\":48",
                        "\"count\":\"48\"",
                        "count is not a whole"),
                edit(
                        "other version",
                        MANIFEST,
                        subject,
                        "\"version\":2,\"vis",
                        "\"version\":1,\"vis",
                        "format and version"),
                edit("second edition alone", MANIFEST, subject, "\"edition\":1", "\"edition\":2", "previous has to be"),
                edit("edition 0", MANIFEST, subject, "\"edition\":1", "\"edition\":0", "edition is 0, not from 1"),
                edit("level C", MANIFEST, subject, "\"level\":\"B", "\"level\":\"C", "level is C, not B or T"),
                edit("no key", MANIFEST, subject, "\"checkpoint\":\"[^\"]*", "\"checkpoint\":\"", "is not a text"),
                edit("impossible time", MANIFEST, subject, "-11-23T18", "-11-31T18", "impossible time"),
                edit("gap in demands", MANIFEST, subject, "\"number\":2", "\"number\":4", "not numbered 1, 2, 3"),
                edit("letters unsorted", MANIFEST, subject, "\"ru\"", "\"be\"", "order of language and version"),
                edit("no root", MANIFEST, subject, "\"root\":\"" + HEX, "\"root\":\"none", "root is not a hash"),
                edit(
                        "endless name",
                        MANIFEST,
                        subject,
                        ":\"sample\"",
                        ":\"" + "a-".repeat(200_000) + "a\"",
                        "petition is not written"),
                edit("deep nesting", MANIFEST, subject, "null", "[".repeat(1000) + "]".repeat(1000), "nested deeper"),
                edit("not JSON", MANIFEST, subject, ".*", "hello", "unexpected"),
                edit("empty", MANIFEST, subject, ".*", "", "ends too early"));
    }

    private static Stream<Arguments> letters() {
        Subject subject = Subject.LETTERS;
        return Stream.of(
                edit("changed letter", TEXTS, subject, "en(.*?)Please", "en$1Never", "en-1 is not the text that"),
                edit("unnamed letter", TEXTS, subject, "\\}$", ",\"uz-1\":\"x\"}", "the manifest does not name uz-1"),
                edit("letter lost", TEXTS, subject, ",\"ru-1\":\"[^\"]*\"", "", "names ru-1, which is not there"),
                edit("version changed", TEXTS, subject, "ru-1", "ru-2", "names ru-1, which is not there"),
                edit("number for a text", TEXTS, subject, "\"ru-1\":\"[^\"]*\"", "\"ru-1\":1", "ru-1 is not a text"),
                edit("white space", TEXTS, subject, "^\\{", "{ ", "unexpected at character"));
    }

    private static Stream<Arguments> rows() {
        Subject subject = Subject.ROWS;
        return Stream.of(
                lines("swapped rows", ROWS, lines -> Collections.swap(lines, 3, 4), subject, "line 5: out of order"),
                lines("doubled row", ROWS, lines -> lines.add(7, lines.get(7)), subject, "line 9: out of order"),
                lines("row not in order", ROWS, lines -> lines.add(lines.remove(0)), subject, "out of order"),
                lines("empty line", ROWS, lines -> lines.add(7, ""), subject, "line 8: empty"),
                edit("no last line feed", ROWS, subject, "\n$", "", "without a line feed"),
                edit("carriage returns", ROWS, subject, "\n", "\r\n", "line 1: the JSON has something unexpected"),
                edit("white space", ROWS, subject, ",\"demands\":", ", \"demands\":", "line 1: the JSON has"),
                edit("unknown demand", ROWS, subject, "\\[1", "[7", "demand"),
                first("no demand", ROWS, subject, "\\[[0-9,]*\\]", "[]", "line 1: no demand"),
                first("doubled demand", ROWS, subject, "\\[1", "[1,1", "not in ascending order"),
                first("unknown visibility", ROWS, subject, "(COUNTED|FULL|INITIALS)", "SECRET", "visibility is SECRET"),
                first("short commitment", ROWS, subject, "\"name\":\"..", "\"name\":\"", "name is not a commitment"),
                first(
                        "long country",
                        ROWS,
                        subject,
                        "\"country\":\"[^\"]*",
                        "\"country\":\"CHE",
                        "country is not written"),
                first(
                        "unknown channel",
                        ROWS,
                        subject,
                        "\"channel\":\"[^\"]*",
                        "\"channel\":\"FAX",
                        "channel is not written"),
                first("no channel", ROWS, subject, "\"channel\":\"[^\"]*\",", "", "channel is missing"),
                first(
                        "thirteenth month",
                        ROWS,
                        subject,
                        "\"period\":\"[^\"]*",
                        "\"period\":\"2026-13",
                        "period is not"),
                later("after the cut-off", "2026-11", "2026-12", "lies after the cut-off"),
                later("unknown letter", "\"letter\":1", "\"letter\":2", "no version 2 of the letter"),
                later("unknown language", "\"language\":\"fr\"", "\"language\":\"de\"", "in the language de"),
                arguments("a cell of one", smallCell(), subject, "only 1 rows are from (LI, en, 2026-11, PAGE)"),
                arguments(
                        "not UTF-8",
                        Samples.GOOD.with(ROWS, new byte[] {'"', (byte) 0xc3, '"', '\n'}),
                        subject,
                        "line 1: the text is not UTF-8"));
    }

    private static Stream<Arguments> totals() {
        Subject subject = Subject.TOTALS;
        return Stream.of(
                edit("changed root", MANIFEST, Subject.TREE, "\"root\":\"..", "\"root\":\"00", "root is 00"),
                edit(
                        "changed size",
                        MANIFEST,
                        Subject.TREE,
                        "\"size\":48",
                        "\"size\":49",
                        "49 leaves, but there are 48"),
                lines("lost row", ROWS, lines -> lines.remove(20), Subject.TREE, "48 leaves, but there are 47 rows"),
                edit("changed count", MANIFEST, subject, "\"count\":48", "\"count\":49", "says 49 signatures"),
                edit("changed demand", MANIFEST, subject, "\"total\":31", "\"total\":32", "32 signatures for demand 2"),
                edit("changed visibility", MANIFEST, subject, "\"FULL\":24", "\"FULL\":25", "25 FULL signatures"),
                edit("attempts lost", MANIFEST, subject, "\"open\":3", "\"open\":2", "58 attempts, but its categories"),
                edit(
                        "signatures lost",
                        MANIFEST,
                        subject,
                        "\"struckOut\":2",
                        "\"struckOut\":1",
                        "52 confirmed attempts"),
                edit(
                        "counted lost",
                        MANIFEST,
                        subject,
                        "\"counted\":48,\"erased\":1",
                        "\"counted\":47,\"erased\":2",
                        "47 signatures stand, but of the 48 in the tree 0 are gone"),
                edit(
                        "gone before the first edition",
                        MANIFEST,
                        subject,
                        "\"gone\":\\{\"erased\":0",
                        "\"gone\":{\"erased\":1",
                        "but this is the first"),
                edit("channel changed", STATISTICS, subject, "\"API\":12", "\"API\":11", "11 for channel API"),
                edit("changed table", STATISTICS, subject, "\"CH\":12", "\"CH\":13", "13 for country CH"),
                edit("country lost", STATISTICS, subject, "\"CH\":12,", "", "says nothing for country CH"),
                edit("country invented", STATISTICS, subject, "\"CH\"", "\"AT\":0,\"CH\"", "says 0 for country AT"),
                edit("table lost", STATISTICS, subject, "\"period\":\\{[^}]*\\},", "", "period is missing"));
    }

    private static Stream<Arguments> openings() {
        Subject subject = Subject.OPENINGS;
        return Stream.of(
                edit("changed name", OPENINGS, subject, "Jane Doe", "Joan Doe", "does not open row"),
                first("changed salt", OPENINGS, subject, "\"salt\":\"..", "\"salt\":\"00", "does not open row"),
                first("short salt", OPENINGS, subject, "\"salt\":\"..", "\"salt\":\"", "salt is not 64"),
                first(
                        "control character",
                        OPENINGS,
                        subject,
                        "(name|initials)\":\"",
                        "$1\":\"\\\\u0007",
                        "control char"),
                lines("lost opening", OPENINGS, lines -> lines.remove(3), subject, "but the next row to be opened is"),
                lines(
                        "last opening lost",
                        OPENINGS,
                        lines -> lines.remove(lines.size() - 1),
                        subject,
                        "no opening for row"),
                lines("doubled opening", OPENINGS, lines -> lines.add(2, lines.get(1)), subject, "line 3: opens the"),
                lines(
                        "swapped openings",
                        OPENINGS,
                        lines -> Collections.swap(lines, 1, 2),
                        subject,
                        "line 2: opens the"),
                lines(
                        "opening of nothing",
                        OPENINGS,
                        lines -> lines.add(lines.get(0).replaceAll("row\":\\d+", "row\":99")),
                        subject,
                        "of row 99, but the next row to be opened is none"),
                lines(
                        "counted but named",
                        OPENINGS,
                        LyingSealersTest::nameACounted,
                        subject,
                        "the next row to be opened"),
                lines("name for initials", OPENINGS, LyingSealersTest::sayNameForInitials, subject, "(INITIALS)"));
    }

    private static Stream<Arguments> signatories() {
        Subject subject = Subject.SIGNATORIES;
        return Stream.of(
                edit("other name", CSV, subject, "Jane Doe", "Joan Doe", "should say ["),
                edit("formula", CSV, subject, "'=", "=", "should say ["),
                edit("other header", CSV, subject, "row,name", "row,NAME", "record 1: should say [row, name"),
                edit("bare line feeds", CSV, subject, "\r\n", "\n", "record 1: the record does not end in CR LF"),
                edit("open quotes", CSV, subject, "\r\n$", "\r\n\"", "ends within quotes"),
                edit("stray quote", CSV, subject, "Jane", "Ja\"ne", "a quote within a field"),
                edit("byte order mark", CSV, subject, "^row", "\ufeffrow", "record 1"),
                edit(
                        "somebody more",
                        CSV,
                        subject,
                        "\r\n$",
                        "\r\n99,Eve,CH,1\r\n",
                        "names somebody whom no opening names"),
                edit("somebody less", CSV, subject, "\r\n[^\r]+\r\n$", "\r\n", "but says nothing"),
                edit("other demands", CSV, subject, ",1 2 3\r", ",1 2\r", "should say ["),
                edit("endless record", CSV, subject, "Jane", "Jane".repeat(3000), "longer than 8192 bytes"));
    }

    private static Stream<Arguments> times() {
        Subject subject = Subject.TIME;
        return Stream.of(
                edit("a time-stamp that is not there", MANIFEST, subject, "\"B\"", "\"T\"", "somebody took it away"),
                arguments(
                        "a time-stamp from before the cut-off",
                        Samples.STAMPED.edited(
                                MANIFEST,
                                json -> json.replaceFirst(
                                        "\"cutoff\":\"[^\"]+\"", "\"cutoff\":\"2099-01-01T00:00:00Z\"")),
                        subject,
                        "before the cut-off of what is sealed"),
                arguments(
                        "a time-stamp that is not said",
                        Samples.STAMPED.edited(MANIFEST, json -> json.replace("\"level\":\"T\"", "\"level\":\"B\"")),
                        subject,
                        "has no time-stamp (level B), but it has one"));
    }

    private static Stream<Arguments> supplements() {
        Subject tree = Subject.TREE;
        Subject totals = Subject.TOTALS;
        return Stream.of(
                second("changed peak", tree, "\"peaks\":\\[\"..", "\"peaks\":[\"00", "but its peaks give"),
                second("swapped peaks", tree, "\\[(\"\\w{64}\"),(\"\\w{64}\")\\]", "[$2,$1]", "but its peaks give"),
                second(
                        "changed root before",
                        tree,
                        "(\\],\"root\":\")..",
                        "$100",
                        "the root of the edition before was 00"),
                second("other size before", tree, "\"size\":48", "\"size\":40", "45 rows and 40 leaves before them"),
                second("other size", tree, "\"size\":93", "\"size\":94", "94 leaves, but there are 45 rows and 48"),
                second(
                        "root of the rows alone",
                        tree,
                        "(\"root\":\")\\w{64}(\",\"size\":93)",
                        "$1" + rootAlone() + "$2",
                        "but that of the rows is"),
                lines(
                        "row dropped",
                        Samples.SUPPLEMENT,
                        ROWS,
                        lines -> lines.remove(20),
                        tree,
                        "44 rows and 48 leaves"),
                second(
                        "peak lost",
                        Subject.MANIFEST,
                        ",\"\\w{64}\"\\],\"root",
                        "],\"root",
                        "has 2 peaks, but previous has 1"),
                second(
                        "size of other shape",
                        Subject.MANIFEST,
                        "\"size\":48",
                        "\"size\":49",
                        "has 3 peaks, but previous"),
                second("peak no hash", Subject.MANIFEST, "\"peaks\":\\[\"..", "\"peaks\":[\"", "peaks are not hashes"),
                second(
                        "peak no text",
                        Subject.MANIFEST,
                        "\"peaks\":\\[\"\\w{64}\"",
                        "\"peaks\":[1",
                        "not a list of texts"),
                second(
                        "no edition before",
                        Subject.MANIFEST,
                        "\"previous\":\\{[^}]*\\}",
                        "\"previous\":null",
                        "has to be null"),
                second(
                        "an edition left out",
                        Subject.MANIFEST,
                        "\"edition\":1",
                        "\"edition\":0",
                        "to extend edition 0"),
                second(
                        "earlier than before",
                        Subject.MANIFEST,
                        "-11-23T18",
                        "-11-30T18",
                        "does not lie after that of the"),
                second(
                        "more gone than withdrew",
                        totals,
                        "\"struckOut\":1,\"withdrawn\":1\\}",
                        "\"struckOut\":0,\"withdrawn\":2}",
                        "says withdrawn for 2 signatures of earlier editions, but for 1 of all"),
                second(
                        "withdrawals hidden",
                        totals,
                        "\"struckOut\":1,\"withdrawn\":1\\}",
                        "\"struckOut\":0,\"withdrawn\":0}",
                        "91 signatures stand, but of the 93 in the tree 0 are gone"),
                second(
                        "count of all",
                        totals,
                        "\"count\":45",
                        "\"count\":93",
                        "says 93 signatures, but the rows have 45"));
    }

    private static Stream<Arguments> checkpoints() {
        List<byte[]> leaves = Samples.GOOD.leaves();
        SampleCheckpoint impostor = new SampleCheckpoint("petitions.example.org/sample", "impostor");
        SampleCheckpoint other = new SampleCheckpoint("petitions.example.org/other", "Sample checkpoint");
        SampleCheckpoint deeper = new SampleCheckpoint("petitions.example.org/x/sample", "Sample checkpoint");
        String good = Samples.GOOD.text(CHECKPOINT);
        String text = good.substring(0, good.indexOf("\n\n") + 1);
        return Stream.of(
                note("other root", SampleCheckpoint.SAMPLE.sign(48, new byte[32]), "but the checkpoint says 0000"),
                note("other size", SampleCheckpoint.SAMPLE.sign(47, SampleRows.root(leaves)), "the size 48, but the"),
                note("other key", impostor.sign(leaves), "signed with another key than"),
                note("second signature", good + impostor.signature(text), "and one signature"),
                note("other origin", other.sign(leaves), "is from petitions.example.org/other, but the key is that of"),
                note("no note", "hello\n", "it is not three lines"),
                note("endless note", good.repeat(100), "more than any checkpoint has"),
                arguments(
                        "other petition",
                        otherKey(other),
                        Subject.CHECKPOINT,
                        "which is not the petition sample on any portal"),
                arguments(
                        "petition within another",
                        otherKey(deeper),
                        Subject.CHECKPOINT,
                        "which is not the petition sample on any portal"),
                edit("key of another curve", MANIFEST, Subject.CHECKPOINT, "\\+Ad3", "+Bd3", "not one for Ed25519"),
                edit(
                        "key with another ID",
                        MANIFEST,
                        Subject.CHECKPOINT,
                        "\\+796cba2c",
                        "+796cba2d",
                        "has the ID 796cba2c"),
                edit(
                        "key in another form",
                        MANIFEST,
                        Subject.CHECKPOINT,
                        "\\+796cba2c",
                        "-796cba2c",
                        "not written as name"));
    }

    private static Stream<Arguments> redactions() {
        Subject subject = Subject.CONTAINER;
        SamplePackage redacted = Samples.GOOD.redacted();
        return Stream.of(
                arguments("openings withheld", Samples.GOOD.without(OPENINGS), subject, OPENINGS + " is missing"),
                arguments("CSV withheld", Samples.GOOD.without(CSV), subject, CSV + " is missing"),
                arguments("volume withheld", Samples.GOOD.without(VOLUME), subject, VOLUME + " is missing"),
                arguments("openings alone", redacted.with(OPENINGS, new byte[0]), subject, CSV + " is missing"),
                arguments(
                        "volume 1 left out",
                        Samples.GOOD.without(VOLUME).with(Layout.signatoriesVolume(2), new byte[0]),
                        subject,
                        "does not belong here: 'data/signatories/signatories-2.pdf'"),
                arguments(
                        "a stranger in the folder",
                        Samples.GOOD.with("data/signatories/notes.pdf", new byte[0]),
                        subject,
                        "does not belong here: 'data/signatories/notes.pdf'"),
                arguments(
                        "no cover letter",
                        Samples.GOOD.without("data/cover-letter-en.pdf").without("data/cover-letter-fr.pdf"),
                        subject,
                        "there are 0 cover letters"),
                arguments("seven cover letters", sevenCoverLetters(), subject, "there are 7 cover letters"));
    }

    private static SamplePackage sevenCoverLetters() {
        SamplePackage many = Samples.GOOD;
        for (String language : List.of("ru", "ky", "uz", "ar", "zh-Hans")) {
            many = many.with(Layout.coverLetter(language), new byte[0]);
        }
        return many;
    }

    private static String rootAlone() {
        return HexFormat.of()
                .formatHex(SampleRows.root(Samples.SUPPLEMENT.leaves().subList(48, 93)));
    }

    /** An edit of the second edition's manifest. */
    private static Arguments second(String lie, Subject subject, String regex, String replacement, String says) {
        return arguments(
                lie, Samples.SUPPLEMENT.edited(MANIFEST, text -> text.replaceFirst(regex, replacement)), subject, says);
    }

    private static Arguments note(String lie, String note, String says) {
        return arguments(lie, Samples.GOOD.edited(CHECKPOINT, good -> note), Subject.CHECKPOINT, says);
    }

    /** A checkpoint by another key, which the manifest names too. */
    private static SamplePackage otherKey(SampleCheckpoint other) {
        return Samples.GOOD
                .edited(CHECKPOINT, good -> other.sign(Samples.GOOD.leaves()))
                .edited(MANIFEST, json -> json.replace(SampleCheckpoint.SAMPLE.key(), other.key()));
    }

    @Test
    void mayMakeSupplementsRedactedCopiesAndTimeStamps() {
        for (SamplePackage good : List.of(
                Samples.SUPPLEMENT,
                Samples.SUPPLEMENT.extended(12).extended(3),
                SamplePackage.of(0).extended(10).extended(0),
                Samples.GOOD.redacted(),
                Samples.SUPPLEMENT.redacted(),
                Samples.STAMPED.redacted(),
                Samples.GOOD.with(Layout.signatoriesVolume(2), new byte[] {1}))) {
            assertThat(Samples.verified(good.sealed())).matches(report -> report.verdict() == Verdict.VALID);
        }
    }

    @Test
    void mayPoolAnEditionThatIsTooSmallAsAWhole() {
        assertThat(Samples.verified(SamplePackage.of(7).sealed()).verdict()).isEqualTo(Verdict.VALID);
        assertThat(Samples.verified(SamplePackage.of(0).sealed()).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void mayQuoteFieldsThatNeedNoQuotes() {
        SamplePackage quoted = Samples.GOOD.edited(CSV, csv -> csv.replace(",CH,", ",\"CH\","));
        assertThat(Samples.verified(quoted.sealed()).verdict()).isEqualTo(Verdict.VALID);
    }

    /** One signer moved to a country of their own, everything else recomputed around the lie. */
    private static SamplePackage smallCell() {
        return SamplePackage.of(SampleRows.of(
                48, signers -> signers.set(0, signers.get(0).movedTo(List.of("LI", "en", "2026-11", "PAGE")))));
    }

    private static void nameACounted(List<String> openings) {
        List<String> rows = Samples.GOOD.text(ROWS).lines().toList();
        int counted =
                (int) rows.stream().takeWhile(row -> !row.contains("COUNTED")).count();
        openings.add(counted, openings.get(0).replaceAll("row\":\\d+", "row\":" + counted));
    }

    private static void sayNameForInitials(List<String> openings) {
        openings.replaceAll(line -> line.replaceAll("\\{\"initials\":(.*)\\}", "{\"name\":$1}"));
    }

    private static Arguments edit(
            String lie, String file, Subject subject, String regex, String replacement, String says) {
        return arguments(lie, Samples.GOOD.edited(file, text -> text.replaceAll(regex, replacement)), subject, says);
    }

    private static Arguments first(
            String lie, String file, Subject subject, String regex, String replacement, String says) {
        return arguments(lie, Samples.GOOD.edited(file, text -> text.replaceFirst(regex, replacement)), subject, says);
    }

    /** Edits a row and puts the rows in the order of their leaves again. */
    private static Arguments later(String lie, String text, String replacement, String says) {
        UnaryOperator<String> edit = rows -> rows.replaceFirst(text, replacement)
                .lines()
                .sorted(Comparator.comparing(row -> HexFormat.of().formatHex(SampleRows.leaf(row))))
                .collect(Collectors.joining("\n", "", "\n"));
        return arguments(lie, Samples.GOOD.edited(ROWS, edit), Subject.ROWS, says);
    }

    private static Arguments lines(String lie, String file, Consumer<List<String>> edit, Subject subject, String says) {
        return lines(lie, Samples.GOOD, file, edit, subject, says);
    }

    private static Arguments lines(
            String lie, SamplePackage good, String file, Consumer<List<String>> edit, Subject subject, String says) {
        SamplePackage liar = good.edited(file, text -> {
            List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n")));
            edit.accept(lines);
            return String.join("\n", lines) + "\n";
        });
        return arguments(lie, liar, subject, says);
    }
}
