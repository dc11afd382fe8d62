package org.demarche.verification.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demarche.verification.input.Defect;
import org.demarche.verification.input.Sha256;

/**
 * The end of the log at some time, as it was published then.
 *
 * @param sequence the number of the entry; 0 if only its hash is known
 * @param hash in lower-case hexadecimal
 */
public record PublishedHead(long sequence, String hash) {
    private static final Pattern LINE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2} ([1-9][0-9]{0,17}) ([0-9a-f]{64})");

    public PublishedHead {
        if (!Sha256.isHex(hash)) {
            throw new IllegalArgumentException("A head is a hash of 64 hexadecimal digits");
        }
    }

    /**
     * {@return a head of which only the hash is known}
     *
     * @throws IllegalArgumentException if it is no hash
     */
    public static PublishedHead of(String hash) {
        return new PublishedHead(0, hash.toLowerCase(Locale.ROOT));
    }

    /**
     * Reads the list that a portal publishes: a line for each day, {@code 2026-11-24 1234 } and the hash.
     *
     * @throws Defect naming the first line that is not of this form
     */
    public static List<PublishedHead> list(List<String> lines) throws Defect {
        List<PublishedHead> heads = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line.strip());
            if (matcher.matches()) {
                heads.add(new PublishedHead(Long.parseLong(matcher.group(1)), matcher.group(2)));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new Defect("line " + (lines.indexOf(line) + 1) + " is not a day, a number and a hash");
            }
        }
        return heads;
    }
}
