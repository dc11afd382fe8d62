package org.demarche.signature;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What a signature is part of. Asked by those who show a signature, answered by those who make editions. */
public interface Submissions {
    /** How far an edition is that a signature stands frozen in. */
    enum Stage {
        /** Its package is being made, or made and not handed over. */
        FROZEN,
        DELIVERED
    }

    /**
     * A signature's place in an edition.
     *
     * @param number of the edition; from 1
     * @param shown what that edition shows of the signer, whatever they chose since
     * @param frozenAt since when later changes of the signature leave the edition as it is
     * @param sealedAt when its package was sealed
     * @param approvedAt when a second person let it go out
     * @param attempts to hand it over, the first first; at most the last of them did
     */
    record Standing(
            int number,
            Visibility shown,
            Instant frozenAt,
            Optional<Instant> sealedAt,
            Optional<Instant> approvedAt,
            List<Handover> attempts) {
        public Standing {
            attempts = List.copyOf(attempts);
        }

        /** One that was frozen, and no more. */
        public Standing(int number, Visibility shown, Instant frozenAt) {
            this(number, shown, frozenAt, Optional.empty(), Optional.empty(), List.of());
        }

        public Stage stage() {
            return delivered().isPresent() ? Stage.DELIVERED : Stage.FROZEN;
        }

        /** How it came to the addressee, where it did. */
        public Optional<Handover> delivered() {
            return attempts.stream().filter(Handover::accepted).findFirst();
        }
    }

    /**
     * An attempt to hand an edition over, as everybody may know it.
     *
     * @param day in UTC
     * @param channel name of the way it took, such as {@code IN_PERSON}
     * @param outcome name of what came of it, such as {@code MET}
     * @param accepted whether the addressee has it
     */
    record Handover(LocalDate day, String channel, String outcome, boolean accepted) {}

    /** The editions that a signature is in, the newest first; none that were given up. */
    List<Standing> of(long petitionId, long signatureId);
}
