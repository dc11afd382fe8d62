package org.demarche.testing;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/**
 * Somebody whose name and address no dictionary and no other test has.
 *
 * @param local what is before the @ of the address
 * @param domain the first label of the address's domain
 */
public record Person(String given, String family, String local, String domain) {
    private static final SecureRandom RANDOM = new SecureRandom();

    public static Person latin() {
        return new Person("Zq" + letters('a'), "Wx" + letters('a'), "zq" + letters('a'), "wx" + letters('a'));
    }

    /** With a Cyrillic name. */
    public static Person cyrillic() {
        return new Person("Щэ" + letters('а'), "Жю" + letters('а'), "zq" + letters('a'), "wx" + letters('a'));
    }

    public String name() {
        return given + " " + family;
    }

    public String email() {
        return local + "@" + domain + ".example.org";
    }

    private static String letters(int first) {
        return RANDOM.ints(10, first, first + 26).mapToObj(Character::toString).collect(Collectors.joining());
    }
}
