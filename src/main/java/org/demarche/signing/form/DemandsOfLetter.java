package org.demarche.signing.form;

import static java.lang.annotation.ElementType.TYPE;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** At least one demand is supported, and only demands of the letter that is signed. */
@Documented
@Target(TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = DemandsOfLetterValidator.class)
@interface DemandsOfLetter {
    String message() default "petition.form.demands.missing";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
