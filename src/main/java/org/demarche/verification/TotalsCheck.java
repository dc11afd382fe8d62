package org.demarche.verification;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.demarche.verification.input.CanonicalJson;
import org.demarche.verification.input.Defect;
import org.demarche.verification.input.JsonObject;

/** Are all published numbers those of the rows, and does every attempt to sign stand in exactly one category? */
final class TotalsCheck implements Check {

    @Override
    public String examine(Evidence evidence) throws IOException, Unavailable {
        Survey survey = evidence.survey();
        Manifest manifest = evidence.manifest();
        compare("signatures", manifest.count(), survey.size());
        for (Manifest.Demand demand : manifest.demands()) {
            compare(
                    "signatures for demand " + demand.number(),
                    demand.total(),
                    survey.demands().get(demand.number()));
        }
        for (Visibility visibility : Visibility.values()) {
            compare(
                    visibility + " signatures",
                    manifest.visibility().get(visibility),
                    survey.visibility().get(visibility));
        }
        checkAccounting(manifest);
        checkGone(manifest);
        checkStatistics(evidence.archive().bytes(Layout.STATISTICS, Evidence.SMALL), survey);
        return manifest.count() + " new signatures, " + manifest.accounting().signatures().counted()
                + " that stand in all; every total and table can be recomputed from the rows, and all "
                + manifest.accounting().attempts().total() + " attempts to sign are accounted for";
    }

    private static void checkAccounting(Manifest manifest) throws Defect {
        Manifest.Accounting.Attempts attempts = manifest.accounting().attempts();
        Manifest.Accounting.Signatures signatures = manifest.accounting().signatures();
        balance(
                "attempts",
                attempts.total(),
                attempts.confirmed(),
                attempts.duplicate(),
                attempts.expired(),
                attempts.open(),
                attempts.refused());
        balance(
                "confirmed attempts",
                attempts.confirmed(),
                signatures.counted(),
                signatures.erased(),
                signatures.held(),
                signatures.struckOut(),
                signatures.withdrawn());
    }

    /** Rows stay in the tree when their signers are gone: what stands is the tree's leaves less those. */
    private static void checkGone(Manifest manifest) throws Defect {
        Manifest.Accounting.Signatures signatures = manifest.accounting().signatures();
        Manifest.Accounting.Gone gone = manifest.accounting().gone();
        if (manifest.previous().isEmpty() && gone.total() > 0) {
            throw new Defect("the manifest says that " + gone.total()
                    + " signatures of earlier editions are gone, but this is the first");
        }
        if (signatures.counted() != manifest.tree().size() - gone.total()) {
            throw new Defect("the manifest says that " + signatures.counted() + " signatures stand, but of the "
                    + manifest.tree().size() + " in the tree " + gone.total() + " are gone");
        }
        atMost("erased", gone.erased(), signatures.erased());
        atMost("held", gone.held(), signatures.held());
        atMost("struckOut", gone.struckOut(), signatures.struckOut());
        atMost("withdrawn", gone.withdrawn(), signatures.withdrawn());
    }

    private static void atMost(String state, long ofEarlierEditions, long ofAll) throws Defect {
        if (ofEarlierEditions > ofAll) {
            throw new Defect("the manifest says " + state + " for " + ofEarlierEditions
                    + " signatures of earlier editions, but for " + ofAll + " of all");
        }
    }

    private static void balance(String what, long total, long... parts) throws Defect {
        if (Arrays.stream(parts).sum() != total) {
            throw new Defect("the manifest has " + total + " " + what + ", but its categories add up to "
                    + Arrays.stream(parts).sum());
        }
    }

    private static void compare(String what, long stated, long found) throws Defect {
        if (stated != found) {
            throw new Defect("the manifest says " + stated + " " + what + ", but the rows have " + found);
        }
    }

    private static void checkStatistics(byte[] bytes, Survey survey) throws Defect {
        Map<String, Map<String, Long>> expected = new TreeMap<>();
        expected.put("channel", survey.by(Row.Cell::channel));
        expected.put("country", survey.by(Row.Cell::country));
        expected.put("language", survey.by(Row.Cell::language));
        expected.put("period", survey.by(Row.Cell::period));
        expected.put("demands", named(survey.demands()));
        expected.put("visibility", named(survey.visibility()));
        try {
            JsonObject json = JsonObject.read(bytes).only(expected.keySet().toArray(String[]::new));
            for (Map.Entry<String, Map<String, Long>> table : expected.entrySet()) {
                compare(table.getKey(), json.object(table.getKey()), table.getValue());
            }
        } catch (Defect defect) {
            throw defect.in(Layout.STATISTICS);
        }
        if (!Arrays.equals(bytes, CanonicalJson.write(expected))) {
            throw new Defect(Layout.STATISTICS + " is not the table of the rows");
        }
    }

    private static void compare(String table, JsonObject stated, Map<String, Long> found) throws Defect {
        Set<String> names = new TreeSet<>(found.keySet());
        names.addAll(stated.names());
        for (String name : names) {
            Long number = stated.has(name) ? Long.valueOf(stated.count(name)) : null;
            if (!found.containsKey(name) || !found.get(name).equals(number)) {
                throw new Defect("it says " + (number == null ? "nothing" : number) + " for " + table + " " + name
                        + ", but the rows have " + found.getOrDefault(name, 0L));
            }
        }
    }

    private static Map<String, Long> named(Map<?, Long> totals) {
        Map<String, Long> named = new HashMap<>();
        totals.forEach((key, total) -> named.put(key.toString(), total));
        return named;
    }
}
