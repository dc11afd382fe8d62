package org.demarche.submission.print;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import com.openhtmltopdf.extend.FSTextBreaker;

/** Where lines may end (Unicode Standard Annex 14); the JDK's own rules part {@code 12:00} after the colon. */
final class LineBreaks implements FSTextBreaker {
    private final BreakIterator breaks;
    private String text = "";

    LineBreaks(String language) {
        breaks = BreakIterator.getLineInstance(ULocale.forLanguageTag(language));
    }

    @Override
    public int next() {
        int end = breaks.next();
        while (end != BreakIterator.DONE && endsAtHyphen(end)) {
            end = breaks.next();
        }
        return end;
    }

    @Override
    public void setText(String words) {
        text = words;
        breaks.setText(words);
    }

    /** Neither {@code --copy} nor {@code ASiC-E} comes apart; where two letters stand on both sides, a word may. */
    private boolean endsAtHyphen(int end) {
        return end < text.length()
                && text.charAt(end - 1) == '-'
                && !(isLetter(end - 3) && isLetter(end - 2) && isLetter(end) && isLetter(end + 1));
    }

    private boolean isLetter(int at) {
        return at >= 0 && at < text.length() && Character.isLetter(text.charAt(at));
    }
}
