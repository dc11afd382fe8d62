package org.demarche.signing.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.demarche.signature.Flag;
import org.demarche.testing.HandClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
    private final HandClock clock = new HandClock("2026-11-23T12:00:00Z");
    private final Networks networks = networks(List.of("127.0.0.1", "10.0.0.0/8", "2001:db8:1::/48"), Optional.empty());

    private Networks networks(List<String> trusted, Optional<Path> list) {
        return new Networks(trusted, new KnownNetworks(list), new UnmarkedNetworks(), clock);
    }

    private String name(String peer, String... forwarded) {
        return networks.of(peer, List.of(forwarded)).name();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.254, true",
        "192.0.2.1, 192.0.3.1, false",
        "2001:db8:7:1::1, 2001:db8:7:ffff::2, true",
        "2001:db8:7::1, 2001:db8:8::1, false",
        "192.0.2.1, ::ffff:192.0.2.9, true",
        "2001:db8:7::1, [2001:db8:7::9]:4711, true"
    })
    void takesTheAddressesOfOneSubscriberForOneNetwork(String one, String other, boolean same) {
        assertThat(name(one).equals(name(other))).isEqualTo(same);
    }

    @Test
    void givesEveryNetworkANewNameEveryDay() {
        String today = name("192.0.2.1");
        clock.pass(Duration.ofHours(11));
        assertThat(name("192.0.2.1")).isEqualTo(today);

        clock.pass(Duration.ofHours(1));

        assertThat(name("192.0.2.1")).isNotEqualTo(today);
        assertThat(networks(List.of(), Optional.empty())
                        .of("192.0.2.1", List.of())
                        .name())
                .as("another node")
                .isNotEqualTo(name("192.0.2.1"));
    }

    @Test
    void showsNoAddressAnywhere() {
        Network network = networks.of("192.0.2.1", List.of());

        assertThat(network.name()).matches("[0-9a-f]{32}");
        assertThat(network).hasToString("Network[…]");
    }

    @Test
    void believesTrustedProxiesAndNobodyElse() {
        assertThat(name("127.0.0.1", "192.0.2.1")).isEqualTo(name("192.0.2.1"));
        assertThat(name("203.0.113.5", "192.0.2.1")).isEqualTo(name("203.0.113.5"));
        assertThat(name("127.0.0.1", "192.0.2.1, 203.0.113.5, 10.1.1.1"))
                .as("what a stranger wrote before the first trusted proxy")
                .isEqualTo(name("203.0.113.5"));
        assertThat(name("127.0.0.1", "192.0.2.1", "10.1.1.1"))
                .as("several headers are one list")
                .isEqualTo(name("192.0.2.1"));
        assertThat(name("2001:db8:1::5", "192.0.2.1")).isEqualTo(name("192.0.2.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "_hidden", "example.org", "999.1.1.1", "1.2.3.4.5", "::::", "192.0.2.1 x"})
    void staysAtTheLastHopThatMakesSense(String nonsense) {
        assertThat(name("127.0.0.1", nonsense)).isEqualTo(name("127.0.0.1"));
    }

    @Test
    void refusesATrustedProxyThatIsNoAddress() {
        assertThatThrownBy(() -> networks(List.of("proxy.example.org"), Optional.empty()))
                .hasMessageContaining("demarche.proxy.trusted")
                .hasMessageContaining("proxy.example.org");
    }

    @Test
    void knowsWhatTheOperatorListedAndReadsTheListAgainWhenItChanges(@TempDir Path folder) throws IOException {
        Path list = Files.writeString(
                folder.resolve("networks.txt"), "# exits\ntor 192.0.2.7\nshared 198.51.100.0/24\nnonsense\ntor x\n");
        Networks listed = networks(List.of(), Optional.of(list));

        assertThat(listed.of("192.0.2.7", List.of()).known()).contains(Flag.TOR);
        assertThat(listed.of("192.0.2.8", List.of()).known()).isEmpty();
        assertThat(listed.of("198.51.100.200", List.of()).known()).contains(Flag.SHARED_NETWORK);

        Files.writeString(list, "tor 2001:db8::/32\n");
        Files.setLastModifiedTime(list, FileTime.from(Instant.parse("2026-11-23T13:00:00Z")));

        assertThat(listed.of("192.0.2.7", List.of()).known()).isEmpty();
        assertThat(listed.of("2001:db8:9::1", List.of()).known()).contains(Flag.TOR);

        Files.delete(list);

        assertThat(listed.of("2001:db8:9::1", List.of()).known()).contains(Flag.TOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.0/33", "192.0.2.0/-1", "2001:db8::/129", "192.0.2.0/", "/24", "192.0.2.0/24/8"})
    void takesNoRangeThatIsNone(String range) {
        assertThat(Subnet.parse(range)).isEmpty();
    }
}
