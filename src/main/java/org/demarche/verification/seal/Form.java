package org.demarche.verification.seal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demarche.verification.input.Base64Text;
import org.demarche.verification.input.Defect;

/** A text that has to follow a form to the byte: fixed words, which are expected, and blanks, which are read. */
final class Form {

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{4,}={0,2}");

    private final String text;
    private int position;

    Form(String text) {
        this.text = text;
    }

    void expect(String words) throws Defect {
        if (!skip(words)) {
            int same = 0;
            while (position + same < text.length() && text.charAt(position + same) == words.charAt(same)) {
                same++;
            }
            throw notInForm(position + same);
        }
    }

    /** {@return whether the words stand here; if so, they have been passed} */
    boolean skip(String words) {
        boolean here = text.startsWith(words, position);
        position += here ? words.length() : 0;
        return here;
    }

    String read(Pattern pattern) throws Defect {
        Matcher matcher = pattern.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            throw notInForm(position);
        }
        position = matcher.end();
        return matcher.group();
    }

    /** Reads Base64 on one line in its only canonical spelling. */
    byte[] readBase64() throws Defect {
        int start = position;
        String spelled = read(BASE64);
        try {
            return Base64Text.decode(spelled);
        } catch (Defect otherSpelling) {
            throw notInForm(start);
        }
    }

    void expectEnd() throws Defect {
        if (position < text.length()) {
            throw notInForm(position);
        }
    }

    private static Defect notInForm(int at) {
        return new Defect("does not follow the form of a seal from character " + (at + 1) + " on");
    }
}
