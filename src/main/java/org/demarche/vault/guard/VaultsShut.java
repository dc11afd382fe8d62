package org.demarche.vault.guard;

/** Vaults were locked, or the alarm was sounded: keys that are in memory go at once. */
public record VaultsShut(boolean isPanic) {}
