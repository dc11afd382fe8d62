package org.demarche.signing;

import java.util.List;
import org.demarche.signing.form.Problem;

/** What becomes of a form that was sent. */
public sealed interface SigningOutcome {
    /** One attempt is stored; whatever follows goes by mail. The same for every address. */
    record Accepted() implements SigningOutcome {}

    /** Nothing is stored. */
    record Refused(List<Problem> problems) implements SigningOutcome {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** Nothing is stored, because the petition cannot be signed now. */
    record NotOpen() implements SigningOutcome {}
}
