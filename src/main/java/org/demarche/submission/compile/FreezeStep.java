package org.demarche.submission.compile;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.demarche.petition.Petition;
import org.demarche.submission.Edition;
import org.demarche.submission.Stage;
import org.demarche.submission.freeze.FreezeDisturbed;
import org.demarche.submission.freeze.Freezing;
import org.demarche.submission.freeze.Frozen;

/** Freezes the signatures of an edition. */
@Named("freezeStep")
@Dependent
public class FreezeStep extends CompileStep {
    private static final int MOST_ATTEMPTS = 5;

    @Inject
    private Freezing freezing;

    @Inject
    private Advancing advancing;

    public FreezeStep() {
        super(Stage.FREEZE);
    }

    /** Outside of the runtime's transaction: the freeze has one of its own, and what it tells of itself has others. */
    @Override
    @Transactional(TxType.NOT_SUPPORTED)
    public String process() {
        return begin();
    }

    @Override
    void work(Compilation making, Petition petition, Edition edition, Meanwhile progress) {
        boolean frozen = edition.isFrozen();
        for (int attempt = 1; !frozen; attempt++) {
            freezing.thaw(edition, run());
            try {
                Frozen copied = freezing.freeze(edition, new Watching(edition, progress));
                frozen = advancing.freeze(edition.petitionId(), edition.id(), run(), copied);
            } catch (FreezeDisturbed e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
        freezing.thawSuperseded(edition.petitionId());
    }

    private final class Watching implements Freezing.Watch {
        private final Edition edition;
        private final Meanwhile progress;

        Watching(Edition edition, Meanwhile progress) {
            this.edition = edition;
            this.progress = progress;
        }

        @Override
        public void expect(long signatures) {
            advancing.expect(edition.petitionId(), edition.id(), run(), signatures);
        }

        @Override
        public void copied(long signatures) {
            progress.accept(signatures);
        }

        @Override
        public void confirm() {
            advancing.confirm(edition.petitionId(), edition.id(), run());
        }
    }
}
