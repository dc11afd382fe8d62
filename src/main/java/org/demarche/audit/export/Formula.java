package org.demarche.audit.export;

/** What a spreadsheet would run instead of show. */
public final class Formula {
    /** First characters that begin one, and their full-width twins. */
    private static final String BEGINNINGS = "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20";

    private Formula() {}

    /** {@return the text, behind an apostrophe if it begins like a formula} */
    public static String defused(String text) {
        return !text.isEmpty() && BEGINNINGS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
