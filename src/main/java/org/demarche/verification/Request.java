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
 */
record Request(
        Path file,
        Optional<Path> previous,
        Optional<Path> copy,
        Optional<Path> receipt,
        Optional<String> fingerprint) {

    static Request of(Path file) {
        return new Request(file, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
