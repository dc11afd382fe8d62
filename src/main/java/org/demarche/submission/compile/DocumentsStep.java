package org.demarche.submission.compile;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Named;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import org.demarche.petition.Petition;
import org.demarche.submission.Edition;
import org.demarche.submission.Stage;

/** Writes the documents of an edition. */
@Named("documentsStep")
@Dependent
public class DocumentsStep extends CompileStep {
    public DocumentsStep() {
        super(Stage.DOCUMENTS);
    }

    /** Outside of the runtime's transaction, which would last as long as the step. */
    @Override
    @Transactional(TxType.NOT_SUPPORTED)
    public String process() {
        return begin();
    }

    @Override
    void work(Compilation making, Petition petition, Edition edition, Meanwhile progress) throws IOException {
        making.writeDocuments(petition, edition, progress);
    }
}
