package org.demarche.verification.command;

import java.util.Locale;
import java.util.Map;
import org.demarche.verification.Manifest;
import org.demarche.verification.VerificationReport;
import org.demarche.verification.VerificationReport.Finding;
import org.demarche.verification.VerificationReport.Outcome;
import org.demarche.verification.VerificationReport.Sealer;
import org.demarche.verification.VerificationReport.Stamp;
import org.demarche.verification.VerificationReport.Subject;
import org.demarche.verification.VerificationReport.Verdict;
import org.demarche.verification.Visibility;

/** A report for people to read: a line per check, the verdict, and what the package says if it may be believed. */
final class TextReport {

    private final StringBuilder text = new StringBuilder();

    private TextReport() {}

    static String of(String file, VerificationReport report) {
        TextReport text = new TextReport();
        text.line("%s", file);
        text.line("");
        report.checks().forEach(text::check);
        text.line("");
        text.verdict(report);
        text.advice(report);
        if (report.verdict() != Verdict.BROKEN) {
            text.contents(report.manifest().orElseThrow(), report.redacted());
            text.sealer(report);
        }
        return text.text.toString();
    }

    private void check(Finding finding) {
        String subject = finding.subject().label();
        String sentence = finding.outcome().sentence();
        if (finding.passed()) {
            line("ok           %-12s %s", subject, sentence);
        } else if (finding.failed()) {
            line("FAILED       %-12s %s", subject, sentence);
        } else {
            line("not checked  %-12s %s", subject, sentence);
        }
    }

    private void verdict(VerificationReport report) {
        switch (report.verdict()) {
            case VALID ->
                line("VALID: the package is whole and unchanged since it was sealed, and all its numbers hold.");
            case UNTRUSTED ->
                line("NOT TRUSTED: the package is whole and unchanged since it was sealed, and all its numbers hold,"
                        + " but it was sealed by somebody else than you trust.");
            case BROKEN -> {
                if (report.isWhole()) {
                    line("BROKEN: the package by itself is whole, but it does not fit what it was compared with: %s.",
                            failures(report));
                } else {
                    line("BROKEN: the package failed the check of %s. Do not rely on anything in it.",
                            failures(report));
                }
            }
        }
    }

    /** Whoever does not know what a seal is still has to know what to do. */
    private void advice(VerificationReport report) {
        if (report.verdict() == Verdict.BROKEN && !report.isWhole()) {
            line("It may have been damaged on its way, or changed. Ask whoever gave it to you for another copy.");
        } else if (report.verdict() == Verdict.BROKEN) {
            line("Make sure that you named the right files; if you did, ask whoever gave them to you.");
        } else if (report.verdict() == Verdict.UNTRUSTED) {
            line("Make sure that you typed the fingerprint right; if you did, do not take the package for theirs.");
        }
    }

    private static String failures(VerificationReport report) {
        return String.join(
                ", ",
                report.checks().stream()
                        .filter(Finding::failed)
                        .map(finding -> finding.subject().label())
                        .toList());
    }

    private void contents(Manifest manifest, boolean redacted) {
        if (manifest.trial()) {
            line("TRIAL: it was made in a trial of the portal. It is not a real submission.");
        }
        line("");
        line("%s", inEnglishOrFirst(manifest.title()));
        line(
                "Edition %s of %s, as of %s (%s)",
                manifest.edition(),
                manifest.petition(),
                manifest.cutoff(),
                redacted ? "redacted copy: it names nobody" : "full copy");
        line("From %s to %s", manifest.organisation(), manifest.addressee());
        line("");
        if (manifest.previous().isPresent()) {
            line("%9d signatures stand in all editions together", manifest.accounting().signatures().counted());
            line("%9d are new in this edition:", manifest.count());
        } else {
            line("%9d signatures", manifest.count());
        }
        for (Manifest.Demand demand : manifest.demands()) {
            line("%9d for demand %d: %s", demand.total(), demand.number(), inEnglishOrFirst(demand.title()));
        }
        line("%9d counted only", manifest.visibility().get(Visibility.COUNTED));
        line("%9d with initials", manifest.visibility().get(Visibility.INITIALS));
        line("%9d with full name", manifest.visibility().get(Visibility.FULL));
        line("");
    }

    private void sealer(VerificationReport report) {
        Sealer sealer = report.sealer().orElseThrow();
        line("Sealed by    %s", sealer.subject());
        line("Fingerprint  %s", sealer.fingerprint());
        if (sealer.stamp().isPresent()) {
            Stamp stamp = sealer.stamp().get();
            line("Sealed at    %s, as the sealer claims", sealer.signedAt());
            line("Stamped at   %s, by %s", stamp.at(), stamp.subject());
            line("             certificate %s", stamp.fingerprint());
        } else {
            line("Sealed at    %s, as the sealer claims; no time-stamp authority confirms it", sealer.signedAt());
        }
        if (report.outcome(Subject.TRUST) instanceof Outcome.NotChecked) {
            line("");
            line(
                    "Who the sealer is was not compared: anybody can make a certificate with this name. Ask the organisation");
            line(
                    "for its fingerprint by another way than this package, such as its public page of editions or a letter");
            line("on paper, and run the verifier again with --fingerprint.");
        }
    }

    private static String inEnglishOrFirst(Map<String, String> byLanguage) {
        return byLanguage.getOrDefault("en", byLanguage.values().iterator().next());
    }

    private void line(String format, Object... values) {
        text.append(Printable.of(String.format(Locale.ROOT, format, values))).append(System.lineSeparator());
    }
}
