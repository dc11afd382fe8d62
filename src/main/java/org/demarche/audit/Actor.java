package org.demarche.audit;

import java.util.Set;

/**
 * The member of staff on whose behalf something is done, as they stood when it was asked for.
 *
 * @param id of their account
 * @param name how pages call them
 */
public record Actor(long id, String name, Set<Role> roles) {
    /** Where a request for a staff page keeps its actor. */
    public static final String ATTRIBUTE = "actor";

    public Actor {
        roles = Set.copyOf(roles);
    }

    public boolean may(Act act) {
        return roles.stream().anyMatch(act::isFor);
    }

    /**
     * Every use case that staff start asks this first.
     *
     * @throws NotAllowed if none of their roles may
     */
    public void must(Act act) {
        if (!may(act)) {
            throw new NotAllowed(reference(), act);
        }
    }

    /** How the audit log and other rows name them: {@code staff:50}. Says nothing about the person. */
    public String reference() {
        return "staff:" + id;
    }
}
