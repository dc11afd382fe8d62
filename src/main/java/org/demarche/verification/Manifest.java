package org.demarche.verification;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.demarche.verification.input.Defect;
import org.demarche.verification.input.JsonObject;
import org.demarche.verification.input.Sha256;

/**
 * What {@code data/manifest.json} states of an edition. Reading it proves its shape alone; that its numbers are those of
 * the rows is for the checks to find.
 *
 * @param petition its name in URLs
 * @param edition from 1
 * @param previous the edition that this one extends; empty for the first
 * @param trial whether it was made in a trial, not for a real submission
 * @param title by language (BCP 47), at least one
 * @param subject whom or what the petition is about
 * @param cutoff the moment as of which everything is counted
 * @param count signatures that are new in this edition
 * @param demands in the order of their numbers
 * @param letters in the order of language, then version
 * @param visibility signatures by what their signers let be seen
 * @param accounting where every attempt and every signature went
 * @param tree over the leaves of the rows of this edition and of all before it
 * @param checkpoint the key that signs checkpoints, as c2sp.org/signed-note writes it
 * @param level how far the seal goes
 */
public record Manifest(
        String petition,
        long edition,
        Optional<Previous> previous,
        boolean trial,
        Map<String, String> title,
        String subject,
        String addressee,
        String organisation,
        Instant cutoff,
        long count,
        List<Demand> demands,
        List<Letter> letters,
        Map<Visibility, Long> visibility,
        Accounting accounting,
        Tree tree,
        String checkpoint,
        Level level) {

    static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?");
    private static final Pattern SLUG = Pattern.compile("(?=.{1,100}$)[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

    /** Demands are numbered from 1, letters' versions and editions too; no petition has more. */
    private static final int GREATEST_NUMBER = 1000;

    /** A demand, its title by language, and how many signatures support it. */
    public record Demand(long number, Map<String, String> title, long total) {}

    /** The text of the petition in one language and one version, and its SHA-256. */
    public record Letter(String language, long version, String sha256) {

        /** {@return the member of {@code data/letters.json} that holds it} */
        String name() {
            return Layout.textName(language, version);
        }
    }

    /** The root over the leaves of all rows, in hexadecimal, and their number. */
    public record Tree(String root, long size) {}

    /**
     * The edition that this one extends.
     *
     * @param manifest SHA-256 of its {@code data/manifest.json}, in hexadecimal
     * @param peaks roots of the perfect subtrees that its tree consists of, the greatest first; in hexadecimal
     */
    public record Previous(long edition, Instant cutoff, String manifest, Tree tree, List<String> peaks) {}

    /** How far the seal goes: B is the signature alone, T has a time-stamp over it. */
    public enum Level {
        B,
        T
    }

    /**
     * Where every attempt to sign, and every confirmed signature, went by the cut-off; and of the rows of earlier
     * editions, how many no longer count.
     */
    public record Accounting(Attempts attempts, Signatures signatures, Gone gone) {

        public record Attempts(long confirmed, long duplicate, long expired, long open, long refused, long total) {}

        public record Signatures(long counted, long erased, long held, long struckOut, long withdrawn) {}

        public record Gone(long erased, long held, long struckOut, long withdrawn) {

            long total() {
                return erased + held + struckOut + withdrawn;
            }
        }
    }

    static Manifest read(byte[] bytes) throws Defect {
        JsonObject json = JsonObject.read(bytes);
        if (!json.has("format")
                || !json.text("format").equals(Layout.FORMAT)
                || json.count("version") != Layout.VERSION) {
            throw new Defect("format and version are not those of " + Layout.FORMAT + ", version " + Layout.VERSION);
        }
        json.only(
                "accounting",
                "addressee",
                "checkpoint",
                "count",
                "cutoff",
                "demands",
                "edition",
                "format",
                "letters",
                "level",
                "organisation",
                "petition",
                "previous",
                "subject",
                "title",
                "tree",
                "trial",
                "version",
                "visibility");
        long edition = number(json, "edition");
        Instant cutoff = time(json, "cutoff");
        return new Manifest(
                matching(SLUG, json, "petition"),
                edition,
                previous(json, edition, cutoff),
                json.flag("trial"),
                titles(json.object("title")),
                json.text("subject"),
                json.text("addressee"),
                json.text("organisation"),
                cutoff,
                json.count("count"),
                demands(json.objects("demands")),
                letters(json.objects("letters")),
                visibility(json.object("visibility")),
                accounting(json.object("accounting")),
                tree(json.object("tree").only("root", "size")),
                json.text("checkpoint"),
                level(json.text("level")));
    }

    private static Optional<Previous> previous(JsonObject manifest, long edition, Instant cutoff) throws Defect {
        if (manifest.isNull("previous") != (edition == 1)) {
            throw new Defect("previous has to be null in the first edition and in no other; this is edition " + edition);
        }
        if (edition == 1) {
            return Optional.empty();
        }
        JsonObject json =
                manifest.object("previous").only("cutoff", "edition", "manifest", "peaks", "root", "size");
        Previous previous = new Previous(
                json.count("edition"), time(json, "cutoff"), hash(json, "manifest"), tree(json), peaks(json));
        if (previous.edition() != edition - 1) {
            throw new Defect("edition " + edition + " is said to extend edition " + previous.edition());
        }
        if (!previous.cutoff().isBefore(cutoff)) {
            throw new Defect("the cut-off " + cutoff + " does not lie after that of the edition before, "
                    + previous.cutoff());
        }
        return Optional.of(previous);
    }

    private static List<String> peaks(JsonObject json) throws Defect {
        List<String> peaks = json.texts("peaks");
        if (!peaks.stream().allMatch(Sha256::isHex)) {
            throw new Defect("previous.peaks are not hashes of 64 hexadecimal digits, lower case");
        }
        if (peaks.size() != Long.bitCount(json.count("size"))) {
            throw new Defect("a tree of " + json.count("size") + " leaves has " + Long.bitCount(json.count("size"))
                    + " peaks, but previous has " + peaks.size());
        }
        return peaks;
    }

    private static Level level(String name) throws Defect {
        return switch (name) {
            case "B" -> Level.B;
            case "T" -> Level.T;
            default -> throw new Defect("level is " + name + ", not B or T");
        };
    }

    private static List<Demand> demands(List<JsonObject> list) throws Defect {
        List<Demand> demands = new ArrayList<>();
        for (JsonObject json : list) {
            json.only("number", "title", "total");
            if (json.count("number") != demands.size() + 1) {
                throw new Defect("demands are not numbered 1, 2, 3 and so on");
            }
            demands.add(new Demand(number(json, "number"), titles(json.object("title")), json.count("total")));
        }
        if (demands.isEmpty()) {
            throw new Defect("there is no demand");
        }
        return List.copyOf(demands);
    }

    private static List<Letter> letters(List<JsonObject> list) throws Defect {
        List<Letter> letters = new ArrayList<>();
        for (JsonObject json : list) {
            json.only("language", "sha256", "version");
            Letter letter =
                    new Letter(matching(LANGUAGE, json, "language"), number(json, "version"), hash(json, "sha256"));
            if (!letters.isEmpty() && !inOrder(letters.get(letters.size() - 1), letter)) {
                throw new Defect("letters are not in the order of language and version at " + letter.name());
            }
            letters.add(letter);
        }
        if (letters.isEmpty()) {
            throw new Defect("there is no letter");
        }
        return List.copyOf(letters);
    }

    private static boolean inOrder(Letter before, Letter after) {
        int languages = before.language().compareTo(after.language());
        return languages < 0 || (languages == 0 && before.version() < after.version());
    }

    private static Map<Visibility, Long> visibility(JsonObject json) throws Defect {
        json.only("COUNTED", "FULL", "INITIALS");
        Map<Visibility, Long> totals = new EnumMap<>(Visibility.class);
        for (Visibility visibility : Visibility.values()) {
            totals.put(visibility, json.count(visibility.name()));
        }
        return Collections.unmodifiableMap(totals);
    }

    private static Accounting accounting(JsonObject json) throws Defect {
        JsonObject attempts = json.only("attempts", "gone", "signatures").object("attempts");
        attempts.only("confirmed", "duplicate", "expired", "open", "refused", "total");
        JsonObject signatures = json.object("signatures");
        signatures.only("counted", "erased", "held", "struckOut", "withdrawn");
        JsonObject gone = json.object("gone").only("erased", "held", "struckOut", "withdrawn");
        return new Accounting(
                new Accounting.Attempts(
                        attempts.count("confirmed"),
                        attempts.count("duplicate"),
                        attempts.count("expired"),
                        attempts.count("open"),
                        attempts.count("refused"),
                        attempts.count("total")),
                new Accounting.Signatures(
                        signatures.count("counted"),
                        signatures.count("erased"),
                        signatures.count("held"),
                        signatures.count("struckOut"),
                        signatures.count("withdrawn")),
                new Accounting.Gone(
                        gone.count("erased"), gone.count("held"), gone.count("struckOut"), gone.count("withdrawn")));
    }

    private static Tree tree(JsonObject json) throws Defect {
        return new Tree(hash(json, "root"), json.count("size"));
    }

    private static Map<String, String> titles(JsonObject json) throws Defect {
        Map<String, String> titles = new TreeMap<>();
        for (String language : json.names()) {
            if (!LANGUAGE.matcher(language).matches()) {
                throw new Defect("a title is in an unknown language, " + language);
            }
            titles.put(language, json.text(language));
        }
        if (titles.isEmpty()) {
            throw new Defect("a title is in no language at all");
        }
        return Collections.unmodifiableMap(titles);
    }

    private static long number(JsonObject json, String name) throws Defect {
        long number = json.count(name);
        if (number < 1 || number > GREATEST_NUMBER) {
            throw new Defect(name + " is " + number + ", not from 1 to " + GREATEST_NUMBER);
        }
        return number;
    }

    private static String hash(JsonObject json, String name) throws Defect {
        if (!Sha256.isHex(json.text(name))) {
            throw new Defect(name + " is not a hash of 64 hexadecimal digits, lower case");
        }
        return json.text(name);
    }

    private static Instant time(JsonObject json, String name) throws Defect {
        String text = matching(TIME, json, name);
        try {
            return Instant.parse(text);
        } catch (DateTimeException impossible) {
            throw new Defect(name + " is an impossible time, " + text);
        }
    }

    private static String matching(Pattern pattern, JsonObject json, String name) throws Defect {
        if (!pattern.matcher(json.text(name)).matches()) {
            throw new Defect(name + " is not written as it has to be: " + json.text(name));
        }
        return json.text(name);
    }
}
