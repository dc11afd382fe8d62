package org.demarche.verification;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.demarche.verification.VerificationReport.Finding;
import org.demarche.verification.input.Defect;

/**
 * Another package that the one in question is compared with, found valid by itself.
 *
 * @param digests SHA-256 in hexadecimal by name, for every entry
 * @param sealer fingerprint of the certificate that sealed it
 */
record Companion(Manifest manifest, Map<String, String> digests, String sealer, boolean redacted) {

    /** Verifies a package that somebody asks to be compared. */
    static Companion verified(Path file, Request request) throws IOException {
        try (Evidence evidence = new Evidence(request.alone(file))) {
            VerificationReport report = PackageVerification.examine(evidence);
            if (!report.isWhole()) {
                throw new Defect(file.getFileName() + " is not a valid package itself: " + failures(report));
            }
            return new Companion(
                    evidence.manifest(), evidence.digests(), evidence.seal().fingerprint(), report.redacted());
        } catch (Unavailable impossible) {
            throw new IllegalStateException("A valid package has all that a comparison needs", impossible);
        }
    }

    private static String failures(VerificationReport report) {
        return report.checks().stream()
                .filter(Finding::failed)
                .map(finding ->
                        finding.subject().label() + " (" + finding.outcome().sentence() + ")")
                .collect(Collectors.joining("; "));
    }
}
