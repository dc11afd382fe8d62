package org.demarche.security.team;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.demarche.audit.Role;

/** Somebody was asked to join the staff, by mail, and has not answered yet. It is gone once they have. */
@Entity
@Table(name = "invitation")
public class Invitation {
    /** How long it can be answered. */
    static final Duration LIFE = Duration.ofDays(3);

    @Id
    @SequenceGenerator(name = "invitation_seq", sequenceName = "invitation_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "invitation_seq")
    private long id;

    private String email;

    @Column(name = "invited_by")
    private long invitedBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "invitation_role", joinColumns = @JoinColumn(name = "invitation_id"))
    @Column(name = "role")
    @Enumerated(EnumType.STRING)
    private Set<Role> roles = new HashSet<>();

    protected Invitation() {}

    Invitation(String email, Set<Role> roles, long invitedBy, Instant now) {
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("Nobody is invited to do nothing");
        }
        this.email = email.strip().toLowerCase(Locale.ROOT);
        this.roles.addAll(roles);
        this.invitedBy = invitedBy;
        this.createdAt = now;
        this.expiresAt = now.plus(LIFE);
    }

    /** It can be answered for the whole time again, on the word of whoever sends it anew. */
    void renew(long by, Instant now) {
        invitedBy = by;
        createdAt = now;
        expiresAt = now.plus(LIFE);
    }

    public long id() {
        return id;
    }

    /** Whom the mail goes to, and what they will log in with. */
    public String email() {
        return email;
    }

    /** What they will be trusted with. */
    public Set<Role> roles() {
        return EnumSet.copyOf(roles);
    }

    /** The account that asked. */
    long invitedBy() {
        return invitedBy;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** How the audit log names it; it says nothing about the person. */
    String reference() {
        return "invitation/" + id;
    }

    @Override
    public String toString() {
        return reference();
    }
}
