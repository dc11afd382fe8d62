package org.demarche.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Remembers every version of the rules for addresses that was ever in force, for what was hashed under it. */
@ApplicationScoped
class RuleVersions {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    private Clock clock;

    protected RuleVersions() {}

    @Inject
    RuleVersions(Clock clock) {
        this.clock = clock;
    }

    RuleVersions(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Puts rules in force.
     *
     * @param shipped the rules that came first, before any of this portal's own
     * @return the versions before it, the newest first
     * @throws IllegalStateException if these rules have changed without a new version, or are older than others before
     */
    @Transactional
    List<RuleSet> enforce(RuleSet shipped, RuleSet chosen) {
        NavigableMap<Integer, RuleSet> known = known();
        if (known.isEmpty()) {
            add(known, shipped);
        }
        RuleSet same = known.get(chosen.version());
        if (same != null && !same.text().equals(chosen.text())) {
            throw new IllegalStateException("The rules for addresses have changed, but still call themselves version "
                    + chosen.version() + ". Signatures are kept apart by these rules: give the changed ones version "
                    + (known.lastKey() + 1) + ".");
        }
        if (known.lastKey() > chosen.version()) {
            throw new IllegalStateException("The rules for addresses are version " + chosen.version()
                    + ", but version " + known.lastKey() + " was in force here before. To go back to earlier rules, "
                    + "give them version " + (known.lastKey() + 1) + ".");
        }
        if (same == null) {
            add(known, chosen);
        }
        return List.copyOf(
                known.headMap(chosen.version(), false).descendingMap().values());
    }

    private NavigableMap<Integer, RuleSet> known() {
        NavigableMap<Integer, RuleSet> known = new TreeMap<>();
        for (Object rules :
                database.createNativeQuery("select rules from address_rules").getResultList()) {
            RuleSet read = RuleSet.read((String) rules);
            known.put(read.version(), read);
        }
        return known;
    }

    private void add(NavigableMap<Integer, RuleSet> known, RuleSet rules) {
        database.createNativeQuery("insert into address_rules (version, rules, registered_at) values (?1, ?2, ?3)")
                .setParameter(1, rules.version())
                .setParameter(2, rules.text())
                .setParameter(3, Timestamp.from(clock.instant()))
                .executeUpdate();
        known.put(rules.version(), rules);
    }
}
