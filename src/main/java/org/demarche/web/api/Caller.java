package org.demarche.web.api;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.demarche.web.ProblemDocument;

/**
 * Who sends a form, as far as a key tells, and whether a partner may send one more.
 *
 * @param partner id of the partner whose server it is; empty for anybody else
 * @param refusal why it is refused; empty if it is not
 * @param headers what the answer says of it, whatever that is
 */
record Caller(OptionalLong partner, Optional<ProblemDocument> refusal, Map<String, String> headers) {
    Caller {
        headers = Map.copyOf(headers);
    }

    static Caller refused(ProblemDocument refusal, Map<String, String> headers) {
        return new Caller(OptionalLong.empty(), Optional.of(refusal), headers);
    }
}
