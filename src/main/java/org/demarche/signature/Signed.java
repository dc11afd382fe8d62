package org.demarche.signature;

/** Exactly which text was signed, and how. */
public record Signed(String language, int letterVersion, Channel channel) {}
