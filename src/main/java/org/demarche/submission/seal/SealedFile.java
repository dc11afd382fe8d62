package org.demarche.submission.seal;

/**
 * A sealed package.
 *
 * @param name of its file
 * @param sha256 of its bytes, 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record SealedFile(String name, byte[] sha256) {}
