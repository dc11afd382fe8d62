package org.demarche.submission.print;

import com.ibm.icu.text.ArabicShaping;
import com.ibm.icu.text.ArabicShapingException;
import com.ibm.icu.text.Bidi;
import com.openhtmltopdf.bidi.BidiReorderer;

/**
 * Text that runs from right to left, between the order in which it is read and the one in which it is drawn; and Arabic
 * letters, between themselves and the forms that they take beside one another.
 */
public final class RightToLeft implements BidiReorderer {
    /** The forms of vowel signs that stand alone, with room around them, from U+FE70 on: here they stand over letters. */
    private static final String SIGNS =
            "\u064B\u064B\u064C\uFE73\u064D\uFE75\u064E\u064E\u064F\u064F\u0650\u0650\u0651\u0651\u0652\u0652";

    private static final char FIRST_SIGN = '\uFE70';

    /** Makes a text begin at the right, whatever it begins with (U+200F). */
    public static final String MARK = "\u200F";

    /** {@return a line of any text as it is drawn from left to right, its letters in their forms} */
    public static String drawn(String line) {
        return isIn(line)
                ? new Bidi(shaped(line), Bidi.LEVEL_DEFAULT_LTR)
                        .writeReordered(Bidi.DO_MIRRORING | Bidi.REMOVE_BIDI_CONTROLS)
                : line;
    }

    /** {@return whether a line of text begins at the right} */
    public static boolean leads(String line) {
        return Bidi.getBaseDirection(line) == Bidi.RTL;
    }

    /** {@return a text of that direction alone as it was written, from what is drawn of it} */
    static String read(String drawn) {
        return unshaped(reversed(drawn));
    }

    /** {@return whether the text has anything that is not drawn in the order in which it is read} */
    static boolean isIn(String text) {
        return Bidi.requiresBidi(text.toCharArray(), 0, text.length());
    }

    @Override
    public String reorderRTLTextToLTR(String text) {
        return reversed(text);
    }

    @Override
    public String shapeText(String text) {
        return shaped(Bidi.writeReverse(reversed(text), Bidi.DO_MIRRORING | Bidi.REMOVE_BIDI_CONTROLS));
    }

    @Override
    public String deshapeText(String text) {
        return unshaped(text);
    }

    @Override
    public boolean isLiveImplementation() {
        return true;
    }

    /** The same way there and back. */
    private static String reversed(String text) {
        return Bidi.writeReverse(text, Bidi.DO_MIRRORING);
    }

    private static String shaped(String text) {
        StringBuilder letters = new StringBuilder(shaping(text, ArabicShaping.LETTERS_SHAPE));
        for (int i = 0; i < letters.length(); i++) {
            int sign = letters.charAt(i) - FIRST_SIGN;
            if (sign >= 0 && sign < SIGNS.length()) {
                letters.setCharAt(i, SIGNS.charAt(sign));
            }
        }
        return letters.toString();
    }

    private static String unshaped(String text) {
        return shaping(text, ArabicShaping.LETTERS_UNSHAPE);
    }

    private static String shaping(String text, int letters) {
        try {
            return new ArabicShaping(letters | ArabicShaping.TEXT_DIRECTION_LOGICAL | ArabicShaping.LENGTH_GROW_SHRINK)
                    .shape(text);
        } catch (ArabicShapingException e) {
            throw new IllegalStateException("Text of any length can be shaped", e);
        }
    }
}
