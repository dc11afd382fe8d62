package org.demarche.signing.form;

import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintViolation;
import java.util.List;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;
import org.hibernate.validator.engine.HibernateConstraintViolation;

/** How the constraints of a form say which message, with which arguments, belongs to which field. */
public final class Findings {
    private Findings() {}

    /** Finds a value wrong: always {@code false}, so that a validator can return it. */
    public static boolean wrong(ConstraintValidatorContext context, String message, Object... arguments) {
        context.disableDefaultConstraintViolation();
        context.unwrap(HibernateConstraintValidatorContext.class)
                .withDynamicPayload(List.of(arguments))
                .buildConstraintViolationWithTemplate(message)
                .addConstraintViolation();
        return false;
    }

    /** The same for a rule of the whole form, reported at one of its fields. */
    public static boolean wrongAt(String field, ConstraintValidatorContext context, String message) {
        context.disableDefaultConstraintViolation();
        context.buildConstraintViolationWithTemplate(message)
                .addPropertyNode(field)
                .addConstraintViolation();
        return false;
    }

    public static Problem problem(ConstraintViolation<?> violation) {
        HibernateConstraintViolation<?> found = violation.unwrap(HibernateConstraintViolation.class);
        List<?> arguments = found.getDynamicPayload(List.class);
        return new Problem(
                violation.getPropertyPath().toString(),
                violation.getMessageTemplate(),
                arguments == null ? List.of() : List.copyOf(arguments));
    }
}
