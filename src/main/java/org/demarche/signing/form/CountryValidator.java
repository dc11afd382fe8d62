package org.demarche.signing.form;

import static org.demarche.signing.form.Findings.wrong;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Locale;
import java.util.Locale.IsoCountryCode;
import java.util.Set;

public final class CountryValidator implements ConstraintValidator<Country, String> {
    private static final Set<String> CODES = Locale.getISOCountries(IsoCountryCode.PART1_ALPHA2);

    @Override
    public boolean isValid(String typed, ConstraintValidatorContext context) {
        if (typed.isBlank()) {
            return wrong(context, "petition.form.country.missing");
        }
        return CODES.contains(typed) || wrong(context, "petition.form.country.unknown");
    }
}
