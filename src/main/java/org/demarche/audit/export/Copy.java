package org.demarche.audit.export;

import java.util.Map;
import org.demarche.audit.Actor;

/**
 * A copy that somebody takes away, who may do so.
 *
 * @param action how the audit log calls it
 * @param subject what it is of, as in the audit log
 * @param detail which part of that, and in which form
 */
public record Copy(Actor actor, String action, String subject, Map<String, String> detail) {
    public Copy {
        detail = Map.copyOf(detail);
    }
}
