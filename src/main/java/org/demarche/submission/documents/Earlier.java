package org.demarche.submission.documents;

import java.time.Instant;

/**
 * A delivered edition as later ones tell of it.
 *
 * @param edition its number
 * @param rows signatures that were new in it
 * @param delivered when it was handed over
 */
public record Earlier(int edition, long rows, Instant delivered) {}
