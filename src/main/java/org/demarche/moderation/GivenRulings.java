package org.demarche.moderation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.demarche.signature.Rulings;

/** Says to signers what was decided about their signatures, and why. */
@ApplicationScoped
public class GivenRulings implements Rulings {
    private Decisions decisions;
    private Reasons reasons;

    protected GivenRulings() {}

    @Inject
    public GivenRulings(Decisions decisions, Reasons reasons) {
        this.decisions = decisions;
        this.reasons = reasons;
    }

    @Override
    public List<Given> of(long petitionId, long signatureId, String language) {
        List<Decision> made = decisions.about(petitionId, signatureId);
        if (made.isEmpty()) {
            return List.of();
        }
        Map<String, Reason> known = reasons.all().stream().collect(Collectors.toMap(Reason::code, Function.identity()));
        return made.stream()
                .map(decision -> new Given(
                        decision.ruling(),
                        decision.reason(),
                        known.get(decision.reason()).text(language),
                        decision.decidedAt()))
                .toList();
    }
}
