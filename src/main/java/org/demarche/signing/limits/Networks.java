package org.demarche.signing.limits;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.demarche.config.Settings;
import org.demarche.vault.NetworkKeys;

/**
 * Tells networks apart without knowing them: HMAC-SHA-256 of the subscriber's range under a salt that is made anew every
 * day (UTC) and lies in this node's memory alone. Yesterday's names mean nothing today. What is signed is marked under
 * a key of the day that all nodes share, see {@link NetworkKeys}.
 */
@ApplicationScoped
public class Networks {
    private final SecureRandom random = new SecureRandom();
    private Subnet[] trusted;
    private KnownNetworks known;
    private NetworkKeys keys;
    private Clock clock;

    private LocalDate day;
    private byte[] salt;

    protected Networks() {}

    @Inject
    Networks(Settings settings, NetworkKeys keys, Clock clock) {
        this(settings.trustedProxies(), new KnownNetworks(settings.networks()), keys, clock);
    }

    Networks(List<String> trusted, KnownNetworks known, NetworkKeys keys, Clock clock) {
        this.trusted = trusted.stream()
                .map(range -> Subnet.parse(range)
                        .orElseThrow(() -> new IllegalArgumentException("demarche.proxy.trusted names " + range
                                + ", which is neither an address nor a range such as 10.0.0.0/8.")))
                .toArray(Subnet[]::new);
        this.known = known;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * The network that a request comes from.
     *
     * @param peer the address at the other end of the connection
     * @param forwarded values of {@code X-Forwarded-For} in the order in which they came; believed as far as trusted
     *     proxies wrote them
     */
    public Network of(String peer, List<String> forwarded) {
        Optional<InetAddress> address = Subnet.address(peer).map(near -> behindProxies(near, forwarded));
        String range = address.map(Subnet::around).map(Subnet::toString).orElse(peer);
        return new Network(name(range), keys.mark(range), address.flatMap(known::of));
    }

    /**
     * A mark of the network that a request comes from, as {@link #of} finds it, for what all nodes have to know.
     *
     * @param keyedHash makes a mark that nobody without the key can test guesses against
     */
    public byte[] mark(String peer, List<String> forwarded, Function<String, byte[]> keyedHash) {
        return keyedHash.apply(Subnet.address(peer)
                .map(near -> Subnet.around(behindProxies(near, forwarded)).toString())
                .orElse(peer));
    }

    /** From the nearest to the farthest hop: the first that no trusted proxy vouches for is where it came from. */
    private InetAddress behindProxies(InetAddress peer, List<String> forwarded) {
        List<String> hops = forwarded.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .toList();
        InetAddress nearest = peer;
        for (int i = hops.size() - 1; i >= 0 && Subnet.anyContains(trusted, nearest); i--) {
            Optional<InetAddress> next = Subnet.address(hops.get(i));
            if (next.isEmpty()) {
                break;
            }
            nearest = next.get();
        }
        return nearest;
    }

    private synchronized String name(String subnet) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!today.equals(day)) {
            salt = new byte[32];
            random.nextBytes(salt);
            day = today;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(subnet.getBytes(US_ASCII)), 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The platform has no HMAC-SHA-256.", e);
        }
    }
}
