package org.demarche.submission;

import java.time.Instant;

/**
 * What became of an edition's compilation.
 *
 * @param root of the tree over the rows, 32 bytes
 * @param sha256 of the package's file
 * @param certificateSha256 of the certificate that sealed it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared: it carries what is written into a row.
record SealedPackage(byte[] root, String fileName, byte[] sha256, byte[] certificateSha256, Instant at) {}
