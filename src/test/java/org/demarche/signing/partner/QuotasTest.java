package org.demarche.signing.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import org.demarche.testing.HandClock;
import org.junit.jupiter.api.Test;

class QuotasTest {
    private final HandClock clock = new HandClock("2026-11-23T12:00:00Z");
    private final Quotas quotas = new Quotas(clock);

    private Partner partner(int perMinute, int perHour) {
        PartnerTerms terms = new PartnerTerms("Rights Now", "it@example.org", perMinute, perHour);
        return new Partner(terms, PartnerKey.random(new SecureRandom()), clock.instant());
    }

    @Test
    void admitsSoManyInAMinute() {
        Partner partner = partner(2, 100);
        quotas.admit(partner);
        clock.pass(Duration.ofSeconds(20));

        Quotas.Verdict second = quotas.admit(partner);
        Quotas.Verdict third = quotas.admit(partner);

        assertThat(second.admitted()).isTrue();
        assertThat(second.standings().get(0))
                .isEqualTo(new Quotas.Standing("minute", 2, Duration.ofMinutes(1), 0, Duration.ofSeconds(40)));
        assertThat(second.standings().get(1).remaining()).isEqualTo(98);
        assertThat(third.admitted()).isFalse();
        assertThat(third.pause()).isEqualTo(Duration.ofSeconds(40));

        clock.pass(third.pause());

        assertThat(quotas.admit(partner).admitted()).isTrue();
    }

    @Test
    void admitsSoManyInAnHour() {
        Partner partner = partner(2, 3);
        for (int i = 0; i < 3; i++) {
            assertThat(quotas.admit(partner).admitted()).isTrue();
            clock.pass(Duration.ofMinutes(1));
        }

        Quotas.Verdict fourth = quotas.admit(partner);

        assertThat(fourth.admitted()).isFalse();
        assertThat(fourth.pause()).isEqualTo(Duration.ofMinutes(57));
        assertThat(fourth.standings().get(0).remaining())
                .as("what is refused counts for nothing")
                .isEqualTo(2);
    }
}
