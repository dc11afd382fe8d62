package org.demarche.signing.form;

import com.ibm.icu.text.Normalizer2;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What becomes of a name between the form and the letter. */
public final class TypedName {
    private TypedName() {}

    /** As it is kept: Unicode NFC, without white space around it, with single blanks inside. */
    public static String cleaned(String typed) {
        String composed = Normalizer2.getNFCInstance().normalize(typed);
        return composed.replaceAll("[\\p{Z}\\s]+", " ").strip();
    }

    /**
     * As it is compared: without case, width, accents and other marks, punctuation, blanks, and whatever the order of its
     * words. So {@code Doe, Zoë} is {@code zoe doe}.
     */
    public static String folded(String cleaned) {
        String folded = Normalizer2.getNFKCCasefoldInstance().normalize(cleaned);
        String bare = Normalizer2.getNFKDInstance().normalize(folded).replaceAll("\\p{M}+|['’ʼ‘`´]", "");
        return Arrays.stream(bare.split("[^\\p{L}\\p{N}]+")).sorted().collect(Collectors.joining());
    }
}
