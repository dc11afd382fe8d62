package org.demarche.signing.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.demarche.signing.form.Findings.wrong;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.demarche.mail.Address;

public final class MailAddressValidator implements ConstraintValidator<MailAddress, String> {
    /** Octets of an address in a mail's envelope, RFC 5321 4.5.3.1.3 without the brackets. */
    private static final int LONGEST = 254;

    @Override
    public boolean isValid(String typed, ConstraintValidatorContext context) {
        String address = typed.strip();
        if (address.isEmpty()) {
            return wrong(context, "petition.form.email.missing");
        }
        if (address.getBytes(UTF_8).length > LONGEST) {
            return wrong(context, "petition.form.email.tooLong");
        }
        return Address.parse(address).isPresent() || wrong(context, "petition.form.email.invalid");
    }
}
