package org.demarche.submission.compile;

import java.util.stream.Collectors;
import org.demarche.verification.VerificationReport;

/** The verifier does not find a package valid that was sealed just now. */
class PackageUnsound extends RuntimeException {
    private static final long serialVersionUID = 1;

    PackageUnsound(VerificationReport report) {
        super("The package would be called broken: "
                + report.checks().stream()
                        .filter(VerificationReport.Finding::failed)
                        .map(finding -> finding.subject().label() + ": "
                                + finding.outcome().sentence())
                        .collect(Collectors.joining("; ")));
    }
}
