package org.demarche.vault.drill;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** A test record for one holder of a petition's key. */
@Entity
@Table(name = "vault_drill")
public class KeyDrill {
    /** The longest name of a holder, in characters. */
    public static final int LONGEST_NAME = 80;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "vault_drill_seq")
    @SequenceGenerator(name = "vault_drill_seq", sequenceName = "vault_drill_seq", allocationSize = 50)
    private long id;

    @Column(name = "petition_id")
    private long petitionId;

    private String holder;

    private boolean recovery;

    private byte[] record;

    @Column(name = "code_hash")
    private byte[] codeHash;

    @Column(name = "made_at")
    private Instant madeAt;

    @Column(name = "passed_at")
    private Instant passedAt;

    protected KeyDrill() {}

    KeyDrill(long petitionId, String holder, boolean recovery, byte[] record, byte[] codeHash, Instant now) {
        this.petitionId = petitionId;
        this.holder = holder;
        this.recovery = recovery;
        this.record = record.clone();
        this.codeHash = codeHash.clone();
        this.madeAt = now;
    }

    public long id() {
        return id;
    }

    long petitionId() {
        return petitionId;
    }

    /** Who is to open it, as the sheet of the ceremony names them. */
    public String holder() {
        return holder;
    }

    /** Whether they keep the key for the case that the others are lost. */
    public boolean isRecovery() {
        return recovery;
    }

    /** What they hand to {@code ceremony.jar open}. */
    public String record() {
        return Base64.getEncoder().encodeToString(record);
    }

    public Instant madeAt() {
        return madeAt;
    }

    /** When they showed that they can open it; empty until then. */
    public Optional<Instant> passedAt() {
        return Optional.ofNullable(passedAt);
    }

    byte[] codeHash() {
        return codeHash.clone();
    }

    void passed(Instant now) {
        passedAt = now;
    }
}
