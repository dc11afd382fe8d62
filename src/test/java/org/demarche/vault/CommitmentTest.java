package org.demarche.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class CommitmentTest {
    private final byte[] salt = Commitment.salt(new SecureRandom());

    @Test
    void isTheHashOfSaltAndText() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(salt);
        bytes.write("Zoë".getBytes(UTF_8));
        assertThat(Commitment.of(salt, "Zoë"))
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
    }

    @Test
    void isTheSameForBothSpellingsOfAnAccent() {
        assertThat(Commitment.of(salt, "Zoe\u0308")).isEqualTo(Commitment.of(salt, "Zo\u00eb"));
    }

    @Test
    void tellsTwoPeopleOfOneNameApart() {
        assertThat(Commitment.of(salt, "Jane"))
                .isNotEqualTo(Commitment.of(Commitment.salt(new SecureRandom()), "Jane"));
    }

    @Test
    void refusesAShortSalt() {
        assertThatThrownBy(() -> Commitment.of(new byte[16], "Jane"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16");
    }
}
