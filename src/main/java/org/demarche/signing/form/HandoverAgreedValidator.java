package org.demarche.signing.form;

import static org.demarche.signing.form.Findings.wrongAt;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.demarche.signature.Visibility;

public final class HandoverAgreedValidator implements ConstraintValidator<HandoverAgreed, SigningForm> {
    @Override
    public boolean isValid(SigningForm form, ConstraintValidatorContext context) {
        boolean shown = form.visibility().equals(Visibility.INITIALS.name())
                || form.visibility().equals(Visibility.FULL.name());
        return !shown || form.handover() || wrongAt("handover", context, "petition.form.handover.missing");
    }
}
