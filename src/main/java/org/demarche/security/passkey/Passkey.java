package org.demarche.security.passkey;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** A passkey of one account, by its public half. */
@Entity
@Table(name = "staff_passkey")
public class Passkey {
    /** The longest name, in characters. */
    public static final int LONGEST_NAME = 100;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "staff_passkey_seq")
    @SequenceGenerator(name = "staff_passkey_seq", sequenceName = "staff_passkey_seq", allocationSize = 50)
    private long id;

    @Column(name = "staff_id")
    private long staffId;

    @Column(name = "credential_id")
    private byte[] credentialId;

    private String name;

    private byte[] credential;

    @Column(name = "sign_count")
    private long signCount;

    @Column(name = "made_at")
    private Instant madeAt;

    @Column(name = "used_at")
    private Instant usedAt;

    protected Passkey() {}

    Passkey(long staffId, String name, Credential credential, Instant now) {
        this.staffId = staffId;
        this.name = name;
        this.credentialId = credential.id();
        this.credential = credential.data();
        this.signCount = credential.signCount();
        this.madeAt = now;
    }

    public long id() {
        return id;
    }

    /** What its owner calls it. */
    public String name() {
        return name;
    }

    public Instant madeAt() {
        return madeAt;
    }

    /** When it was last shown. */
    public Optional<Instant> usedAt() {
        return Optional.ofNullable(usedAt);
    }

    byte[] credentialId() {
        return credentialId.clone();
    }

    Credential credential() {
        return new Credential(credentialId, credential, signCount);
    }

    void used(long count, Instant now) {
        signCount = count;
        usedAt = now;
    }
}
