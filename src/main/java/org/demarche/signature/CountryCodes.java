package org.demarche.signature;

import java.util.Collections;
import java.util.Locale;
import java.util.Locale.IsoCountryCode;
import java.util.Set;
import java.util.TreeSet;

/** The countries and territories that a signer can live in. */
public final class CountryCodes {
    /** Kosovo has none in ISO 3166-1; this one, of the range left to users, is what everybody uses (CLDR too). */
    private static final String KOSOVO = "XK";

    private static final Set<String> ALL = all();

    private CountryCodes() {}

    /** ISO 3166-1 alpha-2 codes, and XK. */
    public static Set<String> known() {
        return ALL;
    }

    private static Set<String> all() {
        Set<String> codes = new TreeSet<>(Locale.getISOCountries(IsoCountryCode.PART1_ALPHA2));
        codes.add(KOSOVO);
        return Collections.unmodifiableSet(codes);
    }
}
