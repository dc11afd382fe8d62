package org.demarche.security.session;

import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.vault.Token;

/**
 * Who asks, as their log-in shows it.
 *
 * @param token of the log-in
 * @param standing how far they have come
 * @param fresh whether they will be {@link Actor#proven()} for some minutes more: long enough to fill in a form
 * @param hasFactor whether their account has a second factor
 */
public record Attendance(Token token, Actor actor, Standing standing, boolean fresh, boolean hasFactor) {
    /** Where a request for a staff page keeps it. */
    public static final String ATTRIBUTE = "attendance";

    /**
     * Asked before anything of one's own access is changed: whoever has no second factor yet, and must have one, may
     * give themselves one at once.
     *
     * @throws org.demarche.audit.FactorNeeded if they have one, and have to show it first
     */
    public void mustChangeOwnAccess() {
        if (standing != Standing.ENROLMENT_DUE) {
            actor.must(Act.CHANGE_OWN_ACCESS);
        }
    }
}
