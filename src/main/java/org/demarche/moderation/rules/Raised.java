package org.demarche.moderation.rules;

/**
 * Why a rule flagged a signature.
 *
 * @param together how many there were within the rule's window
 */
public record Raised(Terms terms, int together) {}
