package org.demarche.moderation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.demarche.signature.Ruling;

/**
 * Why something is decided, in words for its signer.
 *
 * @param code stays for good: capital letters, digits and low lines
 * @param place among the others, ascending
 * @param rulings that it can be given for; none if only the portal itself gives it
 * @param texts one sentence or two in each language, by BCP 47 tag
 */
public record Reason(String code, int place, Set<Ruling> rulings, boolean retired, Map<String, String> texts) {
    /** Of those that only the portal gives: a decision about many was taken back. */
    public static final String TAKEN_BACK = "TAKEN_BACK";

    /** Most characters of a text. */
    public static final int LONGEST = 300;

    public Reason {
        if (!isCode(code)) {
            throw new IllegalArgumentException("A reason's code has capital letters, digits and low lines.");
        }
        rulings = Set.copyOf(rulings);
        texts = Map.copyOf(texts);
    }

    public static boolean isCode(String code) {
        return code.matches("[A-Z][A-Z0-9_]{1,31}");
    }

    /** Whether a decision can be given this reason now. */
    public boolean serves(Ruling ruling) {
        return !retired && rulings.contains(ruling);
    }

    /** Whether staff may change it: it is not one that the portal gives. */
    public boolean isEditable() {
        return !rulings.isEmpty();
    }

    /** The text in a language, else the English one. */
    public String text(String language) {
        return Optional.ofNullable(texts.get(language)).orElseGet(() -> texts.getOrDefault("en", code));
    }
}
