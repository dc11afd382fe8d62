package org.demarche.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries somebody wants to see.
 *
 * @param actor as entries name them; empty for everybody's
 * @param action as entries name it; empty for every kind
 * @param until what is shown was written before this
 */
public record AuditFilter(Optional<String> actor, Optional<String> action, Instant until) {}
