package org.demarche.signing.partner;

import java.util.Optional;
import org.demarche.mail.Address;

/**
 * What is agreed with a partner.
 *
 * @param name of the organisation, 1 to 200 characters
 * @param contact a mail address
 * @param perMinute the most it may send in a minute, 1 to 100,000
 * @param perHour the most it may send in an hour, no fewer, to 1,000,000
 */
public record PartnerTerms(String name, String contact, int perMinute, int perHour) {
    public static final int LONGEST_NAME = 200;
    public static final int MOST_PER_MINUTE = 100_000;
    public static final int MOST_PER_HOUR = 1_000_000;

    public PartnerTerms {
        Optional<Address> address = Address.parse(contact);
        if (name.isBlank()
                || name.length() > LONGEST_NAME
                || address.isEmpty()
                || perMinute < 1
                || perMinute > MOST_PER_MINUTE
                || perHour < perMinute
                || perHour > MOST_PER_HOUR) {
            throw new IllegalArgumentException("No partner can be agreed with on these terms");
        }
    }
}
