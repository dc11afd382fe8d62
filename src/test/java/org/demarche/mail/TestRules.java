package org.demarche.mail;

import java.util.stream.Stream;

/** Rules for addresses as a test needs them. */
public final class TestRules {
    private TestRules() {}

    /** {@return rules in force, after others} */
    public static AddressRules of(String current, String... earlierNewestFirst) {
        return new AddressRules(
                RuleSet.read(current),
                Stream.of(earlierNewestFirst).map(RuleSet::read).toList());
    }
}
