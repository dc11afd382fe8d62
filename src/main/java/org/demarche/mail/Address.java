package org.demarche.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.icu.text.IDNA;
import com.sanctionco.jmail.EmailValidator;
import com.sanctionco.jmail.JMail;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A mail address that a person typed (RFC 5321 and 5322, with the international forms of RFC 6531). It is kept as typed,
 * for sending; {@link #canonical} is for comparing alone. {@link #toString()} shows nothing of it.
 */
public final class Address {
    /** Octets of an address in a mail's envelope: RFC 5321, 4.5.3.1.3, without the brackets. */
    public static final int LONGEST = 254;

    private static final int LONGEST_LOCAL_PART = 64;

    /** Strict: what real mailboxes look like. No quotes, comments, routes, blanks, IP addresses or one-label domains. */
    private static final EmailValidator VALIDATOR = JMail.strictValidator()
            .disallowQuotedIdentifiers()
            .disallowObsoleteWhitespace()
            .disallowSingleCharacterTopLevelDomains()
            .withRule(email -> email.comments().isEmpty());

    /** UTS 46, non-transitional: {@code ß} stays apart from {@code ss}, as registries have it. */
    private static final IDNA DOMAINS = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.USE_STD3_RULES);

    private final String localPart;
    private final String domain;
    private final String asciiDomain;

    private Address(String localPart, String domain, String asciiDomain) {
        this.localPart = localPart;
        this.domain = domain;
        this.asciiDomain = asciiDomain;
    }

    /** {@return the address; empty if this is none, or not one that a mail can be sent to} */
    public static Optional<Address> parse(String typed) {
        if (typed == null) {
            return Optional.empty();
        }
        String text = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
        int at = text.lastIndexOf('@');
        if (at <= 0
                || text.indexOf('@') != at
                || text.indexOf('"') >= 0
                || text.chars().anyMatch(Address::isUnseen)) {
            return Optional.empty();
        }
        String localPart = text.substring(0, at);
        String domain = text.substring(at + 1);
        return ascii(domain)
                .map(ascii -> new Address(localPart, domain, ascii))
                .filter(address -> address.fits() && VALIDATOR.isValid(address.forSending()));
    }

    /** Line breaks would end a header; invisible signs make two addresses look the same. */
    private static boolean isUnseen(int character) {
        return Character.isISOControl(character)
                || Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT
                || Character.getType(character) == Character.UNASSIGNED
                || Character.getType(character) == Character.PRIVATE_USE;
    }

    private static Optional<String> ascii(String domain) {
        StringBuilder ascii = new StringBuilder();
        IDNA.Info info = new IDNA.Info();
        DOMAINS.nameToASCII(domain, ascii, info);
        return info.hasErrors()
                ? Optional.empty()
                : Optional.of(ascii.toString().toLowerCase(Locale.ROOT));
    }

    private boolean fits() {
        return localPart.getBytes(UTF_8).length <= LONGEST_LOCAL_PART
                && text().getBytes(UTF_8).length <= LONGEST
                && forSending().getBytes(UTF_8).length <= LONGEST;
    }

    /** {@return the address as it was typed, without blanks around it, in Unicode's composed form} */
    public String text() {
        return localPart + "@" + domain;
    }

    /** {@return the domain in ASCII and lower case} */
    public String domain() {
        return asciiDomain;
    }

    /** {@return the same mailbox's name at another domain} */
    Optional<Address> at(String otherDomain) {
        return parse(localPart + "@" + otherDomain);
    }

    /** {@return one form for all spellings that reach one mailbox, as far as these rules know; never for sending} */
    public String canonical(AddressRules rules) {
        return rules.canonical(localPart.toLowerCase(Locale.ROOT), asciiDomain);
    }

    /** {@return the same as an earlier version of the rules had it} */
    public String canonical(AddressRules rules, int version) {
        return rules.canonical(version, localPart.toLowerCase(Locale.ROOT), asciiDomain);
    }

    /** {@return the address as mail servers know it: the domain in ASCII} */
    String forSending() {
        return localPart + "@" + asciiDomain;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address address && localPart.equals(address.localPart) && domain.equals(address.domain);
    }

    @Override
    public int hashCode() {
        return Objects.hash(localPart, domain);
    }

    @Override
    public String toString() {
        return "Address[…]";
    }
}
