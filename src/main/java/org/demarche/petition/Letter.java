package org.demarche.petition;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;

/**
 * The text that people sign, in one language and one version. A signature is bound to the SHA-256 of its canonical
 * text, so nothing here may change without a new version.
 *
 * @param addressee the lines under which the letter addresses its recipient: name, function, office, postal address
 * @param demands one for each demand of the petition, in order
 */
public record Letter(
        String language,
        int version,
        LocalDate date,
        String title,
        String summary,
        List<String> addressee,
        String salutation,
        List<String> paragraphs,
        String demandsIntroduction,
        List<Clause> demands,
        String closing) {

    /** A demand in this letter's words. */
    public record Clause(int number, String title, String text) {}

    public Letter {
        addressee = List.copyOf(addressee);
        paragraphs = List.copyOf(paragraphs);
        demands = List.copyOf(demands);
        for (int i = 0; i < demands.size(); i++) {
            if (demands.get(i).number() != i + 1) {
                throw new IllegalArgumentException("The demands of the letter in " + language + " are not 1, 2, 3 …");
            }
        }
    }

    Letter withVersion(int number) {
        return new Letter(
                language,
                number,
                date,
                title,
                summary,
                addressee,
                salutation,
                paragraphs,
                demandsIntroduction,
                demands,
                closing);
    }

    public Clause demand(int number) {
        return demands.get(number - 1);
    }

    /**
     * The signed text: Unicode NFC, lines ended by LF, blocks (title, date, addressee, salutation, paragraphs, demands,
     * closing) parted by one empty line. The summary is not part of it.
     */
    public String canonicalText() {
        StringBuilder text = new StringBuilder();
        text.append(title).append("\n\n");
        text.append(date).append("\n\n");
        text.append(String.join("\n", addressee)).append("\n\n");
        text.append(salutation).append("\n\n");
        paragraphs.forEach(paragraph -> text.append(paragraph).append("\n\n"));
        text.append(demandsIntroduction).append("\n\n");
        demands.forEach(demand -> text.append(demand.number())
                .append(". ")
                .append(demand.title())
                .append('\n')
                .append(demand.text())
                .append("\n\n"));
        text.append(closing).append('\n');
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** SHA-256 of the canonical text in UTF-8, lower-case hex. */
    public String sha256() {
        return sha256(canonicalText());
    }

    static String sha256(String canonicalText) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonicalText.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
