package org.demarche.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells the networks of one day (UTC) apart. Each day has a random key, the same on all nodes, wrapped by the master
 * secret; when the day is over the key is destroyed, and from then on nobody can find out which network a mark was made
 * of, not even by trying all of them. What came from one network on two days has two marks.
 *
 * <p>Keys are fetched ahead by a task, so that whoever signs neither waits for the database nor fails with it: while
 * there is no key there is no mark.
 */
@ApplicationScoped
public class NetworkKeys {
    private static final DateTimeFormatter PREFIX = DateTimeFormatter.ofPattern("uuMMdd");
    private static final int BYTES = 5;

    private KeyFolder folder;
    private NetworkKeyTable table;
    private Clock clock;
    private final Map<LocalDate, byte[]> keys = new ConcurrentHashMap<>();

    protected NetworkKeys() {}

    @Inject
    NetworkKeys(KeyFolder folder, NetworkKeyTable table, Clock clock) {
        this.folder = folder;
        this.table = table;
        this.clock = clock;
    }

    /** What the marks of a day begin with. */
    public static String prefix(LocalDate day) {
        return PREFIX.format(day);
    }

    /**
     * A network's mark: the day, and the first 5 bytes of HMAC-SHA-256 in hexadecimal.
     *
     * @param network any text that is the same for all of it
     * @return empty while the day's key is not at hand
     */
    public Optional<String> mark(String network) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Optional.ofNullable(keys.get(today)).map(key -> prefix(today) + mark(key, network));
    }

    private static String mark(byte[] key, String network) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(network.getBytes(US_ASCII)), 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
        }
    }

    /** Has today's key at hand, in the day's last hour the next day's too, and forgets all others. */
    public void prepare() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate soon = LocalDate.ofInstant(now.plus(1, ChronoUnit.HOURS), ZoneOffset.UTC);
        keys.keySet().removeIf(day -> day.isBefore(today));
        have(today);
        have(soon);
    }

    private void have(LocalDate day) {
        if (!keys.containsKey(day)) {
            keys.put(day, find(day).orElseGet(() -> make(day)));
        }
    }

    /** Makes it impossible for good to find out what the marks of earlier days were made of. */
    public int destroyPast() {
        return table.deleteBefore(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    private byte[] make(LocalDate day) {
        byte[] key = AesGcm.newKey();
        try {
            table.add(day, AesGcm.seal(wrappingKey(), key, Context.ofNetworkKey(day)));
        } catch (RuntimeException e) {
            // Another node was first, or the database is out of reach.
            return find(day).orElseThrow(() -> e);
        }
        return key;
    }

    private Optional<byte[]> find(LocalDate day) {
        return table.wrapped(day).map(wrapped -> AesGcm.open(wrappingKey(), wrapped, Context.ofNetworkKey(day))
                .orElseThrow(() -> new IllegalStateException("The network key of " + day + " does not open: "
                        + folder.path(AddressKeys.MASTER_KEY)
                        + " is not the secret that it was made with")));
    }

    private byte[] wrappingKey() {
        return Derivation.derive(folder.secret(AddressKeys.MASTER_KEY), "network keys");
    }
}
