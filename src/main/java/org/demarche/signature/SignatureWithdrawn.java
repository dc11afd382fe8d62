package org.demarche.signature;

import java.time.Instant;

/** A signature is no longer counted, by its signer's wish. Observed in the same transaction. */
public record SignatureWithdrawn(long petitionId, long signatureId, Instant at) {}
