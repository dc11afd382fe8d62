package org.demarche.petition;

import java.net.URI;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who publishes a petition and answers for the personal data: the controller in the sense of the GDPR. What a privacy
 * notice cannot do without is needed; what not every organisation has is optional, and then not spoken of.
 *
 * @param address lines of the postal address
 * @param privacyEmail where questions about personal data go
 * @param representative in the European Union, of an organisation that has no seat there (article 27)
 * @param officer the data protection officer (article 37)
 * @param authority the supervisory authority that is competent for the organisation (article 51)
 * @param mailProvider who carries its mails for it, and so handles addresses of signers
 * @param keeping how long after the last hand-over names and addresses are kept at most
 * @param described when the organisation last changed what it says of itself here
 */
public record Organisation(
        Words name,
        List<String> address,
        String email,
        String privacyEmail,
        Optional<Contact> representative,
        Optional<Contact> officer,
        Optional<Authority> authority,
        Optional<MailProvider> mailProvider,
        Optional<Period> keeping,
        LocalDate described) {
    private static final Set<String> RESERVED = Set.of("example", "test", "invalid", "localhost");

    /** Somebody to turn to. */
    public record Contact(String name, List<String> address, String email) {
        public Contact {
            address = List.copyOf(address);
            needAddress(email);
        }
    }

    /** Where to complain. */
    public record Authority(Words name, URI page) {
        public Authority {
            if (!"https".equals(page.getScheme()) || page.getHost() == null) {
                throw new IllegalArgumentException(
                        "The supervisory authority's page " + page + " is no https address.");
            }
        }
    }

    /**
     * Who carries the mails.
     *
     * @param country where they pass, ISO 3166-1 alpha-2
     */
    public record MailProvider(String name, String country) {}

    public Organisation {
        address = List.copyOf(address);
        if (address.isEmpty() || address.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "The organisation lacks a postal address: a privacy notice has to give one.");
        }
        needAddress(email);
        needAddress(privacyEmail);
    }

    private static void needAddress(String email) {
        if (!email.matches("[^@\\s]+@[^@\\s]+")) {
            throw new IllegalArgumentException("'" + email + "' of the organisation is no e-mail address.");
        }
    }

    /** Whether it is made up: its addresses are under a domain that is reserved for examples (RFC 2606). */
    public boolean isExample() {
        String domain = privacyEmail.substring(privacyEmail.indexOf('@') + 1).toLowerCase(Locale.ROOT);
        String top = domain.substring(domain.lastIndexOf('.') + 1);
        return RESERVED.contains(top) || domain.matches("(.+\\.)?example\\.(com|net|org)");
    }
}
