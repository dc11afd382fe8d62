package org.demarche.signing.form;

import static java.lang.annotation.ElementType.TYPE;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Whoever is to be shown to the addressee has consented to the hand-over. */
@Documented
@Target(TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = HandoverAgreedValidator.class)
@interface HandoverAgreed {
    String message() default "petition.form.handover.missing";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
