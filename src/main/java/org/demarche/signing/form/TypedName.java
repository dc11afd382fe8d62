package org.demarche.signing.form;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;

/** What becomes of a name between the form and the letter. */
public final class TypedName {
    private TypedName() {}

    /** As it is kept: Unicode NFC, without white space around it, with single blanks inside. */
    public static String cleaned(String typed) {
        String composed = Normalizer2.getNFCInstance().normalize(typed);
        return composed.replaceAll("[\\p{Z}\\s]+", " ").strip();
    }

    /** As it is compared: without case, width and accents of form, and without blanks and punctuation. */
    public static String folded(String cleaned) {
        String folded = Normalizer2.getNFKCCasefoldInstance().normalize(cleaned);
        StringBuilder letters = new StringBuilder();
        folded.codePoints().filter(UCharacter::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
