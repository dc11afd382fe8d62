package org.demarche.signing.form;

import static org.demarche.signing.form.Findings.wrong;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

public final class GivenValidator implements ConstraintValidator<Given, Boolean> {
    private String message;

    @Override
    public void initialize(Given given) {
        message = given.value();
    }

    @Override
    public boolean isValid(Boolean given, ConstraintValidatorContext context) {
        return given || wrong(context, message);
    }
}
