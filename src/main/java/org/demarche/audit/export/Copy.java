package org.demarche.audit.export;

import java.util.Map;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;

/**
 * A copy that somebody may take away.
 *
 * @param action how the audit log calls it
 * @param subject what it is of, as in the audit log
 * @param detail which part of that, and in which form
 */
public record Copy(Actor actor, String action, String subject, Map<String, String> detail) {
    public Copy {
        detail = Map.copyOf(detail);
    }

    /**
     * @throws org.demarche.audit.NotAllowed if the actor may not take it
     * @throws org.demarche.audit.FactorNeeded if the actor has to show the second factor first
     */
    public static Copy allowed(Actor actor, Act act, String action, String subject, Map<String, String> detail) {
        actor.must(act);
        return new Copy(actor, action, subject, detail);
    }
}
