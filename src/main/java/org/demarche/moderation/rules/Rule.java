package org.demarche.moderation.rules;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** A rule of one petition. Its terms never change. */
@Entity
@Table(name = "flag_rule")
public class Rule {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "flag_rule_seq")
    @SequenceGenerator(name = "flag_rule_seq", sequenceName = "flag_rule_seq", allocationSize = 50)
    private long id;

    @Column(name = "petition_id")
    private long petitionId;

    @Enumerated(EnumType.STRING)
    private Terms.Kind kind;

    private int threshold;

    @Column(name = "window_minutes")
    private int windowMinutes;

    private boolean holds;

    private boolean active;

    @Column(name = "seen_until")
    private Instant seenUntil;

    @Column(name = "made_at")
    private Instant madeAt;

    protected Rule() {}

    /** A rule that is switched off. */
    Rule(long petitionId, Terms terms, Instant now) {
        this.petitionId = petitionId;
        this.kind = terms.kind();
        this.threshold = terms.threshold();
        this.windowMinutes = terms.minutes();
        this.holds = terms.holds();
        this.seenUntil = now;
        this.madeAt = now;
    }

    public long id() {
        return id;
    }

    public long petitionId() {
        return petitionId;
    }

    public Terms terms() {
        return new Terms(kind, threshold, windowMinutes, holds);
    }

    public boolean isActive() {
        return active;
    }

    public Instant madeAt() {
        return madeAt;
    }

    /** Signatures confirmed before this were looked at. */
    Instant seenUntil() {
        return seenUntil;
    }

    /** From now on it looks at what comes; what came before stays as it is. */
    void switchOn(Instant now) {
        if (!active) {
            active = true;
            seenUntil = now;
        }
    }

    void switchOff() {
        active = false;
    }

    void seen(Instant until) {
        seenUntil = until;
    }

    /** How the audit log calls it. */
    String reference() {
        return "rule/" + petitionId + "/" + id;
    }
}
