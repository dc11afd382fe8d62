package org.demarche.moderation.table;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.audit.Staff;
import org.demarche.audit.StaffMembers;
import org.demarche.moderation.Decision;
import org.demarche.moderation.Decisions;
import org.demarche.moderation.Reason;
import org.demarche.moderation.Reasons;
import org.demarche.moderation.rules.Raised;
import org.demarche.moderation.rules.Rules;
import org.demarche.moderation.table.SignatureRow.Asked;
import org.demarche.moderation.table.SignatureRow.Ruled;
import org.demarche.moderation.table.SignatureTable.Places;
import org.demarche.moderation.table.SignatureTable.Turn;
import org.demarche.signature.ReviewRequests;
import org.demarche.signature.ReviewRequests.ReviewRequest;
import org.demarche.signature.Signature;

/** Moderators look through signatures. Nothing here names a signer. */
@ApplicationScoped
public class Looking {
    /** How many signatures a page has. */
    public static final int PAGE = 50;

    private static final int PART = 1000;

    private SignatureTable table;
    private Rules rules;
    private Decisions decisions;
    private Reasons reasons;
    private ReviewRequests requests;
    private StaffMembers staff;

    protected Looking() {}

    @Inject
    public Looking(
            SignatureTable table,
            Rules rules,
            Decisions decisions,
            Reasons reasons,
            ReviewRequests requests,
            StaffMembers staff) {
        this.table = table;
        this.rules = rules;
        this.decisions = decisions;
        this.reasons = reasons;
        this.requests = requests;
        this.staff = staff;
    }

    /**
     * A page of signatures.
     *
     * @param first those that go before the others: on the first page of the queue, whose signers asked for a review
     * @param moreFirst whether there are more of those than are shown
     * @param previous where the page before ends
     * @param next where the page after begins
     */
    public record Page(
            List<SignatureRow> first,
            boolean moreFirst,
            List<SignatureRow> rows,
            Optional<Place> previous,
            Optional<Place> next) {
        public Page {
            first = List.copyOf(first);
            rows = List.copyOf(rows);
        }
    }

    /**
     * A page of what matches.
     *
     * @param beyond where to go on; empty for the first page
     * @throws org.demarche.audit.NotAllowed if the actor is no moderator
     */
    @Transactional
    public Page page(Actor actor, long petitionId, Filter filter, Optional<Place> beyond, Turn turn) {
        actor.must(Act.MODERATE);
        boolean requestsFirst = filter.putsRequestsFirst();
        Places first = requestsFirst && beyond.isEmpty()
                ? table.page(petitionId, filter.asking(true), Optional.empty(), Turn.ON, PAGE)
                : new Places(List.of(), false);
        Places found = table.page(petitionId, requestsFirst ? filter.asking(false) : filter, beyond, turn, PAGE);
        List<Place> places = found.places();
        boolean before = turn == Turn.BACK ? found.more() : beyond.isPresent();
        boolean after = turn == Turn.ON ? found.more() : beyond.isPresent();
        return new Page(
                rows(petitionId, ids(first.places())),
                first.more(),
                rows(petitionId, ids(places)),
                places.stream().findFirst().filter(place -> before),
                places.stream().reduce((one, next) -> next).filter(place -> after));
    }

    /**
     * Part of a list that is taken away.
     *
     * @param next where the next part begins; empty after the last
     */
    record Part(List<SignatureRow> rows, Optional<Place> next) {}

    /** The part of a list that begins at a place, in the order of its pages. */
    @Transactional
    Part part(long petitionId, Filter filter, Optional<Place> beyond) {
        Places found = table.page(petitionId, filter, beyond, Turn.ON, PART);
        return new Part(
                rows(petitionId, ids(found.places())),
                found.places().stream().reduce((one, next) -> next).filter(last -> found.more()));
    }

    /**
     * One signature.
     *
     * @param history all decisions about it, the latest first
     */
    public record Whole(SignatureRow row, List<Ruled> history) {
        public Whole {
            history = List.copyOf(history);
        }
    }

    /**
     * One signature, with all that was decided about it.
     *
     * @throws org.demarche.audit.NotAllowed if the actor is no moderator
     */
    @Transactional
    public Optional<Whole> whole(Actor actor, long petitionId, long id) {
        actor.must(Act.MODERATE);
        return rows(petitionId, List.of(id)).stream()
                .findFirst()
                .map(row -> new Whole(row, ruled(decisions.about(petitionId, id))));
    }

    /**
     * How pages call a member of staff.
     *
     * @param reference as the audit log names them
     * @throws org.demarche.audit.NotAllowed if the actor is no moderator
     */
    @Transactional
    public String member(Actor actor, String reference) {
        actor.must(Act.MODERATE);
        return names().getOrDefault(reference, reference);
    }

    private Map<String, String> names() {
        return staff.all().stream()
                .collect(Collectors.toMap(member -> member.actor().reference(), Staff::name));
    }

    /** Rows of these signatures, in the order given. For use cases that have asked who it is. */
    List<SignatureRow> rows(long petitionId, List<Long> ids) {
        Map<Long, ReviewRequest> asked = requests.open(petitionId, ids);
        Map<Long, Ruled> latest = ruled(
                        List.copyOf(decisions.latest(petitionId, ids).values()))
                .stream()
                .collect(Collectors.toMap(ruled -> ruled.decision().signatureId(), Function.identity()));
        Map<Long, List<Raised>> raised = rules.raised(petitionId, ids);
        return table.load(petitionId, ids).stream()
                .map(signature -> row(
                        signature,
                        raised.getOrDefault(signature.id(), List.of()),
                        Optional.ofNullable(asked.get(signature.id())),
                        Optional.ofNullable(latest.get(signature.id()))))
                .toList();
    }

    private static SignatureRow row(
            Signature signature, List<Raised> raised, Optional<ReviewRequest> asked, Optional<Ruled> ruled) {
        return new SignatureRow(
                signature.id(),
                signature.consentedAt(),
                signature.state(),
                signature.signed(),
                signature.choices(),
                signature.flags().stream().sorted().toList(),
                raised,
                signature.marks().domain(),
                signature.isBounced(),
                signature.isGenerated(),
                asked.map(request -> new Asked(request.askedAt(), request.text().isPresent())),
                ruled);
    }

    private List<Ruled> ruled(List<Decision> made) {
        List<Ruled> ruled = new ArrayList<>();
        if (!made.isEmpty()) {
            Map<String, Reason> known =
                    reasons.all().stream().collect(Collectors.toMap(Reason::code, Function.identity()));
            Map<String, String> names = names();
            made.forEach(decision -> ruled.add(new Ruled(
                    decision,
                    known.get(decision.reason()).text("en"),
                    names.getOrDefault(decision.decidedBy(), decision.decidedBy()))));
        }
        return ruled;
    }

    private static List<Long> ids(List<Place> places) {
        return places.stream().map(Place::id).toList();
    }
}
