package org.demarche.submission.freeze;

/**
 * What stands still of an edition.
 *
 * @param rows how many signatures
 * @param accounting where every attempt and every signature was, as canonical JSON
 */
public record Frozen(long rows, String accounting) {}
