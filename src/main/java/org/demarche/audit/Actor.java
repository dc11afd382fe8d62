package org.demarche.audit;

import java.util.Set;

/**
 * The member of staff on whose behalf something is done, as they stood when it was asked for.
 *
 * @param id of their account
 * @param name how pages call them
 * @param proven whether they have shown their second factor in the last minutes; or have none, where it is not required
 */
public record Actor(long id, String name, Set<Role> roles, boolean proven) {
    /** Where a request for a staff page keeps its actor. */
    public static final String ATTRIBUTE = "actor";

    public Actor {
        roles = Set.copyOf(roles);
    }

    /** Somebody who has not shown a second factor. */
    public Actor(long id, String name, Set<Role> roles) {
        this(id, name, roles, false);
    }

    /** {@return the same person, having shown their second factor} */
    public Actor asProven() {
        return new Actor(id, name, roles, true);
    }

    /** Whether one of their roles is for this, if need be after they have shown their second factor again. */
    public boolean may(Act act) {
        return roles.stream().anyMatch(act::isFor);
    }

    /**
     * Every use case that staff start asks this first.
     *
     * @throws NotAllowed if none of their roles may
     * @throws FactorNeeded if they may, but have to show their second factor again first
     */
    public void must(Act act) {
        if (!may(act)) {
            throw new NotAllowed(reference(), act);
        }
        if (act.isSensitive() && !proven) {
            throw new FactorNeeded(reference(), act);
        }
    }

    /** How the audit log and other rows name them: {@code staff:50}. Says nothing about the person. */
    public String reference() {
        return "staff:" + id;
    }
}
