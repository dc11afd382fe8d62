package org.demarche.signing.form;

import static java.lang.annotation.ElementType.FIELD;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An e-mail address that mail can be sent to, internationalised ones included. */
@Documented
@Target(FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = MailAddressValidator.class)
@interface MailAddress {
    String message() default "petition.form.email.invalid";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
