package org.demarche.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SupportTest {
    @Test
    void keepsDemandsAsBits() {
        assertThat(Support.of(1, 3).bits()).isEqualTo(0b101);
        assertThat(Support.ofBits(0b101).numbers()).containsExactly(1, 3);
        assertThat(Support.of(31).contains(31)).isTrue();
        assertThat(Support.of(2).contains(1)).isFalse();
    }

    @Test
    void needsAtLeastOneDemand() {
        assertThatThrownBy(() -> Support.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Support.of(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Support.of(32)).isInstanceOf(IllegalArgumentException.class);
    }
}
