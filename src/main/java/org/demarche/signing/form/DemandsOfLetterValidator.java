package org.demarche.signing.form;

import static org.demarche.signing.form.Findings.wrongAt;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

public final class DemandsOfLetterValidator implements ConstraintValidator<DemandsOfLetter, SigningForm> {
    @Override
    public boolean isValid(SigningForm form, ConstraintValidatorContext context) {
        if (form.demands().isEmpty()) {
            return wrongAt("demands", context, "petition.form.demands.missing");
        }
        boolean known = form.demands().stream().allMatch(demand -> isKnown(form, demand));
        return known || wrongAt("demands", context, "petition.form.demands.unknown");
    }

    private static boolean isKnown(SigningForm form, String demand) {
        return demand.matches("[1-9][0-9]?") && form.petition().hasDemand(Integer.parseInt(demand));
    }
}
