package org.demarche.verification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a verification found.
 *
 * @param checks one for each {@link Subject}, in its order
 * @param manifest what the package states of itself, if it could be read; true only if the verdict is not broken
 * @param sealer who sealed it, if the seal holds
 */
public record VerificationReport(List<Finding> checks, Optional<Manifest> manifest, Optional<Sealer> sealer) {

    public VerificationReport {
        checks = List.copyOf(checks);
    }

    /** What a check is about; they run in this order. */
    public enum Subject {
        CONTAINER,
        SEAL,
        COVERAGE,
        CHECKSUMS,
        MANIFEST,
        LETTERS,
        ROWS,
        TREE,
        TOTALS,
        OPENINGS,
        SIGNATORIES,
        TRUST
    }

    /** What came of a check, in one plain English sentence. It may quote the package: treat it as foreign text. */
    public sealed interface Outcome {

        String sentence();

        record Passed(String sentence) implements Outcome {}

        record Failed(String sentence) implements Outcome {}

        record NotChecked(String sentence) implements Outcome {}
    }

    public record Finding(Subject subject, Outcome outcome) {

        boolean passed() {
            return outcome instanceof Outcome.Passed;
        }

        boolean failed() {
            return outcome instanceof Outcome.Failed;
        }
    }

    /**
     * Who sealed a package, as its seal says.
     *
     * @param subject the name in the certificate (RFC 2253), which proves nothing by itself
     * @param fingerprint SHA-256 of the certificate, in hexadecimal: what to compare
     * @param signedAt the time that the sealer claims
     */
    public record Sealer(String subject, String fingerprint, Instant signedAt) {}

    /** The end of it all. */
    public enum Verdict {
        /** Everything holds; whether the sealer was compared is the outcome of {@link Subject#TRUST}. */
        VALID,
        /** At least one check failed or could not run. */
        BROKEN,
        /** Everything holds, but the sealer is not the one who is trusted. */
        UNTRUSTED
    }

    public Verdict verdict() {
        boolean intact = checks.size() == Subject.values().length
                && checks.stream().allMatch(finding -> finding.subject() == Subject.TRUST || finding.passed());
        if (!intact) {
            return Verdict.BROKEN;
        }
        return checks.stream().anyMatch(Finding::failed) ? Verdict.UNTRUSTED : Verdict.VALID;
    }

    public Outcome outcome(Subject subject) {
        return checks.stream()
                .filter(finding -> finding.subject() == subject)
                .map(Finding::outcome)
                .findAny()
                .orElseThrow();
    }
}
