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
import org.demarche.verification.VerificationReport.Stamp;
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
            Map.entry(Subject.TIME, new TimeCheck()),
            Map.entry(Subject.LETTERS, new LettersCheck()),
            Map.entry(Subject.ROWS, new RowsCheck()),
            Map.entry(Subject.TREE, new TreeCheck()),
            Map.entry(Subject.CHECKPOINT, new CheckpointCheck()),
            Map.entry(Subject.TOTALS, new TotalsCheck()),
            Map.entry(Subject.OPENINGS, new OpeningsCheck()),
            Map.entry(Subject.SIGNATORIES, new SignatoriesCheck()),
            Map.entry(Subject.PREVIOUS, new PreviousCheck()),
            Map.entry(Subject.COPY, new CopyCheck()),
            Map.entry(Subject.RECEIPT, new ReceiptCheck()),
            Map.entry(Subject.TRUST, new TrustCheck())));

    private final Request request;

    private PackageVerification(Request request) {
        this.request = request;
    }

    /** {@return the verification of a package by itself} */
    public static PackageVerification of(Path file) {
        return new PackageVerification(Request.of(file));
    }

    /**
     * {@return the same verification, which also asks whether the package extends the edition before}
     *
     * @param previous the package of that edition; it has to be valid itself
     */
    public PackageVerification extending(Path previous) {
        return new PackageVerification(request.extending(previous));
    }

    /**
     * {@return the same verification, which also asks whether another package is a copy of the same edition}
     *
     * @param copy the redacted copy if this is the full one, or the other way round; it has to be valid itself
     */
    public PackageVerification besides(Path copy) {
        return new PackageVerification(request.besides(copy));
    }

    /**
     * {@return the same verification, which also asks whether a receipt proves a signature to be in the package}
     *
     * @param receipt a file of c2sp.org/tlog-proof
     */
    public PackageVerification proving(Path receipt) {
        return new PackageVerification(request.proving(receipt));
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
        return new PackageVerification(request.trusting(plain));
    }

    /**
     * {@return the same verification, which leaves room for others}
     *
     * @param pause run very often, between two pieces of what is read; it must not throw
     */
    public PackageVerification between(Runnable pause) {
        return new PackageVerification(request.reading(pause));
    }

    /** Runs all checks that can run, in their order. */
    public VerificationReport run() {
        try (Evidence evidence = new Evidence(request)) {
            return examine(evidence);
        } catch (IOException failedToClose) {
            throw new UncheckedIOException(failedToClose);
        }
    }

    /** Runs all checks; what they established stays with the evidence. */
    static VerificationReport examine(Evidence evidence) {
        List<Finding> findings = new ArrayList<>();
        CHECKS.forEach((subject, check) -> findings.add(new Finding(subject, outcome(check, evidence))));
        Optional<Stamp> stamp =
                evidence.foundTimeStamp().map(each -> new Stamp(each.subject(), each.fingerprint(), each.at()));
        Optional<Sealer> sealer = evidence.foundSeal()
                .map(seal -> new Sealer(seal.subject(), seal.fingerprint(), seal.signedAt(), stamp));
        return new VerificationReport(findings, evidence.foundManifest(), sealer, evidence.isRedacted());
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
