package org.demarche.submission.documents;

/**
 * Somebody who chose to be named.
 *
 * @param row index of their row
 * @param name full name or initials
 * @param country ISO 3166-1 alpha-2, or {@code *}
 * @param demands numbers with a space between
 */
record Signatory(long row, String name, String country, String demands) {}
