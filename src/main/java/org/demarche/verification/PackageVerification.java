package org.demarche.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.demarche.verification.VerificationReport.Finding;
import org.demarche.verification.VerificationReport.Outcome;
import org.demarche.verification.VerificationReport.Sealer;
import org.demarche.verification.VerificationReport.Subject;
import org.demarche.verification.input.Sha256;

/**
 * The verification of one package. It needs nothing but the file, holds little of it in memory, and trusts nothing in
 * it: whatever the file contains, the end is a report.
 */
public final class PackageVerification {

    private static final Map<Subject, Check> CHECKS = new EnumMap<>(Map.ofEntries(
            Map.entry(Subject.CONTAINER, new ContainerCheck()),
            Map.entry(Subject.SEAL, new SealCheck()),
            Map.entry(Subject.COVERAGE, new CoverageCheck()),
            Map.entry(Subject.CHECKSUMS, new ChecksumsCheck()),
            Map.entry(Subject.MANIFEST, new ManifestCheck()),
            Map.entry(Subject.LETTERS, new LettersCheck()),
            Map.entry(Subject.ROWS, new RowsCheck()),
            Map.entry(Subject.TREE, new TreeCheck()),
            Map.entry(Subject.TOTALS, new TotalsCheck()),
            Map.entry(Subject.OPENINGS, new OpeningsCheck()),
            Map.entry(Subject.SIGNATORIES, new SignatoriesCheck()),
            Map.entry(Subject.TRUST, new TrustCheck())));

    private final Path file;
    private final Optional<String> fingerprint;

    private PackageVerification(Path file, Optional<String> fingerprint) {
        this.file = file;
        this.fingerprint = fingerprint;
    }

    public static PackageVerification of(Path file) {
        return new PackageVerification(file, Optional.empty());
    }

    /**
     * {@return the same verification, which also compares who sealed the package}
     *
     * @param sha256 of the certificate that is trusted, in hexadecimal; upper case, colons and spaces do no harm
     * @throws IllegalArgumentException if it is not a fingerprint
     */
    public PackageVerification trusting(String sha256) {
        String plain = sha256.replaceAll("[:\\s]", "").toLowerCase(Locale.ROOT);
        if (!Sha256.isHex(plain)) {
            throw new IllegalArgumentException("A fingerprint has 64 hexadecimal digits: " + sha256);
        }
        return new PackageVerification(file, Optional.of(plain));
    }

    /** Runs all checks that can run, in their order. */
    public VerificationReport run() {
        try (Evidence evidence = new Evidence(file, fingerprint)) {
            List<Finding> findings = new ArrayList<>();
            CHECKS.forEach((subject, check) -> findings.add(new Finding(subject, outcome(check, evidence))));
            Optional<Sealer> sealer =
                    evidence.foundSeal().map(seal -> new Sealer(seal.subject(), seal.fingerprint(), seal.signedAt()));
            return new VerificationReport(findings, evidence.foundManifest(), sealer);
        } catch (IOException failedToClose) {
            throw new UncheckedIOException(failedToClose);
        }
    }

    private static Outcome outcome(Check check, Evidence evidence) {
        try {
            return new Outcome.Passed(check.examine(evidence));
        } catch (Unavailable reason) {
            return new Outcome.NotChecked(reason.getMessage());
        } catch (IOException defect) {
            return new Outcome.Failed(String.valueOf(defect.getMessage()));
        } catch (RuntimeException unforeseen) {
            // A stranger's file must never get away with confusing a check: what is not understood is not in order.
            return new Outcome.Failed("the package could not be understood (" + unforeseen + ")");
        }
    }
}
