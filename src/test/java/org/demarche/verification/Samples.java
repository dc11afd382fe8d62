package org.demarche.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The one good package that tests share, and the verification of bytes that are not a file yet. */
final class Samples {

    static final SamplePackage GOOD = SamplePackage.of(48);

    static final byte[] GOOD_FILE = GOOD.sealed();

    private Samples() {}

    static VerificationReport verified(byte[] file) {
        try {
            Path temporary = Files.createTempFile("sample", ".asice");
            try {
                return PackageVerification.of(Files.write(temporary, file)).run();
            } finally {
                Files.delete(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
