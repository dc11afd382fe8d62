/**
 * Time-stamps (RFC 3161): a CMS {@code SignedData} (RFC 5652) read by a small DER reader of its own, strictly, and
 * verified with the signature algorithms of the JDK. An authority's own chain is not followed: who it is, is for the
 * reader to judge.
 */
package org.demarche.verification.stamp;
