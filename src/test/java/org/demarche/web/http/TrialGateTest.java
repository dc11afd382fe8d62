package org.demarche.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialGateTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "petitions.localhost:80"})
    void opensToTheMachineItself(String host) {
        assertThat(TrialGate.isOpen(true, "127.0.0.1", Map.of("Host", host)::get))
                .isTrue();
        assertThat(TrialGate.isOpen(true, "0:0:0:0:0:0:0:1", Map.of("Host", host)::get))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"petitions.example", "localhost.example", "127.0.0.1.example", "10.0.0.1:8080", "", "[::2]:8080"
            })
    void staysShutForAnyOtherName(String host) {
        assertThat(TrialGate.isOpen(true, "127.0.0.1", Map.of("Host", host)::get))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.7", "2001:db8::1", "0.0.0.0", ""})
    void staysShutForOtherMachines(String peer) {
        assertThat(TrialGate.isOpen(true, peer, Map.of("Host", "localhost")::get))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP"})
    void staysShutBehindAProxy(String header) {
        assertThat(TrialGate.isOpen(true, "127.0.0.1", Map.of("Host", "localhost", header, "127.0.0.1")::get))
                .isFalse();
    }

    @Test
    void doesNotExistOutsideTheTrial() {
        assertThat(TrialGate.isOpen(false, "127.0.0.1", Map.of("Host", "localhost")::get))
                .isFalse();
        assertThat(TrialGate.isOpen(true, "127.0.0.1", name -> null)).isFalse();
    }
}
