package org.demarche.signature;

/** A trial was filled with signatures, or emptied of them. Observed in the same transaction. */
public record SignaturesGenerated(long petitionId) {}
