package org.demarche.verification;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
 * @param trial whether it was made in a trial, not for a real submission
 * @param title by language (BCP 47), at least one
 * @param subject whom or what the petition is about
 * @param cutoff the moment as of which everything is counted
 * @param count signatures in this edition
 * @param demands in the order of their numbers
 * @param letters in the order of language, then version
 * @param visibility signatures by what their signers let be seen
 * @param accounting where every attempt and every signature went
 * @param tree over the leaves of the rows
 */
public record Manifest(
        String petition,
        long edition,
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
        Tree tree) {

    static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?");
    private static final Pattern SLUG = Pattern.compile("(?=.{1,100}$)[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

    /** Demands are numbered from 1, letters' versions too; no petition has more. */
    private static final int GREATEST_NUMBER = 1000;

    /** A demand, its title by language, and how many signatures support it. */
    public record Demand(long number, Map<String, String> title, long total) {}

    /** The text of the petition in one language and one version, and the SHA-256 of its file. */
    public record Letter(String language, long version, String sha256) {

        String file() {
            return Layout.letter(language, Math.toIntExact(version));
        }
    }

    /** The root over the leaves of all rows, in hexadecimal, and their number. */
    public record Tree(String root, long size) {}

    /** Where every attempt to sign, and every confirmed signature, went by the cut-off. */
    public record Accounting(Attempts attempts, Signatures signatures) {

        public record Attempts(long confirmed, long duplicate, long expired, long open, long refused, long total) {}

        public record Signatures(long counted, long erased, long held, long struckOut, long withdrawn) {}
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
                "count",
                "cutoff",
                "demands",
                "edition",
                "format",
                "letters",
                "organisation",
                "petition",
                "previous",
                "subject",
                "title",
                "tree",
                "trial",
                "version",
                "visibility");
        if (json.count("edition") != 1 || !json.isNull("previous")) {
            throw new Defect("this version of the format knows first editions alone: edition 1, previous null");
        }
        return new Manifest(
                matching(SLUG, json, "petition"),
                json.count("edition"),
                json.flag("trial"),
                titles(json.object("title")),
                json.text("subject"),
                json.text("addressee"),
                json.text("organisation"),
                time(json, "cutoff"),
                json.count("count"),
                demands(json.objects("demands")),
                letters(json.objects("letters")),
                visibility(json.object("visibility")),
                accounting(json.object("accounting")),
                tree(json.object("tree")));
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
            json.only("file", "language", "sha256", "version");
            Letter letter =
                    new Letter(matching(LANGUAGE, json, "language"), number(json, "version"), hash(json, "sha256"));
            if (!json.text("file").equals(letter.file())) {
                throw new Defect("a letter is said to lie in " + json.text("file") + " instead of " + letter.file());
            }
            if (!letters.isEmpty() && !inOrder(letters.get(letters.size() - 1), letter)) {
                throw new Defect("letters are not in the order of language and version at " + letter.file());
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
        JsonObject attempts = json.only("attempts", "signatures").object("attempts");
        attempts.only("confirmed", "duplicate", "expired", "open", "refused", "total");
        JsonObject signatures = json.object("signatures");
        signatures.only("counted", "erased", "held", "struckOut", "withdrawn");
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
                        signatures.count("withdrawn")));
    }

    private static Tree tree(JsonObject json) throws Defect {
        json.only("root", "size");
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
