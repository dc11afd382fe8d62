package org.demarche.signature;

import java.time.Instant;

/** A signer lets the addressee see less of them, or as much as before. Observed in the same transaction. */
public record SignatureNarrowed(long petitionId, long signatureId, Instant at) {}
