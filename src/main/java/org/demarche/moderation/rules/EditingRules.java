package org.demarche.moderation.rules;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;

/** Staff make rules, try them on what came before, and switch them on and off. */
@ApplicationScoped
public class EditingRules {
    /** How many days a trial looks back: as many as it is known which signatures came from one network. */
    public static final int DAYS = 14;

    /** Times of confirmation that are older are kept to the hour. */
    static final Duration EXACT = Duration.ofDays(1);

    private Rules rules;
    private AuditLog log;
    private Clock clock;

    protected EditingRules() {}

    @Inject
    public EditingRules(Rules rules, AuditLog log, Clock clock) {
        this.rules = rules;
        this.log = log;
        this.clock = clock;
    }

    /** A rule and how many signatures it has flagged. */
    public record Kept(Rule rule, long flagged) {}

    /**
     * The rules of a petition, the newest first.
     *
     * @throws org.demarche.audit.NotAllowed if the actor may not see them
     */
    @Transactional
    public List<Kept> all(Actor actor, long petitionId) {
        actor.must(Act.SEE_RULES);
        Map<Long, Long> flagged = rules.flagged(petitionId);
        return rules.of(petitionId).stream()
                .map(rule -> new Kept(rule, flagged.getOrDefault(rule.id(), 0L)))
                .toList();
    }

    /**
     * What a rule would have found in the last {@value #DAYS} days. Of all but the last of them times are known to the
     * hour alone, so there those of one hour are taken to have come together.
     *
     * @throws org.demarche.audit.NotAllowed if the actor may not see rules
     */
    @Transactional
    public Trial tryOut(Actor actor, long petitionId, Terms terms) {
        actor.must(Act.SEE_RULES);
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        SortedMap<LocalDate, Integer> days = new TreeMap<>();
        Set<Long> all = new HashSet<>();
        int most = 0;
        for (LocalDate day = today.minusDays(DAYS - 1L); !day.isAfter(today); day = day.plusDays(1)) {
            Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            Instant end = start.plus(1, ChronoUnit.DAYS);
            boolean exact = start.isAfter(now.minus(EXACT));
            Duration window = exact || terms.minutes() == Terms.LONGEST ? terms.window() : Duration.ofHours(1);
            Map<Long, Integer> found =
                    Together.find(rules.sights(petitionId, terms, start, end), terms.threshold(), window);
            days.put(day, found.size());
            all.addAll(found.keySet());
            most = Math.max(
                    most,
                    found.values().stream().mapToInt(Integer::intValue).max().orElse(0));
        }
        return new Trial(days, most, rules.states(petitionId, all));
    }

    /**
     * Adds a rule.
     *
     * @param on whether it is switched on at once
     * @throws org.demarche.audit.NotAllowed if the actor may not change rules
     */
    @Transactional
    public void add(Actor actor, long petitionId, Terms terms, boolean on) {
        actor.must(Act.CHANGE_RULES);
        Rule rule = new Rule(petitionId, terms, clock.instant());
        if (on) {
            rule.switchOn(clock.instant());
        }
        rules.add(rule);
        log.append(
                actor.reference(),
                "add-rule",
                rule.reference(),
                Map.of(
                        "kind", terms.kind().name(),
                        "threshold", Integer.toString(terms.threshold()),
                        "minutes", Integer.toString(terms.minutes()),
                        "holds", Boolean.toString(terms.holds()),
                        "on", Boolean.toString(on)));
    }

    /**
     * Switches a rule on, so that it looks at what comes from now on, or off. What it flagged stays flagged.
     *
     * @return whether the petition has such a rule
     * @throws org.demarche.audit.NotAllowed if the actor may not change rules
     */
    @Transactional
    public boolean turn(Actor actor, long petitionId, long id, boolean on) {
        actor.must(Act.CHANGE_RULES);
        Optional<Rule> found = rules.lock(id).filter(rule -> rule.petitionId() == petitionId);
        found.filter(rule -> rule.isActive() != on).ifPresent(rule -> {
            if (on) {
                rule.switchOn(clock.instant());
            } else {
                rule.switchOff();
            }
            log.append(actor.reference(), on ? "rule-on" : "rule-off", rule.reference(), Map.of());
        });
        return found.isPresent();
    }
}
