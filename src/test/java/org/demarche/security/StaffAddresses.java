package org.demarche.security;

import java.util.Arrays;
import java.util.List;

/** The addresses of staff pages, for tests that visit all of them. */
public final class StaffAddresses {
    private StaffAddresses() {}

    /** Every page, whatever its role; where an address names something, there need not be such a thing. */
    public static List<String> pages() {
        return Arrays.stream(StaffRoute.values())
                .filter(route -> route.isPage() && route.isReadable())
                .map(StaffAddresses::of)
                .toList();
    }

    /** Something of the right look in each changing part. */
    static String of(StaffRoute route) {
        return route.template()
                .replace("{token}", "A".repeat(43))
                .replace("{slug}", "azimjan-askarov")
                .replace("{file}", "azimjan-askarov-edition-1.asice")
                .replaceAll("\\{[a-z]+}", "1")
                .replaceAll("(signatures|dashboard)/export$", "$0?format=csv");
    }
}
