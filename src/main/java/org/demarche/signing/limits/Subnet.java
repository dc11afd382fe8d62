package org.demarche.signing.limits;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of addresses that share their first bits (RFC 4632, RFC 4291).
 *
 * @param prefix the first bits in hexadecimal digits, the rest of the address as zeros: 8 digits for IPv4, 32 for IPv6
 * @param bits how many of them count
 */
record Subnet(String prefix, int bits) {
    /** A literal address: a name must never be looked up to decide where a request comes from. */
    private static final Pattern LITERAL =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** What one subscriber usually has: a /24 of IPv4, a /48 of IPv6. */
    static Subnet around(InetAddress address) {
        return of(address, address instanceof Inet4Address ? 24 : 48);
    }

    static Subnet of(InetAddress address, int bits) {
        byte[] bytes = address.getAddress();
        if (bits < 0 || bits > bytes.length * 8) {
            throw new IllegalArgumentException("An address of this kind has no " + bits + " bits.");
        }
        for (int i = 0; i < bytes.length; i++) {
            int kept = Math.max(0, Math.min(8, bits - 8 * i));
            bytes[i] &= (byte) (0xff << (8 - kept));
        }
        return new Subnet(HexFormat.of().formatHex(bytes), bits);
    }

    /** {@return the range written as an address, or as an address with its number of bits; empty if it is none} */
    static Optional<Subnet> parse(String text) {
        String[] parts = text.strip().split("/", -1);
        Optional<InetAddress> address = address(parts[0]);
        if (parts.length == 1) {
            return address.map(found -> of(found, found.getAddress().length * 8));
        }
        boolean sized = parts.length == 2 && parts[1].matches("[0-9]{1,3}");
        return address.filter(found -> sized && Integer.parseInt(parts[1]) <= found.getAddress().length * 8)
                .map(found -> of(found, Integer.parseInt(parts[1])));
    }

    /** {@return the address that a literal means; an IPv4 address in IPv6 form is taken as IPv4} */
    static Optional<InetAddress> address(String literal) {
        String bare = literal.strip().replaceAll("^\\[|](:[0-9]+)?$", "").replaceAll("%.*$", "");
        if (!LITERAL.matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(bare));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress address) {
        return address.getAddress().length * 2 == prefix.length()
                && of(address, bits).equals(this);
    }

    static boolean anyContains(Subnet[] subnets, InetAddress address) {
        return Arrays.stream(subnets).anyMatch(subnet -> subnet.contains(address));
    }
}
