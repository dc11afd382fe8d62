package org.demarche.signature;

import java.time.Instant;

/** Whatever named a signer is erased, by their own wish. Observed in the same transaction. */
public record SignatureErased(long petitionId, long signatureId, Instant at) {}
