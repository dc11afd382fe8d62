package org.demarche.security.team;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.audit.Role;

/** Reads the boxes {@code role} of a form. */
final class TickedRoles {
    private TickedRoles() {}

    /** {@return the roles whose boxes are ticked; what is no role is passed over} */
    static Set<Role> of(Map<String, String[]> fields) {
        Set<String> ticked = Set.copyOf(Arrays.asList(fields.getOrDefault("role", new String[0])));
        return Stream.of(Role.values())
                .filter(role -> ticked.contains(role.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }
}
