package org.demarche.vault.guard;

import java.time.Instant;

/**
 * Somebody sounded the alarm: every vault is locked, every log-in has ended, and nothing is collected.
 *
 * @param actor who did, as the audit log names them
 */
public record Panic(Instant since, String actor) {}
