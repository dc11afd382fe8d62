package org.demarche.signing.ledger;

import java.util.Locale;
import java.util.Optional;
import org.demarche.vault.Token;

/**
 * Eight characters that do what a link does, but only together with the address, for those who would rather type. It
 * follows from the link's token, so nothing more has to be kept.
 *
 * @param text eight of the 31 characters that nobody confuses with each other: about 40 bits
 */
public record Code(String text) {
    private static final String ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 8;

    public static Code of(Token token) {
        byte[] random = token.derive("code").hash();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            int number =
                    ((random[3 * i] & 0xff) << 16) | ((random[3 * i + 1] & 0xff) << 8) | (random[3 * i + 2] & 0xff);
            text.append(ALPHABET.charAt(number % ALPHABET.length()));
        }
        return new Code(text.toString());
    }

    /** What was typed, whatever its case, with blanks and hyphens where the typist liked them. */
    public static Optional<Code> parse(String typed) {
        String text = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        boolean fits = text.length() == LENGTH && text.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0);
        return fits ? Optional.of(new Code(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "Code[…]";
    }
}
