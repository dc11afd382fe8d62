package org.demarche.submission.compile;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Named;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import org.demarche.petition.Petition;
import org.demarche.submission.Edition;
import org.demarche.submission.Stage;

/** Seals the package of an edition. */
@Named("sealStep")
@Dependent
public class SealStep extends CompileStep {
    public SealStep() {
        super(Stage.SEAL);
    }

    /** Outside of the runtime's transaction, which would last as long as the step. */
    @Override
    @Transactional(TxType.NOT_SUPPORTED)
    public String process() {
        return begin();
    }

    @Override
    void work(Compilation making, Petition petition, Edition edition, Meanwhile progress) throws IOException {
        finish(petition, edition, making.seal(petition, edition, run(), progress));
        clear(petition, edition);
    }
}
