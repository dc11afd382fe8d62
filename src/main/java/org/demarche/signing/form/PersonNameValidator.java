package org.demarche.signing.form;

import static org.demarche.signing.form.Findings.wrong;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.regex.Pattern;

public final class PersonNameValidator implements ConstraintValidator<PersonName, String> {
    public static final int LONGEST = 200;

    /** A scheme, a host that begins with www, something like a domain with a path, or an address. */
    private static final Pattern WEB = Pattern.compile(
            "://|\\bwww\\.|@|\\b[\\p{L}\\d-]{2,}\\.(?:com|net|org|info|biz|ru|kg|io|me|ly|co|xyz|top|site|online|shop)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** What a spreadsheet takes for the beginning of a formula, in plain and full width. */
    private static final String FORMULA = "=+-@＝＋－＠";

    /** Controls, surrogates, private use, unassigned, line separators, and marks that turn the reading direction. */
    private static final Pattern UNFIT = Pattern.compile(
            "[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]");

    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    @Override
    public boolean isValid(String typed, ConstraintValidatorContext context) {
        String name = TypedName.cleaned(typed);
        if (name.isEmpty()) {
            return wrong(context, "petition.form.name.missing");
        }
        if (name.codePointCount(0, name.length()) > LONGEST) {
            return wrong(context, "petition.form.name.tooLong", LONGEST);
        }
        if (FORMULA.indexOf(name.charAt(0)) >= 0) {
            return wrong(context, "petition.form.name.formula", name.substring(0, 1));
        }
        if (WEB.matcher(name).find()) {
            return wrong(context, "petition.form.name.url");
        }
        if (UNFIT.matcher(name).find() || !LETTER.matcher(name).find()) {
            return wrong(context, "petition.form.name.characters");
        }
        return true;
    }
}
