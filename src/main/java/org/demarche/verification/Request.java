package org.demarche.verification;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a reader wants to know.
 *
 * @param file the package
 * @param previous the edition before, to be compared
 * @param copy the other copy of the same edition, to be compared
 * @param receipt a signer's receipt, to be proved
 * @param fingerprint of the certificate that is trusted, SHA-256 in hexadecimal
 * @param between what is run between two pieces of what is read
 */
record Request(
        Path file,
        Optional<Path> previous,
        Optional<Path> copy,
        Optional<Path> receipt,
        Optional<String> fingerprint,
        Runnable between) {

    static Request of(Path file) {
        return new Request(file, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), () -> {});
    }

    /** {@return another package, read with the same between} */
    Request alone(Path other) {
        return of(other).reading(between);
    }

    Request extending(Path edition) {
        return new Request(file, Optional.of(edition), copy, receipt, fingerprint, between);
    }

    Request besides(Path other) {
        return new Request(file, previous, Optional.of(other), receipt, fingerprint, between);
    }

    Request proving(Path proof) {
        return new Request(file, previous, copy, Optional.of(proof), fingerprint, between);
    }

    Request trusting(String certificate) {
        return new Request(file, previous, copy, receipt, Optional.of(certificate), between);
    }

    Request reading(Runnable pause) {
        return new Request(file, previous, copy, receipt, fingerprint, pause);
    }
}
