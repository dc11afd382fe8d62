package org.demarche.signature;

import java.time.Instant;

/** A signature has come to be. Observed in the same transaction. */
public record SignatureConfirmed(long petitionId, long signatureId, Instant at) {}
