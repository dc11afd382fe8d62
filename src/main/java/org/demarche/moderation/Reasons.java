package org.demarche.moderation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.demarche.signature.Ruling;

/** The reasons that decisions can have, those that were retired among them. */
@ApplicationScoped
public class Reasons {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected Reasons() {}

    public Reasons(EntityManager database) {
        this.database = database;
    }

    /** Every reason, in the order of their places. */
    public List<Reason> all() {
        Map<String, Map<String, String>> texts = new HashMap<>();
        rows("select code, language, text from decision_reason_text")
                .forEach(row -> texts.computeIfAbsent((String) row[0], code -> new HashMap<>())
                        .put((String) row[1], (String) row[2]));
        return rows("select code, place, rulings, case when retired_at is null then 0 else 1 end"
                        + " from decision_reason order by place, code")
                .stream()
                .map(row -> new Reason(
                        (String) row[0],
                        ((Number) row[1]).intValue(),
                        rulings((String) row[2]),
                        ((Number) row[3]).intValue() == 1,
                        texts.getOrDefault((String) row[0], Map.of())))
                .toList();
    }

    public Optional<Reason> find(String code) {
        return all().stream().filter(reason -> reason.code().equals(code)).findFirst();
    }

    private List<Object[]> rows(String query) {
        List<?> rows = database.createNativeQuery(query).getResultList();
        return rows.stream().map(Object[].class::cast).toList();
    }

    private static Set<Ruling> rulings(String stored) {
        return Arrays.stream(stored.split(" "))
                .filter(name -> !name.isEmpty())
                .map(Ruling::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Ruling.class)));
    }

    /** Adds a reason, or changes what it says and what it serves for. */
    void put(Reason reason) {
        String rulings = reason.rulings().stream().sorted().map(Enum::name).collect(Collectors.joining(" "));
        int changed = change(
                "update decision_reason set place = ?2, rulings = ?3 where code = ?1",
                reason.code(),
                reason.place(),
                rulings);
        if (changed == 0) {
            change(
                    "insert into decision_reason (code, place, rulings) values (?1, ?2, ?3)",
                    reason.code(),
                    reason.place(),
                    rulings);
        }
        change("delete from decision_reason_text where code = ?1", reason.code());
        reason.texts()
                .forEach((language, text) -> change(
                        "insert into decision_reason_text (code, language, text) values (?1, ?2, ?3)",
                        reason.code(),
                        language,
                        text));
    }

    /** From now on it can no longer be given. */
    void retire(String code, Instant now) {
        change("update decision_reason set retired_at = ?2 where code = ?1", code, Timestamp.from(now));
    }

    /** From now on it can be given again. */
    void revive(String code) {
        change("update decision_reason set retired_at = null where code = ?1", code);
    }

    private int change(String sql, Object... parameters) {
        var query = database.createNativeQuery(sql);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return query.executeUpdate();
    }
}
