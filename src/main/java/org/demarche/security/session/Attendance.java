package org.demarche.security.session;

import org.demarche.audit.Actor;
import org.demarche.vault.Token;

/**
 * Who asks, as their log-in shows it.
 *
 * @param token of the log-in
 */
public record Attendance(Token token, Actor actor) {}
