package org.demarche.signing.form;

import static org.demarche.signing.form.Findings.wrong;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.demarche.signature.CountryCodes;

public final class CountryValidator implements ConstraintValidator<Country, String> {
    @Override
    public boolean isValid(String typed, ConstraintValidatorContext context) {
        if (typed.isBlank()) {
            return wrong(context, "petition.form.country.missing");
        }
        return CountryCodes.known().contains(typed) || wrong(context, "petition.form.country.unknown");
    }
}
