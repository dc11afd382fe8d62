package org.demarche.audit;

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
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Somebody who logs in. What they do is in the audit log under {@link Actor#reference()}. */
@Entity
@Table(name = "staff")
public class Staff {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "staff_seq")
    @SequenceGenerator(name = "staff_seq", sequenceName = "staff_seq", allocationSize = 50)
    private long id;

    private String name;
    private String email;

    @Column(name = "password_hash")
    private String passwordHash;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "deactivated_at")
    private Instant deactivatedAt;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "staff_role", joinColumns = @JoinColumn(name = "staff_id"))
    @Column(name = "role")
    @Enumerated(EnumType.STRING)
    private Set<Role> roles = new HashSet<>();

    protected Staff() {}

    private Staff(String name, String email, String passwordHash, Set<Role> roles, Instant now) {
        this.name = present(name, "name");
        this.email = address(email);
        this.passwordHash = present(passwordHash, "password hash");
        this.roles.addAll(roles);
        this.createdAt = now;
    }

    /**
     * Takes somebody on.
     *
     * @param email what they log in with; capital letters don't count
     * @param passwordHash as the password hash function writes it, with its salt and cost; never a password
     */
    public static Staff join(String name, String email, String passwordHash, Set<Role> roles, Instant now) {
        return new Staff(name, email, passwordHash, roles, now);
    }

    static String address(String email) {
        return present(email, "e-mail address").toLowerCase(Locale.ROOT);
    }

    private static String present(String text, String what) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("A member of staff needs a " + what);
        }
        return text.strip();
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String email() {
        return email;
    }

    public String passwordHash() {
        return passwordHash;
    }

    public Instant joinedAt() {
        return createdAt;
    }

    /** {@return this person as use cases want them, with the roles of this moment} */
    public Actor actor() {
        return new Actor(id, name, roles);
    }

    public Set<Role> roles() {
        return roles.isEmpty() ? Set.of() : EnumSet.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Trusts them with these, and nothing else, from now on. */
    public void entrust(Set<Role> all) {
        roles.retainAll(all);
        roles.addAll(all);
    }

    /** They are no longer let in; what they did stays theirs. */
    public void deactivate(Instant now) {
        deactivatedAt = now;
    }

    /** They are let in again, with the roles they had. */
    public void reactivate() {
        deactivatedAt = null;
    }

    /** Whether they are let in. */
    public boolean isActive() {
        return deactivatedAt == null;
    }

    public Optional<Instant> deactivatedAt() {
        return Optional.ofNullable(deactivatedAt);
    }

    /** Replaces the password by one with this hash, written as in {@link #join}. */
    public void changePassword(String hash) {
        passwordHash = present(hash, "password hash");
    }

    @Override
    public String toString() {
        return actor().reference();
    }
}
