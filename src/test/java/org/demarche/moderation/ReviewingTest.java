package org.demarche.moderation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import org.demarche.audit.Actor;
import org.demarche.audit.NotAllowed;
import org.demarche.audit.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReviewingTest {
    private final Reviewing reviewing = new Reviewing(null, null, null, null, null);

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "MODERATOR", mode = EnumSource.Mode.EXCLUDE)
    void isForModeratorsAlone(Role role) {
        Actor actor = new Actor(50, "Maria", EnumSet.of(role));

        assertThatThrownBy(() -> reviewing.waiting(actor, 1)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> reviewing.decide(actor, 1, 1, Reviewing.Decision.RELEASE))
                .isInstanceOf(NotAllowed.class);
    }
}
