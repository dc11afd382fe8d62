package org.demarche.signing.form;

import static java.lang.annotation.ElementType.FIELD;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One of {@link org.demarche.signature.CountryCodes}. */
@Documented
@Target(FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = CountryValidator.class)
@interface Country {
    String message() default "petition.form.country.missing";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
