package org.demarche.moderation.rules;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** What a rule said of a signature, once. */
@Entity
@Table(name = "rule_flag")
@IdClass(RuleFlag.Key.class)
public class RuleFlag {
    @Id
    @Column(name = "petition_id")
    private long petitionId;

    @Id
    @Column(name = "signature_id")
    private long signatureId;

    @Id
    @Column(name = "rule_id")
    private long ruleId;

    private int together;

    @Column(name = "raised_at")
    private Instant raisedAt;

    protected RuleFlag() {}

    RuleFlag(Rule rule, long signatureId, int together, Instant now) {
        this.petitionId = rule.petitionId();
        this.signatureId = signatureId;
        this.ruleId = rule.id();
        this.together = together;
        this.raisedAt = now;
    }

    long signature() {
        return signatureId;
    }

    /** How many there were within the rule's window. */
    int together() {
        return together;
    }

    /** The three numbers of a flag. */
    public record Key(long petitionId, long signatureId, long ruleId) implements Serializable {}
}
