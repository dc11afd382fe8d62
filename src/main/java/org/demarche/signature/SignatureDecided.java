package org.demarche.signature;

import java.time.Instant;

/** Staff released a signature, or struck it out: whether it counts may have changed. */
public record SignatureDecided(long petitionId, long signatureId, Instant at) {}
