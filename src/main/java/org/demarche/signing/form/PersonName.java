package org.demarche.signing.form;

import static java.lang.annotation.ElementType.FIELD;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A name as a person would sign a letter: any script, one word or many, at most 200 characters. */
@Documented
@Target(FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PersonNameValidator.class)
@interface PersonName {
    String message() default "petition.form.name.missing";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
