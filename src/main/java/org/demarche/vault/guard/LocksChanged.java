package org.demarche.vault.guard;

/** Staff locked, unlocked, or dealt with the alarm, on this node: what it knows is to be looked up anew. */
public record LocksChanged() {}
