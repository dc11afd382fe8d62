package org.demarche.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActorTest {
    private static Actor with(Role... roles) {
        return new Actor(50, "Maria Keller", Set.of(roles));
    }

    @ParameterizedTest
    @EnumSource(Act.class)
    void withoutARoleNothingIsAllowed(Act act) {
        assertThat(with().may(act)).isFalse();
        assertThatExceptionOfType(NotAllowed.class).isThrownBy(() -> with().must(act));
    }

    @ParameterizedTest
    @EnumSource(Act.class)
    void withAllRolesEverythingIsAllowedOnceTheSecondFactorWasShown(Act act) {
        assertThatNoException().isThrownBy(() -> with(Role.values()).asProven().must(act));
    }

    @ParameterizedTest
    @EnumSource(Act.class)
    void whatIsSensitiveNeedsTheSecondFactor(Act act) {
        Actor actor = with(Role.values());

        assertThat(actor.may(act)).isTrue();
        if (act.isSensitive()) {
            assertThatExceptionOfType(FactorNeeded.class).isThrownBy(() -> actor.must(act));
        } else {
            assertThatNoException().isThrownBy(() -> actor.must(act));
        }
    }

    @Test
    void aSecondFactorReplacesNoRole() {
        assertThatExceptionOfType(NotAllowed.class)
                .isThrownBy(() -> with(Role.AUDITOR).asProven().must(Act.MANAGE_STAFF));
    }

    @Test
    void oneOfSeveralRolesIsEnough() {
        assertThat(with(Role.EDITOR, Role.SUBMITTER).may(Act.COMPILE)).isTrue();
        assertThat(with(Role.EDITOR).may(Act.COMPILE)).isFalse();
    }

    @Test
    void whoOnlyReadsTheAccountsGetsNoNames() {
        assertThat(with(Role.AUDITOR).may(Act.SEE_EDITIONS)).isTrue();
        assertThat(with(Role.AUDITOR).may(Act.DOWNLOAD)).isFalse();
        assertThat(with(Role.ADMINISTRATOR).may(Act.DOWNLOAD)).isFalse();
    }

    @Test
    void isNamedInTheLogByNumber() {
        assertThat(with().reference()).isEqualTo("staff:50");
    }
}
