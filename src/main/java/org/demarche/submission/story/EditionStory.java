package org.demarche.submission.story;

import java.util.List;
import java.util.Optional;
import org.demarche.submission.Edition;
import org.demarche.submission.SealedPackage;
import org.demarche.submission.delivery.Answer;
import org.demarche.submission.delivery.Delivery;
import org.demarche.submission.documents.Copy;
import org.demarche.submission.erasure.Erasure;
import org.demarche.submission.seal.SealedFile;

/**
 * A sealed edition and what became of it.
 *
 * @param attempts to hand it over, the first first; pages show their day, channel and outcome alone
 * @param answer of the addressee
 * @param since what has changed among the signatures that it holds
 * @param erasure of its signers, once that has begun
 */
public record EditionStory(
        Edition edition, List<Delivery> attempts, Optional<Answer> answer, Since since, Optional<Erasure> erasure) {
    public EditionStory {
        attempts = List.copyOf(attempts);
    }

    /** What was sealed. */
    public SealedPackage sealed() {
        return edition.sealed().orElseThrow();
    }

    /** The sealed copy with everything, whether or not it still lies here. */
    public SealedFile full() {
        return sealed().file(Copy.FULL);
    }

    /** How it came to its addressee, where it did. */
    public Optional<Delivery> delivered() {
        return attempts.stream().filter(Delivery::isHandedOver).findFirst();
    }
}
