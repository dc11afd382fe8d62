package org.demarche.submission.seal;

import java.util.Optional;

/**
 * What a reader compares with a package, and takes from elsewhere than the package.
 *
 * @param seal SHA-256 of the certificate that seals, in lower-case hexadecimal; empty while there is none
 * @param checkpoint the key of a petition's checkpoints as verifiers of signed notes take it; empty while there is none
 */
public record Fingerprints(Optional<String> seal, Optional<String> checkpoint) {}
