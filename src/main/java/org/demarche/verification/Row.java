package org.demarche.verification;

import java.util.List;
import java.util.regex.Pattern;
import org.demarche.verification.input.Defect;
import org.demarche.verification.input.JsonObject;
import org.demarche.verification.input.Sha256;

/**
 * A signature as it leaves the house: one line of {@code data/rows.jsonl}.
 *
 * @param cell where, when and how it was given, as coarse as it takes
 * @param demands numbers of the demands that it supports, ascending
 * @param letter the version of the text that was signed
 * @param name commitment to the signer's name, in hexadecimal
 * @param initials commitment to the signer's initials, in hexadecimal
 */
record Row(Cell cell, List<Long> demands, long letter, Visibility visibility, String name, String initials) {

    /** Stands where a country, language, period or channel would say too much. */
    static final String POOLED = "*";

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern CHANNEL = Pattern.compile("PAGE|API");
    private static final Pattern PERIOD = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])");

    /**
     * What k-anonymity is counted over. Country: ISO 3166-1 alpha-2; language: BCP 47; period: a month in UTC; channel:
     * how the signature came in.
     */
    record Cell(String country, String language, String period, String channel) {

        static final Cell ALL_POOLED = new Cell(POOLED, POOLED, POOLED, POOLED);

        @Override
        public String toString() {
            return country + ", " + language + ", " + period + ", " + channel;
        }
    }

    static Row read(byte[] line) throws Defect {
        JsonObject json = JsonObject.read(line)
                .only(
                        "channel",
                        "country",
                        "demands",
                        "initials",
                        "language",
                        "letter",
                        "name",
                        "period",
                        "visibility");
        Cell cell = new Cell(
                pooledOr(COUNTRY, json, "country"),
                pooledOr(Manifest.LANGUAGE, json, "language"),
                pooledOr(PERIOD, json, "period"),
                pooledOr(CHANNEL, json, "channel"));
        return new Row(
                cell,
                demands(json),
                json.count("letter"),
                visibility(json.text("visibility")),
                commitment(json, "name"),
                commitment(json, "initials"));
    }

    private static List<Long> demands(JsonObject json) throws Defect {
        List<Long> demands = json.counts("demands");
        for (int i = 1; i < demands.size(); i++) {
            if (demands.get(i) <= demands.get(i - 1)) {
                throw new Defect("demands are not in ascending order: " + demands);
            }
        }
        if (demands.isEmpty()) {
            throw new Defect("no demand is supported");
        }
        return demands;
    }

    private static Visibility visibility(String name) throws Defect {
        return switch (name) {
            case "COUNTED" -> Visibility.COUNTED;
            case "INITIALS" -> Visibility.INITIALS;
            case "FULL" -> Visibility.FULL;
            default -> throw new Defect("visibility is " + name + ", not COUNTED, INITIALS or FULL");
        };
    }

    private static String commitment(JsonObject json, String member) throws Defect {
        String commitment = json.text(member);
        if (!Sha256.isHex(commitment)) {
            throw new Defect(member + " is not a commitment of 64 hexadecimal digits, lower case");
        }
        return commitment;
    }

    private static String pooledOr(Pattern pattern, JsonObject json, String member) throws Defect {
        String value = json.text(member);
        if (!value.equals(POOLED) && !pattern.matcher(value).matches()) {
            throw new Defect(member + " is not written as it has to be: " + value);
        }
        return value;
    }
}
