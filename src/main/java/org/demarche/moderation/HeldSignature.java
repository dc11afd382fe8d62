package org.demarche.moderation;

import java.time.LocalDate;
import java.util.Set;
import org.demarche.signature.Choices;
import org.demarche.signature.Flag;

/**
 * What a moderator sees of a signature that is held: nothing that names its signer.
 *
 * @param confirmed day in UTC
 * @param reviewAsked whether its signer asked for a review
 */
public record HeldSignature(
        long petitionId,
        long id,
        LocalDate confirmed,
        String language,
        Choices choices,
        Set<Flag> flags,
        boolean reviewAsked) {
    public HeldSignature {
        flags = Set.copyOf(flags);
    }
}
