package org.demarche.security.factor;

import java.time.Instant;
import java.util.Optional;

/**
 * What an account has besides its password.
 *
 * @param totpSince since when it has codes by the clock
 * @param recoveryCodes how many codes on paper are left
 */
public record Holdings(Optional<Instant> totpSince, long recoveryCodes) {}
