package org.demarche.submission;

import java.time.Instant;
import org.demarche.submission.documents.SealFacts;
import org.demarche.submission.rows.TreeHead;
import org.demarche.submission.seal.SealedFile;

/**
 * What became of an edition's compilation.
 *
 * @param tree over its rows and those of all editions before
 * @param manifestSha256 of the manifest, which is the same in both copies
 * @param seal the keys and the level
 * @param full the copy with everything
 * @param redacted the copy that names nobody
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared: it carries what is written into a row.
record SealedPackage(
        TreeHead tree, byte[] manifestSha256, SealFacts seal, SealedFile full, SealedFile redacted, Instant at) {}
