package org.demarche.verification.command;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.demarche.verification.Manifest;
import org.demarche.verification.VerificationReport;
import org.demarche.verification.VerificationReport.Finding;
import org.demarche.verification.VerificationReport.Outcome;
import org.demarche.verification.VerificationReport.Sealer;
import org.demarche.verification.VerificationReport.Verdict;
import org.demarche.verification.input.CanonicalJson;

/** A report for programs to read: one JSON object on one line, in ASCII. */
final class JsonReport {

    private JsonReport() {}

    static String of(String file, VerificationReport report) {
        Map<String, Object> json = new TreeMap<>();
        json.put("package", file);
        json.put("verdict", report.verdict().name().toLowerCase(Locale.ROOT));
        json.put("exit", (long) Verifier.status(report.verdict()));
        json.put("checks", report.checks().stream().map(JsonReport::check).toList());
        if (report.verdict() != Verdict.BROKEN) {
            json.put("contents", contents(report.manifest().orElseThrow(), report.redacted()));
            json.put("sealer", sealer(report.sealer().orElseThrow()));
        }
        return ascii(new String(CanonicalJson.write(json), StandardCharsets.UTF_8)) + "\n";
    }

    private static Map<String, Object> check(Finding finding) {
        return Map.of(
                "check", finding.subject().label(),
                "outcome", outcome(finding.outcome()),
                "sentence", finding.outcome().sentence());
    }

    private static String outcome(Outcome outcome) {
        if (outcome instanceof Outcome.Passed) {
            return "passed";
        }
        return outcome instanceof Outcome.Failed ? "failed" : "not checked";
    }

    private static Map<String, Object> sealer(Sealer sealer) {
        Map<String, Object> json = new TreeMap<>();
        json.put("subject", sealer.subject());
        json.put("fingerprint", sealer.fingerprint());
        json.put("signedAt", sealer.signedAt().toString());
        sealer.stamp()
                .ifPresent(stamp -> json.put(
                        "stamp",
                        Map.of(
                                "subject", stamp.subject(),
                                "fingerprint", stamp.fingerprint(),
                                "at", stamp.at().toString())));
        return json;
    }

    private static Map<String, Object> contents(Manifest manifest, boolean redacted) {
        Map<String, Object> contents = new TreeMap<>();
        contents.put("petition", manifest.petition());
        contents.put("edition", manifest.edition());
        contents.put("trial", manifest.trial());
        contents.put("redacted", redacted);
        contents.put("title", manifest.title());
        contents.put("organisation", manifest.organisation());
        contents.put("addressee", manifest.addressee());
        contents.put("cutoff", manifest.cutoff().toString());
        contents.put("count", manifest.count());
        contents.put("standing", manifest.accounting().signatures().counted());
        contents.put("size", manifest.tree().size());
        contents.put("root", manifest.tree().root());
        List<Map<String, Object>> demands = new ArrayList<>();
        for (Manifest.Demand demand : manifest.demands()) {
            demands.add(Map.of("number", demand.number(), "title", demand.title(), "total", demand.total()));
        }
        contents.put("demands", demands);
        Map<String, Long> visibility = new TreeMap<>();
        manifest.visibility().forEach((each, total) -> visibility.put(each.name(), total));
        contents.put("visibility", visibility);
        return contents;
    }

    /** Beyond ASCII there are only characters within strings, where an escape says the same. */
    private static String ascii(String json) {
        StringBuilder ascii = new StringBuilder();
        json.chars().forEach(c -> ascii.append(c < 0x7f ? String.valueOf((char) c) : String.format("\\u%04x", c)));
        return ascii.toString();
    }
}
