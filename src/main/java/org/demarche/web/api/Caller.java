package org.demarche.web.api;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.demarche.web.ProblemDocument;

/**
 * Whether one who sends a form may.
 *
 * @param partner id of the partner whose server it is; empty for anybody else
 * @param refusal why it is refused; empty if it is not
 * @param headers what the answer says of it, whatever that is
 */
record Admission(OptionalLong partner, Optional<ProblemDocument> refusal, Map<String, String> headers) {
    Admission {
        headers = Map.copyOf(headers);
    }

    static Admission refused(ProblemDocument refusal, Map<String, String> headers) {
        return new Admission(OptionalLong.empty(), Optional.of(refusal), headers);
    }
}
