package org.demarche.petition;

import java.util.List;

/** Who publishes a petition and answers for the personal data: the controller in the sense of the GDPR. */
public record Organisation(Words name, List<String> address, String email, String privacyEmail) {
    public Organisation {
        address = List.copyOf(address);
    }
}
