package org.demarche.moderation.rules;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.demarche.moderation.rules.Together.Sight;
import org.demarche.signature.SignatureErased;
import org.demarche.signature.SignatureState;
import org.demarche.signature.SignatureWithdrawn;
import org.demarche.signature.marks.MailDomains;

/** All rules, and what they flagged. */
@ApplicationScoped
public class Rules {
    /** Databases take only so many parameters. */
    private static final int MANY_MARKS = 500;

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    private MailDomains domains;

    protected Rules() {}

    @Inject
    Rules(MailDomains domains) {
        this.domains = domains;
    }

    public Rules(EntityManager database, MailDomains domains) {
        this(domains);
        this.database = database;
    }

    void add(Rule rule) {
        database.persist(rule);
        database.flush();
    }

    /** Those of a petition, the newest first. */
    List<Rule> of(long petitionId) {
        return database.createQuery(
                        "select r from Rule r where r.petitionId = :petition order by r.id desc", Rule.class)
                .setParameter("petition", petitionId)
                .getResultList();
    }

    List<Long> active() {
        return database.createQuery("select r.id from Rule r where r.active = true order by r.id", Long.class)
                .getResultList();
    }

    /** Nobody else has it until the transaction ends. */
    Optional<Rule> lock(long id) {
        return Optional.ofNullable(database.find(Rule.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** How many signatures each rule of a petition flagged. */
    Map<Long, Long> flagged(long petitionId) {
        Map<Long, Long> counts = new HashMap<>();
        rows(database.createNativeQuery(
                                "select rule_id, count(*) from rule_flag where petition_id = ?1 group by rule_id")
                        .setParameter(1, petitionId)
                        .getResultList())
                .forEach(row -> counts.put(number(row[0]), number(row[1])));
        return counts;
    }

    /** What rules said of these signatures. */
    public Map<Long, List<Raised>> raised(long petitionId, Collection<Long> signatures) {
        Map<Long, List<Raised>> raised = new HashMap<>();
        if (!signatures.isEmpty()) {
            rows(database.createQuery("select f, r from RuleFlag f, Rule r"
                                    + " where r.id = f.ruleId and f.petitionId = :petition and f.signatureId in :ids"
                                    + " order by f.signatureId, f.ruleId")
                            .setParameter("petition", petitionId)
                            .setParameter("ids", List.copyOf(signatures))
                            .getResultList())
                    .forEach(row -> {
                        RuleFlag flag = (RuleFlag) row[0];
                        raised.computeIfAbsent(flag.signature(), id -> new ArrayList<>())
                                .add(new Raised(((Rule) row[1]).terms(), flag.together()));
                    });
        }
        return raised;
    }

    /** The signatures of a time that have a mark which is there often enough, by rule of this kind. */
    List<Sight> sights(long petitionId, Terms terms, Instant from, Instant until) {
        String column = terms.kind().column();
        List<String> marks = Stream.of(database.createNativeQuery("select " + column + " from signature"
                                + " where petition_id = ?1 and confirmed_at >= ?2 and confirmed_at < ?3 and " + column
                                + " is not null group by " + column + " having count(*) >= ?4")
                        .setParameter(1, petitionId)
                        .setParameter(2, Timestamp.from(from))
                        .setParameter(3, Timestamp.from(until))
                        .setParameter(4, terms.threshold())
                        .getResultList()
                        .toArray())
                .map(Object::toString)
                .filter(mark -> terms.kind() != Terms.Kind.DOMAIN
                        || domains.name(petitionId, mark).isEmpty())
                .toList();
        List<Sight> sights = new ArrayList<>();
        for (int i = 0; i < marks.size(); i += MANY_MARKS) {
            sights.addAll(sights(
                    petitionId, terms.kind(), marks.subList(i, Math.min(i + MANY_MARKS, marks.size())), from, until));
        }
        return sights;
    }

    private List<Sight> sights(long petitionId, Terms.Kind kind, List<String> marks, Instant from, Instant until) {
        String mark = kind == Terms.Kind.NETWORK ? "network" : "domain";
        return rows(database.createQuery("select s.id, s.marks." + mark + ", s.confirmedAt from Signature s"
                                + " where s.petitionId = :petition and s.confirmedAt >= :from and s.confirmedAt < :until"
                                + " and s.marks." + mark + " in :marks")
                        .setParameter("petition", petitionId)
                        .setParameter("from", from)
                        .setParameter("until", until)
                        .setParameter("marks", marks)
                        .getResultList())
                .stream()
                .map(row -> new Sight(number(row[0]), (String) row[1], (Instant) row[2]))
                .toList();
    }

    /** Which of these the rule has flagged already. */
    List<Long> known(Rule rule, Collection<Long> signatures) {
        return database.createQuery(
                        "select f.signatureId from RuleFlag f where f.petitionId = :petition and f.ruleId = :rule"
                                + " and f.signatureId in :ids",
                        Long.class)
                .setParameter("petition", rule.petitionId())
                .setParameter("rule", rule.id())
                .setParameter("ids", List.copyOf(signatures))
                .getResultList();
    }

    void add(RuleFlag flag) {
        database.persist(flag);
    }

    /** In which states these signatures are now. */
    Map<SignatureState, Long> states(long petitionId, Collection<Long> signatures) {
        Map<SignatureState, Long> states = new HashMap<>();
        List<Long> ids = List.copyOf(signatures);
        for (int i = 0; i < ids.size(); i += MANY_MARKS) {
            rows(database.createQuery("select s.state, count(s) from Signature s where s.petitionId = :petition"
                                    + " and s.id in :ids group by s.state")
                            .setParameter("petition", petitionId)
                            .setParameter("ids", ids.subList(i, Math.min(i + MANY_MARKS, ids.size())))
                            .getResultList())
                    .forEach(row -> states.merge((SignatureState) row[0], number(row[1]), Long::sum));
        }
        return states;
    }

    void forget(@Observes SignatureWithdrawn gone) {
        forget(gone.petitionId(), gone.signatureId());
    }

    void forget(@Observes SignatureErased gone) {
        forget(gone.petitionId(), gone.signatureId());
    }

    private void forget(long petitionId, long signatureId) {
        database.createQuery("delete from RuleFlag f where f.petitionId = :petition and f.signatureId = :id")
                .setParameter("petition", petitionId)
                .setParameter("id", signatureId)
                .executeUpdate();
    }

    private static List<Object[]> rows(List<?> found) {
        return found.stream().map(Object[].class::cast).toList();
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
