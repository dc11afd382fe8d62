package org.demarche.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.demarche.audit.AuditLog;
import org.demarche.audit.Role;
import org.demarche.audit.Staff;
import org.demarche.audit.StaffMembers;
import org.demarche.config.Settings;
import org.demarche.vault.Token;

/**
 * Setting up the first account, by a link that each node shows on its console at each start until the account is there.
 * Only the link's hash is kept, and it is good for a day.
 */
@ApplicationScoped
public class SettingUp {
    /** How long a link works. */
    static final Duration GOOD = Duration.ofDays(1);

    private StaffMembers members;
    private AuditLog log;
    private Settings settings;
    private Clock clock;

    protected SettingUp() {}

    @Inject
    SettingUp(StaffMembers members, AuditLog log, Settings settings, Clock clock) {
        this.members = members;
        this.log = log;
        this.settings = settings;
        this.clock = clock;
    }

    /** Makes the link; empty if there is an account already. */
    @Transactional
    Optional<Token> offer() {
        if (!members.isEmpty()) {
            members.withdrawSetUp();
            return Optional.empty();
        }
        Token token = Token.random(new SecureRandom());
        members.offerSetUp(token.hash(), clock.instant());
        return Optional.of(token);
    }

    /** Whether this link may still be used. */
    @Transactional
    public boolean isOffered(Token token) {
        return members.isSetUpOffered(token.hash(), clock.instant().minus(GOOD)) && members.isEmpty();
    }

    /**
     * Makes the first account. However many ask at once, one gets it.
     *
     * @param passwordHash of a password that was judged already
     */
    @Transactional
    SetUpOutcome setUp(Token token, String name, String email, String passwordHash) {
        if (!members.redeemSetUp(token.hash(), clock.instant().minus(GOOD)) || !members.isEmpty()) {
            return new SetUpOutcome.LinkVoid();
        }
        members.withdrawSetUp();
        Staff first = Staff.join(name, email, passwordHash, rolesOfFirst(), clock.instant());
        members.add(first);
        String account = first.actor().reference();
        log.append(account, "set-up", account, Map.of("roles", first.roles().toString()));
        return new SetUpOutcome.Made(first.id());
    }

    /** In trial one person tries everything. Elsewhere the first looks after accounts alone, and asks others in. */
    private EnumSet<Role> rolesOfFirst() {
        return settings.isTrial() ? EnumSet.allOf(Role.class) : EnumSet.of(Role.ADMINISTRATOR);
    }
}
