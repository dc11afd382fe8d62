package org.demarche.verification;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a verification found.
 *
 * @param checks one for each {@link Subject}, in its order
 * @param manifest what the package states of itself, if it could be read; true only if the verdict is not broken
 * @param sealer who sealed it, if the seal holds
 * @param redacted whether it is the copy that names nobody
 */
public record VerificationReport(List<Finding> checks, Optional<Manifest> manifest, Optional<Sealer> sealer, boolean redacted) {

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
        TIME,
        LETTERS,
        ROWS,
        TREE,
        CHECKPOINT,
        TOTALS,
        OPENINGS,
        SIGNATORIES,
        /** The edition before, if it was asked for. */
        PREVIOUS,
        /** The other copy, if it was asked for. */
        COPY,
        /** A signer's receipt, if it was asked for. */
        RECEIPT,
        /** Who sealed it, if that was asked for. */
        TRUST;

        private static final Set<Subject> COMPARISONS = EnumSet.of(PREVIOUS, COPY, RECEIPT, TRUST);

        /** {@return how reports name it} */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** {@return whether the package alone can answer it} */
        boolean concernsPackageAlone() {
            return !COMPARISONS.contains(this);
        }
    }

    /** What came of a check, in one plain English sentence. It may quote the package: treat it as foreign text. */
    public sealed interface Outcome {

        String sentence();

        record Passed(String sentence) implements Outcome {}

        record Failed(String sentence) implements Outcome {}

        record NotChecked(String sentence) implements Outcome {}
    }

    public record Finding(Subject subject, Outcome outcome) {

        public boolean passed() {
            return outcome instanceof Outcome.Passed;
        }

        public boolean failed() {
            return outcome instanceof Outcome.Failed;
        }
    }

    /**
     * Who sealed a package, as its seal says.
     *
     * @param subject the name in the certificate (RFC 2253), which proves nothing by itself
     * @param fingerprint SHA-256 of the certificate, in hexadecimal: what to compare
     * @param signedAt the time that the sealer claims
     * @param stamp who vouches for a time, if the seal has a time-stamp
     */
    public record Sealer(String subject, String fingerprint, Instant signedAt, Optional<Stamp> stamp) {}

    /**
     * A time-stamp over the seal.
     *
     * @param subject the authority's name in its certificate (RFC 2253), which proves nothing by itself
     * @param fingerprint SHA-256 of that certificate, in hexadecimal
     * @param at the time that it vouches for
     */
    public record Stamp(String subject, String fingerprint, Instant at) {}

    /** The end of it all. */
    public enum Verdict {
        /** Everything holds; whether the sealer was compared is the outcome of {@link Subject#TRUST}. */
        VALID,
        /** At least one check failed or could not run, or what the package was compared with does not fit. */
        BROKEN,
        /** Everything holds, but the sealer is not the one who is trusted. */
        UNTRUSTED
    }

    public Verdict verdict() {
        boolean fits = checks.stream()
                .noneMatch(finding -> finding.failed() && finding.subject() != Subject.TRUST);
        if (!isWhole() || !fits) {
            return Verdict.BROKEN;
        }
        return checks.stream().anyMatch(Finding::failed) ? Verdict.UNTRUSTED : Verdict.VALID;
    }

    /** {@return whether the package is in order by itself, whatever it was compared with} */
    public boolean isWhole() {
        return checks.size() == Subject.values().length
                && checks.stream()
                        .allMatch(finding -> finding.passed() || !finding.subject().concernsPackageAlone());
    }

    public Outcome outcome(Subject subject) {
        return checks.stream()
                .filter(finding -> finding.subject() == subject)
                .map(Finding::outcome)
                .findAny()
                .orElseThrow();
    }
}
