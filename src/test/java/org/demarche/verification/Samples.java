package org.demarche.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.demarche.verification.VerificationReport.Finding;
import org.demarche.verification.VerificationReport.Subject;

/** The good packages that tests share, and the verification of bytes that are not a file yet. */
public final class Samples {

    public static final SamplePackage GOOD = SamplePackage.of(48);

    public static final byte[] GOOD_FILE = GOOD.sealed();

    /** The edition after {@link #GOOD}. */
    public static final SamplePackage SUPPLEMENT = GOOD.extended(45);

    /** {@link #GOOD} with a time-stamp. */
    public static final SamplePackage STAMPED = GOOD.stamped();

    static final byte[] STAMPED_FILE = STAMPED.sealed();

    private Samples() {}

    public static VerificationReport verified(byte[] file) {
        return verified(file, verification -> verification);
    }

    /** {@return the report on a package that is also asked more} */
    static VerificationReport verified(byte[] file, UnaryOperator<PackageVerification> questions) {
        try {
            Path temporary = Files.createTempFile("sample", ".asice");
            try {
                return questions
                        .apply(PackageVerification.of(Files.write(temporary, file)))
                        .run();
            } finally {
                Files.delete(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Subject> failures(VerificationReport report) {
        return report.checks().stream()
                .filter(Finding::failed)
                .map(Finding::subject)
                .toList();
    }
}
