package org.demarche.submission.seal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.demarche.petition.Petition;

/** The public halves of the keys that the next package will be made with. Private ones are not even read for this. */
@ApplicationScoped
public class PublishedKeys {
    private SealKeys seals;
    private CheckpointKeys checkpoints;

    protected PublishedKeys() {}

    @Inject
    public PublishedKeys(SealKeys seals, CheckpointKeys checkpoints) {
        this.seals = seals;
        this.checkpoints = checkpoints;
    }

    /**
     * What a petition's packages are to be compared with.
     *
     * @throws SealKeyUnfit if a key is there but cannot be read
     */
    public Fingerprints of(Petition petition) {
        return new Fingerprints(
                seals.certificate().map(SealKey::fingerprint), checkpoints.verifierKey(petition.slug()));
    }
}
