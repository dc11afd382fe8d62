package org.demarche.config;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Places for the values of a list, as native queries of Jakarta Persistence number them. */
public final class Places {
    private Places() {}

    /** {@return {@code ?3, ?4, ?5} for three from the third} */
    public static String of(int first, int number) {
        return IntStream.range(first, first + number)
                .mapToObj(place -> "?" + place)
                .collect(Collectors.joining(", "));
    }
}
