package org.demarche.signing.form;

import static java.lang.annotation.ElementType.FIELD;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One of the three ways to be shown. */
@Documented
@Target(FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = KnownVisibilityValidator.class)
@interface KnownVisibility {
    String message() default "petition.form.visibility.missing";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
