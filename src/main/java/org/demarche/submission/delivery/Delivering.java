package org.demarche.submission.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;

/**
 * Staff tell how an edition came to its addressee, or did not. With the first attempt that handed it over it is
 * delivered, once and for all; one that was refused stays on the time line, and another may follow.
 */
@ApplicationScoped
public class Delivering {
    private Recording recording;
    private Attachments attachments;

    protected Delivering() {}

    @Inject
    Delivering(Recording recording, Attachments attachments) {
        this.recording = recording;
        this.attachments = attachments;
    }

    /**
     * Records an attempt.
     *
     * @param file a photograph or a scan: a JPEG, a PNG or a PDF, at most {@link Attachments#LARGEST} bytes
     * @throws org.demarche.audit.NotAllowed if the actor may not
     */
    public DeliveringOutcome record(
            long petitionId, long editionId, DeliveryForm form, Optional<byte[]> file, Actor actor) {
        actor.must(Act.DELIVER);
        Set<DeliveryFault> faults = recording.faults(petitionId, editionId, form);
        Optional<Scan> scan = Optional.empty();
        try {
            if (file.isPresent()) {
                scan = Optional.of(Scan.of(file.get()));
            }
        } catch (UnfitScan e) {
            faults = union(faults, e.fault());
        }
        if (!faults.isEmpty()) {
            return new DeliveringOutcome.Faulty(faults);
        }
        Optional<Attachment> kept = scan.map(attachments::keep);
        boolean recorded = false;
        try {
            DeliveringOutcome outcome = recording.record(petitionId, editionId, form, kept, actor);
            recorded = outcome instanceof DeliveringOutcome.Recorded;
            return outcome;
        } finally {
            if (!recorded) {
                kept.ifPresent(attachments::discard);
            }
        }
    }

    /** Whether a petition is over for good, so that nothing of it is handed over any more. */
    public boolean isOver(long petitionId) {
        return recording.isOver(petitionId);
    }

    private static Set<DeliveryFault> union(Set<DeliveryFault> faults, DeliveryFault another) {
        Set<DeliveryFault> all = EnumSet.of(another);
        all.addAll(faults);
        return all;
    }
}
