package org.demarche.verification.stamp;

import java.time.Instant;

/**
 * What a time-stamping authority vouches for: that something existed at a time.
 *
 * @param subject the authority's name in its certificate, as RFC 2253 writes it
 * @param fingerprint SHA-256 of that certificate, in lower-case hexadecimal
 * @param at the time
 */
public record TimeStamp(String subject, String fingerprint, Instant at) {}
