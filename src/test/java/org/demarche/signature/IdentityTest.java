package org.demarche.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {
    private final SecureRandom random = new SecureRandom();

    @ParameterizedTest
    @CsvSource({
        "Jane Doe, J. D.",
        "Азимжан Аскаров, А. А.",
        "Madonna, M.",
        "e\u0301mile zola, É. Z.",
        "王小明, 王.",
        "محمد علي, م. ع.",
        "Ana María de la Cruz, A. M. D. L."
    })
    void initialsAreTheFirstLettersAReaderSees(String name, String initials) {
        assertThat(Identity.of(name, random).initials()).isEqualTo(initials);
    }

    @Test
    void survivesBeingSealed() {
        Identity identity = Identity.of("Ольга Ким", random);

        Identity back = Identity.fromBytes(identity.toBytes());

        assertThat(back.name()).isEqualTo(identity.name());
        assertThat(back.nameCommitment()).isEqualTo(identity.nameCommitment());
        assertThat(back.initialsCommitment()).isEqualTo(identity.initialsCommitment());
    }

    @Test
    void commitsToTheSameNameDifferentlyEachTime() {
        assertThat(Identity.of("Jane Doe", random).nameCommitment())
                .isNotEqualTo(Identity.of("Jane Doe", random).nameCommitment());
    }

    @Test
    void showsNothingInLogs() {
        assertThat(Identity.of("Jane Doe", random).toString()).doesNotContain("Jane");
    }

    @Test
    void refusesASaltOfAnotherLength() {
        assertThatThrownBy(() -> new Identity("Jane", new byte[31], new byte[32]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
