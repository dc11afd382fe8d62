package org.demarche.signing.form;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Arrays;
import org.demarche.signature.Visibility;

public final class KnownVisibilityValidator implements ConstraintValidator<KnownVisibility, String> {
    @Override
    public boolean isValid(String typed, ConstraintValidatorContext context) {
        return Arrays.stream(Visibility.values())
                .anyMatch(visibility -> visibility.name().equals(typed));
    }
}
