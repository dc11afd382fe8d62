package org.demarche.verification.seal;

/**
 * What the seal says of one file.
 *
 * @param name its path in the package
 * @param mediaType as the seal's DataObjectFormat names it
 * @param sha256 of its content, 32 bytes in lower-case hexadecimal
 */
public record SealedFile(String name, String mediaType, String sha256) {}
